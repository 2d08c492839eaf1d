"""The live slider panel."""

from dashboard.panel.panel import panel, way_out

__all__ = ["panel", "way_out"]
