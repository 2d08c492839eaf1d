"""What a browser may do with a page of ours, said in headers on every answer."""

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.shell import script_hashes

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def content_security_policy(embed_in: Sequence[str]) -> str:
    """Everything is forbidden but this: our own files, and what Streamlit makes in the browser.

    Components run as scripts from blobs; styles are written at run time; charts and codes are images from data;
    the 64-bit numbers of Streamlit's messages are WebAssembly, which is not JavaScript's eval.
    """
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *script_hashes()],
        "style-src": ["'self'", "'unsafe-inline'"],
        "font-src": ["'self'", "data:"],
        "img-src": ["'self'", "data:", "blob:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'self'", *embed_in],
    }
    return "; ".join(" ".join([rule, *sources]) for rule, sources in rules.items())


class Policy:
    """ASGI middleware: the headers, on whatever answers."""

    def __init__(self, app: ASGIApp, embed_in: Sequence[str] = ()) -> None:
        self.app = app
        self.headers = HEADERS | {"Content-Security-Policy": content_security_policy(embed_in)}
        # A phone answers by a form, so that it needs no script.
        answers = {
            "Content-Security-Policy": content_security_policy(()).replace("form-action 'none'", "form-action 'self'")
        }
        self.of_phones = HEADERS | answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                phones = scope["path"].startswith("/r/")
                MutableHeaders(scope=message).update(self.of_phones if phones else self.headers)
            await send(message)

        await self.app(scope, receive, told if scope["type"] == "http" else send)
