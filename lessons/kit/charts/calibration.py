"""Guesses against truths: on the diagonal a guess was right, above it too high."""

import altair as alt

from lessons.kit.charts.look import Look


def calibration(look: Look, *, title: str = "% of its axis") -> alt.TopLevelMixin:
    """Tables: `guesses` (truth, guess, both in percent of the guess's axis; what: its name)."""
    scale = alt.Scale(domain=(0, 100), nice=False)
    x = alt.X("truth:Q", title=f"truth, {title}", scale=scale)
    y = alt.Y("guess:Q", title=f"your guess, {title}", scale=scale)
    diagonal = alt.Chart(alt.InlineData(values=[{"truth": 0, "guess": 0}, {"truth": 100, "guess": 100}]))
    tooltip = [
        alt.Tooltip("what:N", title="prediction"),
        alt.Tooltip("guess:Q", title="guess", format=".0f"),
        alt.Tooltip("truth:Q", title="truth", format=".0f"),
    ]
    dots = alt.Chart(alt.NamedData("guesses")).mark_circle(
        size=110 * look.scale, color=look.color("u0"), opacity=0.85, clip=True
    )
    return alt.layer(
        diagonal.mark_line(strokeDash=[6, 4], strokeWidth=1.5 * look.scale, color=look.ink).encode(x, y),
        dots.encode(x, y, tooltip=tooltip),
    ).properties(width="container", height="container")
