"""The specs of all charts, kept from one start of a server to the next: most of a start is building and checking them.

They are kept for exactly the code that built them. What cannot be read or written is built anew; it only takes longer.
"""

import hashlib
import json
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard import spec

ROOT = Path(__file__).parents[2]
SOURCES = ("dashboard/spec.py", "lessons/**/*.py")


@contextmanager
def earlier_specs(folder: Path | None = None) -> Generator[None]:
    """What an earlier start of the same code has built is there in this block; what it builds is there in a later one.

    folder: where they are kept; the reader's cache, unless it is said.
    """
    with suppress(OSError, ValueError, RuntimeError):  # No file, a damaged one, nobody's home.
        spec.known.update(_specs(_file(folder).read_text(encoding="utf-8")))
    n_earlier = len(spec.known)
    yield
    # Code that was saved meanwhile is not the one that has built them.
    if len(spec.known) > n_earlier and _of_this_code() == CODE:
        with suppress(OSError, RuntimeError, TypeError, ValueError):
            _keep(_file(folder))


def _specs(text: str) -> dict[str, dict[str, Any]]:
    found: Any = json.loads(text)
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):  # type: ignore[union-attr]
        raise ValueError("These are no specs.")
    return found  # type: ignore[return-value]


def _keep(file: Path) -> None:
    """In place of what other code has left. Of two processes that start at once, both write the same."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_text(json.dumps(spec.known), encoding="utf-8")
    os.replace(new, file)
    for other in file.parent.glob("specs-*"):  # Half of one, too, where a start was killed.
        if other != file:
            other.unlink(missing_ok=True)


def _file(folder: Path | None) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (folder or cache / "frogpond") / f"specs-{CODE}.json"


def _of_this_code() -> str:
    """A digest of all that a spec can depend on."""
    digest = hashlib.sha256(f"{sys.version} {version('altair')}".encode())
    for file in sorted(file for pattern in SOURCES for file in ROOT.glob(pattern)):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:20]


CODE = _of_this_code()
