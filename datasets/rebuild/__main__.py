"""``python -m datasets.rebuild [NAME ...] [--into FOLDER]``: build tables again, compare checksums."""

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

from datasets import describe, names
from datasets.rebuild import lacks, make


def main() -> int:
    """Rebuild the named tables, or all; returns 1 if one differs from the catalogue, else 0."""
    parser = argparse.ArgumentParser(prog="python -m datasets.rebuild", description=main.__doc__)
    parser.add_argument("names", nargs="*", help="tables to rebuild; all if none is named")
    parser.add_argument("--into", type=Path, help="folder to write to; a fresh temporary one if not given")
    chosen = parser.parse_args()
    folder: Path = chosen.into or Path(mkdtemp(prefix="tables-"))
    folder.mkdir(parents=True, exist_ok=True)
    verdicts = {name: verdict(name, folder) for name in chosen.names or names()}
    for name, said in verdicts.items():
        print(f"{name:20} {said}")
    return int("differs" in verdicts.values())


def verdict(name: str, folder: Path) -> str:
    """Rebuild one table and say whether it is the same, byte for byte, as the catalogue's."""
    if why := lacks(name):
        return f"skipped: {why}"
    digest = sha256(make(name, folder).read_bytes()).hexdigest()
    return "same" if digest == describe(name).sha256 else "differs"


if __name__ == "__main__":
    sys.exit(main())
