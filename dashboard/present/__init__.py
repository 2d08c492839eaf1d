"""Presenter mode."""

from dashboard.present.present import present

__all__ = ["present"]
