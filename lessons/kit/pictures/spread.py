"""The groups as points (u0, u1): what was drawn, what a model found, and the ellipse of each."""

from typing import Any

import numpy as np

from lessons.kit.blocks.figure import Figure
from lessons.kit.charts import spread
from lessons.kit.columns import Column, Columns, alike, names, numbers, stacked
from lessons.kit.fit import LmmFit
from lessons.kit.groups import Groups
from lessons.kit.lesson import Run
from lessons.kit.pictures.lines import effects, followed
from lessons.kit.text import Words, sentence, span

SCHOOL_AXES = {
    "u0_domain": (-18, 18),
    "u1_domain": (-10, 10),
    "u0_title": "intercept above average, u0",
    "u1_title": "slope above average, u1",
    "group_word": "school",
}
CORNERS = np.linspace(0, 2 * np.pi, 73)


def ellipse(tau00: float, tau01: float, tau11: float, kind: str, share: float = 0.9) -> dict[str, Column]:
    """The curve that holds `share` of N(0, T): columns u0, u1, kind, order; flat where T is singular.

    Radius sqrt(-2 ln(1 - share)), the chi-square quantile with 2 df.
    """
    radius = np.sqrt(-2 * np.log(1 - share))
    sd0, sd1 = np.sqrt(max(tau00, 0.0)), np.sqrt(max(tau11, 0.0))
    corr01 = np.clip(tau01 / (sd0 * sd1), -1, 1) if sd0 * sd1 > 0 else 0.0
    u0 = radius * sd0 * np.cos(CORNERS)
    u1 = radius * sd1 * (corr01 * np.cos(CORNERS) + np.sqrt(1 - corr01**2) * np.sin(CORNERS))
    return {"u0": u0, "u1": u1, "kind": alike(kind, len(CORNERS)), "order": np.arange(len(CORNERS))}


def spread_tables(groups: Groups, found: Any, tau00: float, tau11: float, corr01: float) -> dict[str, Columns]:
    """What spread draws: each group as set and as found, and both ellipses (the found one where slopes vary).

    found: None where nothing has been fitted yet; then each group is drawn where it was set.
    """
    points = {"group": groups.labels, "u0": groups.first("u0"), "u1": groups.first("u1"), "thick": followed(groups)}
    u0_hat, u1_hat = effects(found, groups) if found else (points["u0"], points["u1"])
    curves = [ellipse(tau00, corr01 * (tau00 * tau11) ** 0.5, tau11, "set")]
    if isinstance(found, LmmFit) and "x" in found.model.random[0].terms:
        curves.append(ellipse(found.tau00, found.tau01, found.tau11, "found"))
    return {"groups": {**points, "u0_hat": u0_hat, "u1_hat": u1_hat}, "ellipses": stacked(*curves)}


def school_points(run: Run, title: Words, found: Any) -> Figure:
    """The simulated schools of a run as points: as set, and as `found` has them, with the curves of both.

    found: None before a model is fitted.
    """
    p, gamma10 = run.p, found.gamma["x"] if found else run.p.gamma10
    tables = spread_tables(run.groups, found, p.tau00, p.tau11, p.corr01)
    u1, u1_hat = (numbers(tables["groups"], name) for name in ("u1", "u1_hat"))
    if not found:
        says = sentence(AS_SET, set=span(p.gamma10 + u1.min(), p.gamma10 + u1.max()))
        return Figure("schools", title, spread, tables, says, SCHOOL_AXES, picks="groups", key="as you set them")
    says = sentence(
        "Each point is a school, counted from its average: an open one from the average you set, a filled one from the "
        "average found. Slopes set: @set; slopes found: @found. @curves",
        set=span(p.gamma10 + u1.min(), p.gamma10 + u1.max()),
        found=span(gamma10 + u1_hat.min(), gamma10 + u1_hat.max()),
        curves=CURVES["found" in names(tables["ellipses"], "kind").names],
    )
    key = "open: set, filled: found"
    return Figure("schools", title, spread, tables, says, SCHOOL_AXES, picks="groups", key=key)


AS_SET = (
    "Each point is a school; the large ones are those with thick lines. Slopes set: @set. The curve is drawn for the "
    "variances you set; if it is not flat, it holds 90 % of such schools."
)
CURVES = {
    True: "The dashed curve is drawn for the variances you set, the solid one for those found. A curve that is not "
    "flat holds 90 % of such schools.",
    False: "The dashed curve is drawn for the variances you set; if it is not flat, it holds 90 % of such schools. "
    "This model finds no such curve.",
}
