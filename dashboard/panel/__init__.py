"""The live slider panel."""

from dashboard.panel.panel import panel

__all__ = ["panel"]
