"""The live controls: a drawer of all, and a place for some wherever a page wants them."""

from dashboard.panel.panel import bar, handle, moves, panel, way_out

__all__ = ["bar", "handle", "moves", "panel", "way_out"]
