"""`python -m tests.bench [browser] [fits] [steps] [sessions] [studies] [rooms] [labs] [--before COMMIT]`: measure

With --before the tree of that commit is measured beside this one. The figures go to .bench/latest.json.
"""

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import browser, fits, labs, rooms, sessions, steps, studies
from tests.bench.figures import Figure, table
from tests.bench.tree import of_commit

PARTS = {
    "browser": (browser.measure, "What a reader feels", "plain page"),
    "fits": (fits.measure, "One fit", "other"),
    "steps": (steps.measure, "What a step costs the server", "plain page"),
    "sessions": (sessions.measure, "Many at once", ""),
    "studies": (studies.measure, "A study", ""),
    "rooms": (rooms.measure, "A hall that answers", ""),
    "labs": (labs.measure, "Readers beside the Lab", ""),
}
TARGET = Path(".bench/latest.json")


def machine() -> dict[str, object]:
    return {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
        "load": round(os.getloadavg()[0], 2),
    }


def say(words: str) -> None:
    print(f"... {words}", file=sys.stderr, flush=True)


def plain_text(found: dict[str, list[Figure]]) -> float | None:
    """What a key takes on the plain page, where this run has measured it: the yardstick of this machine."""
    return next((figure.other for figure in found.get("browser", []) if figure.name == browser.TEXT), None)


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, if none is named")
    parser.add_argument("--before", default="", metavar="COMMIT", help="measure the tree of this commit as well")
    asked = parser.parse_args()
    found: dict[str, list[Figure]] = {}
    with of_commit(asked.before) as before:
        for name in asked.parts or PARTS:
            measure, title, other = PARTS[name]
            found[name] = measure(say, before, plain_text(found))
            print(f"\n{table(title, other, found[name])}\n", flush=True)
            keep(found, asked.before)
    print(f"Written to {TARGET}.")


def keep(found: dict[str, list[Figure]], before: str) -> None:
    """After each part: what has been measured is there, whatever happens to the rest."""
    parts = {name: [asdict(f) | {"ratio": f.ratio, "reached": f.reached} for f in rows] for name, rows in found.items()}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps({"machine": machine(), "before": before, **parts}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
