"""The Lab: a design many times, while you look."""

from dashboard.lab.page import lab

__all__ = ["lab"]
