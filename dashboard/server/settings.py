"""How the dashboard is served. The command says it; the environment carries it to every worker process."""

import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import current_process

ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?", re.IGNORECASE)
MAX_SESSIONS = 500
PER_ADDRESS = 400
PUBLIC_URL = "FROGPOND_PUBLIC_URL"
SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"


@dataclass(frozen=True)
class Settings:
    """max_sessions: readers at once in one process; per_address: those of them that one address may be.

    embed_in: the origins whose pages may show this one in a frame. metrics: whether /_stcore/metrics answers.
    public_url: where phones reach this server; "" looks for the machine's own address.
    """

    max_sessions: int = MAX_SESSIONS
    per_address: int = PER_ADDRESS
    embed_in: tuple[str, ...] = ()
    metrics: bool = False
    public_url: str = ""

    def __post_init__(self) -> None:
        """ValueError in one plain sentence for what cannot be meant."""
        for name, count in (("most sessions", self.max_sessions), ("most sessions of one address", self.per_address)):
            if count < 1:
                raise ValueError(f"The {name} must be 1 or more, not {count}.")
        for origin in self.embed_in:
            if not ORIGIN.fullmatch(origin):
                raise ValueError(f"“{origin[:60]}” is not an origin; one looks like https://lms.example.edu.")

        if self.public_url and not ORIGIN.fullmatch(self.public_url):
            raise ValueError(
                f"“{self.public_url[:60]}” is no address of a server; one looks like https://pond.example.edu."
            )

    def to_env(self) -> dict[str, str]:
        return {
            "FROGPOND_MAX_SESSIONS": str(self.max_sessions),
            "FROGPOND_PER_ADDRESS": str(self.per_address),
            "FROGPOND_EMBED_IN": " ".join(self.embed_in),
            "FROGPOND_METRICS": "1" if self.metrics else "",
            PUBLIC_URL: self.public_url,
        }

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """What `to_env` wrote, or what an administrator did."""
        return cls(
            _count(env, "FROGPOND_MAX_SESSIONS", MAX_SESSIONS),
            _count(env, "FROGPOND_PER_ADDRESS", PER_ADDRESS),
            tuple(env.get("FROGPOND_EMBED_IN", "").split()),
            env.get("FROGPOND_METRICS", "") not in ("", "0"),
            env.get(PUBLIC_URL, ""),
        )


def _count(env: Mapping[str, str], name: str, start: int) -> int:
    raw = env.get(name) or str(start)
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise ValueError(f"{name} must be a whole number, not “{raw[:20]}”.")
    return int(raw)


def share_secret() -> None:
    """One cookie secret for all workers: made from the key that a parent process hands to those it starts."""
    key = bytes(current_process().authkey)
    os.environ.setdefault(SECRET, hmac.digest(key, b"frogpond cookies", "sha256").hex())
