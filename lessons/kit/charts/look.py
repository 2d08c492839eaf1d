"""The two looks of every chart: inks and papers for light and dark, one color for each symbol."""

from dataclasses import dataclass
from typing import Any, Literal

from lessons.kit.glossary.symbols import symbol

FONT = "Inter, sans-serif"
LARGER = 1.92  # 24 px of 720 lines.


@dataclass(frozen=True)
class Look:
    """Colors and sizes a chart may use; `projected`: for a screen seen from the last row, `lines` times 720 tall."""

    mode: Literal["light", "dark"]
    ink: str
    quiet: str
    faint: str
    grid: str
    paper: str
    projected: bool = False
    lines: float = 1.0

    def color(self, code: str) -> str:
        """The ink of a symbol in this look."""
        entry = symbol(code)
        return entry.light if self.mode == "light" else entry.dark

    @property
    def scale(self) -> float:
        """How much larger type and strokes are when projected."""
        return LARGER * self.lines if self.projected else 1.0

    @property
    def config(self) -> dict[str, Any]:
        """The Vega-Lite config: quiet axes, our type, no frame."""
        size = round(12.5 * self.scale, 1)
        axis = {
            "labelColor": self.quiet, "titleColor": self.ink, "labelFontSize": size, "titleFontSize": size,
            "titleFontWeight": 500, "gridColor": self.grid, "gridWidth": 1, "domain": False, "ticks": False,
            "labelPadding": 6, "titlePadding": 8, "tickCount": 6, "labelLimit": round(190 * self.scale),
        }  # fmt: skip
        return {
            "font": FONT,
            "background": "transparent",
            "view": {"stroke": None},
            "axis": axis,
            "mark": {"aria": False},
            "legend": {
                "labelColor": self.ink, "titleColor": self.quiet, "labelFontSize": size, "titleFontSize": size,
                "orient": "top", "title": None, "symbolStrokeWidth": 2 * self.scale, "labelLimit": 400,
            },
            "text": {"fontSize": size, "color": self.ink},
        }  # fmt: skip


LIGHT = Look("light", ink="#1D2A35", quiet="#55626F", faint="#9AA7B2", grid="#E9EDF0", paper="#FFFFFF")
DARK = Look("dark", ink="#E4EBF0", quiet="#A9B6C1", faint="#6B7985", grid="#24303A", paper="#10181F")
