"""`make lesson`: begin a lesson, or serve one, with its contract run whenever a file is saved."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import lessons
from lessons.curriculum import lessons as written
from tests.author.skeleton import SkeletonError, begin

ROOT = Path(lessons.__file__).parents[1]
ROOMS = ("lessons", "datasets", "dashboard")
KINDS = {".py", ".js", ".css", ".toml", ".csv"}
LOOK_EVERY = 0.5
Stamps = dict[Path, int]
Running = subprocess.Popen[bytes]


def stamps(root: Path = ROOT) -> Stamps:
    """When each file that a page is made of was last saved."""
    files = (path for room in ROOMS for path in (root / room).rglob("*") if path.suffix in KINDS)
    return {path: path.stat().st_mtime_ns for path in files}


def contract(slug: str) -> list[str]:
    """The command that runs what every lesson must keep, for this one, and its own tests."""
    return [sys.executable, "-m", "pytest", "-q", "--no-header", "-m", "not long", "tests/lessons", "-k", slug]


def serve(slug: str, port: str) -> None:
    """Serve until stopped. A save starts the server anew, where open pages go on, and then the contract."""
    commands = [sys.executable, "-m", "dashboard", "--port", port], contract(slug)
    running, seen = list[Running](), Stamps()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # Whoever ends this ends what it started.
    print(f"Open http://localhost:{port}/{slug} and save a file to see it change. Ctrl-C stops.", flush=True)
    try:
        while True:
            if (now := stamps()) != seen:
                stop(running)
                running, seen = [subprocess.Popen(command, cwd=ROOT) for command in commands], now
            time.sleep(LOOK_EVERY)
    except KeyboardInterrupt:
        print()
    finally:
        stop(running)


def stop(running: list[Running]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        process.wait()


def main(name: str, new: str, port: str) -> None:
    """NAME or NEW, as `make` hands them on; what cannot be done is said in one sentence."""
    slugs = [lesson.slug for lesson in written()]
    if new:
        try:
            print(f"Written: {begin(new).relative_to(ROOT)}. Now: make lesson NAME={new.split('/')[-1]}")
        except SkeletonError as problem:
            sys.exit(str(problem))
    elif name in slugs:
        serve(name, port)
    else:
        sys.exit(f"Name a lesson: make lesson NAME=icc. There are {', '.join(slugs)}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
