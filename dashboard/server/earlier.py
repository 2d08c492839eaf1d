"""What a start of a server has made and a later one takes over: the specs of all charts, the pictures of the map.

Most of a start is building and checking specs. What is kept is kept for exactly the code that has made it. What cannot
be read or written is made anew; it only takes longer.
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
SOURCES = ("dashboard/spec.py", "dashboard/sketches.py", "lessons/**/*.py")
SPECS = "specs.json"


@contextmanager
def earlier_specs(folder: Path | None = None) -> Generator[None]:
    """What an earlier start of the same code has built is there in this block; what it builds is there in a later one.

    folder: where they are kept; the reader's cache, unless it is said.
    """
    with suppress(ValueError):  # A damaged file is as none.
        spec.known.update(_specs(earlier(SPECS, folder) or b""))
    n_earlier = len(spec.known)
    yield
    if len(spec.known) > n_earlier:
        with suppress(TypeError, ValueError):
            keep(SPECS, json.dumps(spec.known).encode(), folder)


def _specs(text: bytes) -> dict[str, dict[str, Any]]:
    found: Any = json.loads(text)
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):  # type: ignore[union-attr]
        raise ValueError("These are no specs.")
    return found  # type: ignore[return-value]


def earlier(name: str, folder: Path | None = None) -> bytes | None:
    """What the same code has kept under this name."""
    with suppress(OSError, RuntimeError):  # No file, nobody's home.
        return _file(name, folder).read_bytes()
    return None


def keep(name: str, content: bytes, folder: Path | None = None) -> None:
    """In place of what other code has left. Of two processes that start at once, both write the same."""
    if _of_this_code() != CODE:  # Code that was saved meanwhile is not the one that has made it.
        return
    with suppress(OSError, RuntimeError):
        file = _file(name, folder)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.write_bytes(content)
        os.replace(new, file)
        for other in file.parent.iterdir():  # Half of one, too, where a start was killed.
            if not other.name.startswith(CODE):
                other.unlink(missing_ok=True)


def _file(name: str, folder: Path | None) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return (folder or cache / "frogpond") / f"{CODE}-{name}"


def _of_this_code() -> str:
    """A digest of all that a spec or a picture can depend on."""
    digest = hashlib.sha256(f"{sys.version} {version('altair')} {version('vl-convert-python')}".encode())
    for file in sorted(file for pattern in SOURCES for file in ROOT.glob(pattern)):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:20]


CODE = _of_this_code()
