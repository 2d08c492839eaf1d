"""Figures with their goals, as a table and as JSON."""

from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """One figure: ours, the one it is compared with (None without one), and the goal with its direction."""

    name: str
    ours: float
    unit: str
    other: float | None = None
    goal: float | None = None
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times better ours is."""
        if self.other is None or not self.ours or not self.other:
            return None
        return self.ours / self.other if self.more_is_better else self.other / self.ours

    @property
    def reached(self) -> bool | None:
        if self.goal is None:
            return None
        return self.ours >= self.goal if self.more_is_better else self.ours <= self.goal


def percentile(values: list[float], percent: int) -> float:
    """The `percent`-th percentile, or nan without values."""
    if not values:
        return float("nan")
    return values[0] if len(values) == 1 else quantiles(values, n=100, method="inclusive")[percent - 1]


def table(title: str, other: str, figures: list[Figure]) -> str:
    """Aligned columns: figure, ours, the other, ratio, goal."""
    rows = [(title, "ours", other, "ratio", "goal"), *(_row(figure) for figure in figures)]
    widths = [max(len(row[k]) for row in rows) for k in range(5)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(figure: Figure) -> tuple[str, str, str, str, str]:
    sign = "≥" if figure.more_is_better else "≤"
    verdict = {True: "reached", False: "MISSED", None: ""}[figure.reached]
    goal = f"{sign} {_short(figure.goal)} {verdict}" if figure.goal is not None else ""
    ratio = f"{figure.ratio:.1f} x" if figure.ratio else ""
    return f"{figure.name} ({figure.unit})", _short(figure.ours), _short(figure.other), ratio, goal


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return "none" if value != value else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"
