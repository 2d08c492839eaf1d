"""Guesses against truths: on the diagonal a guess was right, above it too high."""

import altair as alt

from lessons.kit.charts.frame import across, layers, table, tip, up
from lessons.kit.charts.look import Look


def calibration(look: Look, *, title: str = "% of its axis") -> alt.TopLevelMixin:
    """Tables: `guesses` (truth, guess, both in percent of the guess's axis; what: its name)."""
    x = across("truth:Q", f"truth, {title}", (0, 100))
    y = up("guess:Q", f"your guess, {title}", (0, 100))
    diagonal = alt.Chart(alt.InlineData(values=[{"truth": 0, "guess": 0}, {"truth": 100, "guess": 100}]))
    tooltip = [
        tip("what:N", "prediction"),
        tip("guess:Q", "guess", ".0f"),
        tip("truth:Q", "truth", ".0f"),
    ]
    dots = table("guesses").mark_circle(size=110 * look.scale, color=look.color("u0"), opacity=0.85, clip=True)
    return layers(
        diagonal.mark_line(strokeDash=[6, 4], strokeWidth=1.5 * look.scale, color=look.ink).encode(x, y),
        dots.encode(x, y, tooltip=tooltip),
    )
