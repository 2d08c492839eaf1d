"""`python -m tests.bench [browser] [fits] [sessions]`: measure, print tables, write .bench/latest.json."""

import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import browser, fits, sessions
from tests.bench.figures import table

PARTS = {
    "browser": (browser.measure, "What a reader feels", "plain page"),
    "fits": (fits.measure, "One fit", "other"),
    "sessions": (sessions.measure, "Many at once", ""),
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


def main() -> None:
    asked = sys.argv[1:] or list(PARTS)
    unknown = [name for name in asked if name not in PARTS]
    if unknown:
        sys.exit(f"There is no part {unknown[0]}. The parts are: {', '.join(PARTS)}.")
    found: dict[str, object] = {"machine": machine()}
    for name in asked:
        measure, title, other = PARTS[name]
        figures = measure(lambda words: print(f"... {words}", file=sys.stderr, flush=True))
        found[name] = [asdict(figure) | {"ratio": figure.ratio, "reached": figure.reached} for figure in figures]
        print(f"\n{table(title, other, figures)}\n", flush=True)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"Written to {TARGET}.")


if __name__ == "__main__":
    main()
