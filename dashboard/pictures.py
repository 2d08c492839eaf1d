"""Charts as SVG and PNG, drawn in a process of their own.

The drawing takes up to seconds and never lets go of the interpreter: here it would stop every other reader's page.
"""

import json
import subprocess
import sys
import threading
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ONE_AT_A_TIME = threading.Lock()
PATIENCE = 120
FINER = 2


@dataclass(frozen=True)
class Picture:
    svg: str
    png: bytes


def drawn(specs: Mapping[str, Mapping[str, Any]]) -> dict[str, Picture]:
    """Each Vega-Lite spec, data and all, as a picture; the PNG has two dots for each pixel."""
    command = [sys.executable, "-m", "dashboard.pictures"]
    room = Path(__file__).parents[1]
    with ONE_AT_A_TIME:
        done = subprocess.run(
            command, input=json.dumps(specs).encode(), capture_output=True, check=True, timeout=PATIENCE, cwd=room
        )
    return {name: Picture(svg, b64decode(png)) for name, (svg, png) in json.loads(done.stdout).items()}


def main() -> None:
    """Specs as JSON in, pictures as JSON out."""
    import vl_convert

    pictures: dict[str, tuple[str, str]] = {}
    for name, spec in json.load(sys.stdin).items():
        svg = vl_convert.vegalite_to_svg(spec)
        pictures[name] = (svg, b64encode(vl_convert.svg_to_png(svg, scale=FINER)).decode())
    json.dump(pictures, sys.stdout)


if __name__ == "__main__":
    main()
