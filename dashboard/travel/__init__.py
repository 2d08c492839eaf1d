"""The travelling dots: a canvas that moves the same units from one picture to the next."""

from dashboard.travel.travel import travel

__all__ = ["travel"]
