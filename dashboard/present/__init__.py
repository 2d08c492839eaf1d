"""Presenter mode."""

from dashboard.present.present import enter, from_here, present

__all__ = ["enter", "from_here", "present"]
