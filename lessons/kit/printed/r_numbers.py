"""Numbers as R formats and prints them: as few digits as show every one of them to so many significant digits."""

from collections.abc import Sequence
from math import floor, isfinite, log10


def r_format(values: Sequence[float], digits: int, n_small: int = 0) -> list[str]:
    """R's `format(values, digits, nsmall)`: one number of decimals and one width for all; NaN as R writes it."""
    told = [_parts(value, digits) for value in values if isfinite(value)] or [(1, 0)]
    decimals = max(n_small, *(max(0, figures - power - 1) for figures, power in told))
    minus = any(value < 0 for value in values)
    fixed = minus + max(max(1, power + 1) for _, power in told) + decimals + (decimals > 0)
    figures = max(figures for figures, _ in told) - 1
    wide = 5 if any(abs(power) > 99 for _, power in told) else 4
    scientific = minus + 1 + figures + (figures > 0) + wide
    form = f".{decimals}f" if fixed <= scientific else f".{figures}e"
    said = [format(value, form) if isfinite(value) else "NaN" for value in values]
    width = max(map(len, said))
    return [one.rjust(width) for one in said]


def _parts(value: float, digits: int) -> tuple[int, int]:
    """How many significant digits `value` needs, `digits` at most, and its power of ten."""
    if value == 0:
        return 1, 0
    mantissa, power = f"{abs(value):.{digits - 1}e}".split("e")
    return len(mantissa.replace(".", "").rstrip("0")), int(power)


def zap_small(values: Sequence[float], digits: int) -> list[float]:
    """R 4.2's `zapsmall`: rounded to about `digits` significant digits of the largest."""
    largest = max(map(abs, values))
    places = max(0, floor(digits - log10(largest) + 0.5)) if largest > 0 else digits
    return [round(value, places) for value in values]
