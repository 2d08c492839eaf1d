"""Figures with their goals, as a table and as JSON."""

from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """One figure: ours, the plain page's and that of the tree before (None without one), the goal and its direction."""

    name: str
    ours: float
    unit: str
    other: float | None = None
    goal: float | None = None
    more_is_better: bool = False
    before: float | None = None

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
    """Aligned columns: figure, ours, the tree before where there is one, the other, ratio, goal."""
    rows = [(title, "ours", "before", "ours/before", other, "ratio", "goal"), *(_row(figure) for figure in figures)]
    used = [k for k in range(len(rows[0])) if k < 2 or any(row[k] for row in rows[1:])]
    widths = {k: max(len(row[k]) for row in rows) for k in used}
    lines = ["  ".join(row[k].rjust(widths[k]) if k else row[k].ljust(widths[k]) for k in used) for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.more_is_better else "≤"
    verdict = {True: "reached", False: "MISSED", None: ""}[figure.reached]
    return (
        f"{figure.name} ({figure.unit})",
        _short(figure.ours),
        _short(figure.before),
        f"{figure.ours / figure.before:.2f}" if figure.before else "",
        _short(figure.other),
        f"{figure.ratio:.1f} x" if figure.ratio else "",
        f"{sign} {_short(figure.goal)} {verdict}" if figure.goal is not None else "",
    )


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return "none" if value != value else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"
