"""Presenter mode."""

from dashboard.present.present import enter, present

__all__ = ["enter", "present"]
