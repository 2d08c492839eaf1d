"""What a phone shows: one question, a page of its own without a session, usable without a script."""

from pathlib import Path

from dashboard.markup import Html, markup, together
from dashboard.room.asked import Asked
from dashboard.room.store import Now
from dashboard.scripts import by_address

HERE = Path(__file__).parent
STYLE = HERE / "phone.css"
FOLLOW = (HERE / "phone.js").read_text(encoding="utf-8")
AGAIN = "Second vote. Talk it over with a neighbor first."
SENT = "Sent. You may change it until it is closed."
_remote = by_address((HERE / "remote.js").read_text(encoding="utf-8")).split('"')[1]
_address = by_address(FOLLOW).split('"')[1]


def phone(code: str, now: Now, given: str) -> bytes:
    """The page for what is asked `now`; `given`: what this phone has answered, or ""."""
    page = markup(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<title>Frogpond</title><style>@style</style></head><body data-number="@number">@body<p class="room">'
        'Room @code. No name is asked, and none is kept.</p><script defer src="../@script"></script></body></html>',
        style=Html(STYLE.read_text(encoding="utf-8")),
        number=str(now.number),
        body=_body(now, given),
        code=code,
        script=_address,
    )
    return page.encode()


def remote_page(root: str) -> bytes:
    """The speaker's page: notes, clock and keys, for a phone or a second window. Its key is in the fragment.

    root: the way from its address to the root of the site.
    """
    page = markup(
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<title>Frogpond, the speaker</title><style>@style</style></head><body class="remote"><p class="clock"></p>'
        '<h1></h1><p class="next"></p><div class="notes"></div><div class="sliders"></div><div class="scenes"></div>'
        '<div class="keys"></div><script defer src="@root@script"></script></body></html>',
        style=Html(STYLE.read_text(encoding="utf-8")),
        root=root,
        script=_remote,
    )
    return page.encode()


def _body(now: Now, given: str) -> Html:
    if now.asked is None:
        return markup("<h1>You are in.</h1><p>The first question comes here by itself.</p>")
    if not now.is_open:
        return markup("<h1>@text</h1><p>This question is closed. Look at the wall.</p>", text=now.asked.text)
    said = markup('<p class="said" role="status">@words</p>', words=SENT if given else "")
    again = markup('<p class="again">@words</p>', words=AGAIN if now.asked.vote > 1 else "")
    return markup(
        '@again<h1>@text</h1><form method="post"><input type="hidden" name="n" value="@number">@fields</form>@said',
        again=again,
        text=now.asked.text,
        number=str(now.number),
        fields=_fields(now.asked, given),
        said=said,
    )


def _fields(asked: Asked, given: str) -> Html:
    if asked.options:
        return together(
            markup(
                '<button name="a" value="@code" aria-pressed="@on">@words</button>',
                code=code,
                on="true" if code == given else "false",
                words=words,
            )
            for code, words in asked.options
        )
    return markup(
        '<label>From @low to @high @unit<input type="number" name="a" required min="@low" max="@high" step="any" '
        'inputmode="decimal" value="@given"></label><button class="send">Send</button>',
        low=f"{asked.low:g}",
        high=f"{asked.high:g}",
        unit=asked.unit,
        given=given,
    )
