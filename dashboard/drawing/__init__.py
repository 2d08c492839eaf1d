"""A claim that a reader draws: nodes moved by pointer or by keys, in the browser."""

from dashboard.drawing.drawing import drawing

__all__ = ["drawing"]
