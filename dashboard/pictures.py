"""What a child does for "Take it with you": charts as SVG and PNG, and everything as one zip.

The drawing takes up to seconds and never lets go of the interpreter: in the server it would stop every reader's page.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Spec = Mapping[str, Any]
Tell = Callable[[float], None]
FINER = 3  # 2,280 points across: sharp on a projector.


@dataclass(frozen=True)
class Picture:
    svg: str
    png: bytes


def drawn(specs: Mapping[str, Spec], tell: Tell = lambda _: None) -> dict[str, Picture]:
    """Each Vega-Lite spec, data and all, as a picture; the PNG has three dots for each pixel."""
    import vl_convert

    pictures: dict[str, Picture] = {}
    for name, spec in specs.items():
        svg = vl_convert.vegalite_to_svg(dict(spec))
        pictures[name] = Picture(svg, vl_convert.svg_to_png(svg, scale=FINER))
        tell(len(pictures) / len(specs))
    return pictures


def svg(spec: Spec, _: Tell) -> bytes:
    return drawn({"it": spec})["it"].svg.encode()


def png(spec: Spec, _: Tell) -> bytes:
    return drawn({"it": spec})["it"].png


def bundle(texts: Mapping[str, str | bytes], specs: Mapping[str, Spec], tell: Tell) -> bytes:
    """The texts by their file names and the charts in both formats, as a zip."""
    pictures = drawn(specs, tell)
    charts = {f"charts/{name}.svg": one.svg for name, one in pictures.items()} | {
        f"charts/{name}.png": one.png for name, one in pictures.items()
    }
    return zipped({**texts, **charts})


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """File name -> content, as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
