"""The vote of 2016, told: income and the vote among the voters of a state, and between states.

Level 1:  logit p_ij = b0_j + gamma10 (x_ij - x_mean_j),   p: the chance of a vote for Trump, x: bracket of income
Level 2:  b0_j = gamma00 + gamma01 x_mean_j + u0_j,        u0_j ~ N(0, tau00)

Reference: Gelman, Shor, Bafumi and Park (2007), Quarterly Journal of Political Science 2, 345-367.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

import datasets
from lessons import kit
from lessons.kit import number, sentence

VOTERS = {"all": "All voters", "white": "White voters", "other": "All other voters"}
MODEL = kit.Model("Within-between", "cbind(y, other) ~ x_within + x_mean + (1 | group)", family="binomial")
SHOWN = datasets.describe("vote2016").shown


@dataclass(frozen=True, eq=False)
class Votes:
    """Counts of voters by state and bracket of income, and the within-between logistic fit.

    cells: x (bracket), y (votes for Trump), voters, group, x_mean, share (of the own state), (N,) each. states: group,
    x (mean bracket of its voters), y (share for Trump), voters, (J,) each.
    """

    cells: kit.Columns
    states: kit.Columns
    found: Any


@lru_cache(maxsize=len(VOTERS))
def votes(who: str) -> Votes:
    """The real table for all voters, white voters, or all others; FitError where the model cannot be fitted."""
    table = kit.real_data("vote2016")
    table = table if who == "all" else table[table["white"] == (who == "white")]
    cells = kit.columns_of(table)
    states = kit.Groups(cells)
    n, income, trump = (
        np.bincount(states.of_unit, counts) for counts in (cells["voters"], cells["x"] * cells["voters"], cells["y"])
    )
    by_state = {"group": states.labels, "x": income / n, "y": trump / n, "voters": n}
    own = {"x_mean": by_state["x"][states.of_unit], "share": by_state["y"][states.of_unit]}
    split = {"other": table["voters"] - table["y"], "x_within": cells["x"] - own["x_mean"], "x_mean": own["x_mean"]}
    return Votes(cells | own, by_state, MODEL.fit(table.assign(**split)))


def share(logit: Any) -> Any:
    return 1 / (1 + np.exp(-logit))


def told(who: str) -> Iterator[kit.Block]:
    """Voters of one state, the guess about whole states, and both slopes: as chances, then as logits."""
    found = votes(who).found
    yield kit.Stage(voters_within(who), states(who, waiting=True))
    yield kit.Live("@about Choose whose votes you see.", about=SHOWN.about)
    yield predict_states(who)
    yield kit.Stage(voters_within(who), states(who))
    yield chances(who)
    yield reversal(found)
    yield in_logits(found)
    yield kit.equation(found)
    white, other = (number(votes(part).found.gamma["x_within"], 3) for part in ("white", "other"))
    yield kit.Aside("How real is the slope among voters?", sentence(HOW_REAL, white=white, other=other))


def chances(who: str) -> kit.Live:
    """What one bracket more goes with, in votes of 100: among voters of one state, and between states."""
    here = votes(who)
    gamma, x = here.found.gamma, float(here.cells["x"] @ here.cells["voters"] / here.cells["voters"].sum())
    level = gamma["Intercept"] + gamma["x_mean"] * x
    logits = (level, level + gamma["x_within"], level + gamma["x_mean"])
    # Rounded before they are subtracted, so that the page's own arithmetic holds.
    at, neighbor, state = (round(100 * float(share(logit)), 2) for logit in logits)
    return kit.Live(
        "In a state of average income, the model has @at of 100 voters choose Trump. Of 100 voters one bracket above "
        "them in the same state, @neighbor do: **@among** points. In a state whose mean is one bracket higher, @state "
        "of 100 do: **@between** points.",
        at=at,
        neighbor=neighbor,
        state=state,
        among=neighbor - at,
        between=state - at,
    )


def in_logits(found: Any) -> kit.Live:
    (low, high), within, between = found.interval()["x_within"], found.gamma["x_within"], found.gamma["x_mean"]
    return kit.Live(
        "The model adds up logits and not chances, so that no chance leaves 0 to 1. A logit is ln(p / (1 − p)): 0 is "
        "an even chance, and near it a step of 0.04 is about one vote in 100. Its slope among voters is @within (95 % "
        "interval @low to @high), between states @between.",
        **{name: number(value, 3) for name, value in zip(NAMES, (within, low, high, between), strict=True)},
    )


NAMES = ("within", "low", "high", "between")
HOW_REAL = (
    "Small for all voters, and not one thing. Split the voters by race, as you can above, and it is @white among "
    "white voters and @other among all others. The slope of all voters mixes the two with the difference between them: "
    "white voters have higher incomes and chose Trump more often. A slope within groups is not free of composition "
    "either. In earlier elections Gelman and colleagues found rich states voting one way and rich voters another."
)


def voters_within(who: str) -> kit.Figure:
    """By bracket of income: how far the share for Trump lies from that of the voters' own states."""
    cells, slope = votes(who).cells, votes(who).found.gamma["x_within"]
    brackets = kit.Groups(cells | {"bracket": kit.labels(map(str, cells["x"]))}, by="bracket")
    n, trump, expected = (
        np.bincount(brackets.of_unit, part) for part in (cells["voters"], cells["y"], cells["share"] * cells["voters"])
    )
    x, order = brackets.mean("x"), np.argsort(brackets.mean("x"))
    points = {"x": x, "y": (trump - expected) / n, "group": brackets.labels, "weight": n / n.max()}
    mean, level, ends = float(x @ n / n.sum()), float(trump.sum() / n.sum()), np.linspace(1, 12, 23)
    line = share(np.log(level / (1 - level)) + slope * (ends - mean)) - level
    says = sentence(
        "@n voters in @brackets brackets of income. Among voters of the same state, one bracket more goes with @points "
        "percentage points.",
        n=int(n.sum()),
        brackets=len(brackets),
        points=number(100 * (share(np.log(level / (1 - level)) + slope) - level), 1),
    )
    settings = {
        "x_domain": SHOWN.predictor_axis, "y_domain": (-0.425, 0.425), "x_title": SHOWN.predictor,
        "y_title": "vote, against own state", "group_word": "bracket", "code": "gamma10", "size": 41,
        "y_format": "+.0%",
    }  # fmt: skip
    title = sentence("@who of one state", who=VOTERS[who])
    return _figure("voters", title, who, kit.rows(points, order), {"x": ends, "y": line}, says, settings)


def states(who: str, waiting: bool = False) -> kit.Figure:
    """The states at their means; or, while the reader guesses, on the axis, at their mean income alone."""
    here, gamma = votes(who).states, votes(who).found.gamma
    ends = np.linspace(here["x"].min(), here["x"].max(), 0 if waiting else 21)
    says = sentence(
        WAITING if waiting else CORRELATE, n=len(here["x"]), r=float(np.corrcoef(here["x"], here["y"])[0, 1])
    )
    # A bracket is as wide, and a vote in 100 as high, as in the picture beside it, which is wider.
    settings = {
        "x_domain": (3, 10.3), "y_domain": SHOWN.outcome_axis, "x_title": "mean bracket of the voters",
        "y_title": SHOWN.outcome, "group_word": "state", "code": "gamma01", "size": 30, "y_format": ".0%",
        "named": True,
    }  # fmt: skip
    points = {**{name: here[name] for name in ("x", "y", "group")}, "weight": here["voters"] / here["voters"].max()}
    points["name"] = kit.labels("D.C." if name == CAPITAL and not waiting else "" for name in here["group"])
    points |= {"y": np.full(len(here["x"]), 0.01)} if waiting else {}
    line = {"x": ends, "y": share(gamma["Intercept"] + gamma["x_mean"] * ends)}
    return _figure("states", "States", who, points, line, says, settings)


WAITING = "@n states, the District of Columbia among them, wait on the axis at their mean income."
CAPITAL = "District of Columbia"
CORRELATE = "@n states, the District of Columbia among them. Mean income and share for Trump correlate at @r."


def _figure(name: str, title: Any, who: str, points: Any, line: Any, says: Any, settings: Any) -> kit.Figure:
    tables, key = {"points": points, "line": line}, "area: voters; line: model"
    settings = settings | {"kind": "groups"}
    return kit.Figure(f"{name}_{who}", title, kit.charts.scatter, tables, says, settings, key=key)


def predict_states(who: str) -> kit.PredictChoice:
    found = votes(who).found
    truth, slope = between_states(found), found.gamma["x_within"]
    reasons = STATE_REASONS[truth] | ({} if slope > 0 else FALLS_AMONG_VOTERS_TOO)
    options = {code: (words, reasons[code]) for code, words in DIRECTIONS.items()}
    return kit.PredictChoice("states", sentence(ASK, among=often(slope)), options, truth=truth, ordered=True)


def between_states(found: Any) -> str:
    """Which way the slope between states points; "untold" where its 95 % interval holds 0."""
    low, high = found.interval()["x_mean"]
    return "untold" if low <= 0 <= high else ("rises" if low > 0 else "falls")


def often(slope: float) -> kit.Words:
    """How much more often, by the logit of one bracket; .03 changes the odds by 3 %."""
    more = "more" if slope > 0 else "less"
    return sentence("slightly @more", more=more) if abs(slope) < 0.03 else more


ASK = (
    "Among voters of the same state, those with more income chose Trump @among often, on the whole. Compare whole "
    "states: mean income against the share for Trump. What does the line do?"
)
DIRECTIONS = {
    "falls": "It falls",
    "untold": "It cannot be told: the 95 % interval of its slope holds 0",
    "rises": "It rises",
}
STATE_REASONS = {
    "falls": {
        "falls": "In richer states a smaller share chose him. Who lives in a rich state differs in much more than "
        "income.",
        "untold": "States differ a great deal, and the whole interval lies below 0.",
        "rises": "That is the atomistic fallacy: voters of one state say nothing about what sets states apart.",
    },
    "untold": {
        "falls": "It does for all voters together. For these the interval holds 0: the line may fall or rise.",
        "untold": "For these voters there are too few states, or too little between them, to say whether it falls or "
        "rises.",
        "rises": "The estimate is positive, but its interval holds 0. Voters of one state say nothing about states.",
    },
}
FALLS_AMONG_VOTERS_TOO = {
    "falls": "It does, and far more steeply than among voters of one state, who say nothing about what sets states "
    "apart.",
    "rises": "Among these voters both slopes point down, though neither could be told from the other.",
}


def reversal(found: Any) -> kit.Live:
    """Whether the two slopes of the vote have opposite signs, for the voters that are shown."""
    (low, high), gamma, truth = found.interval()["x_mean"], found.gamma, between_states(found)
    if truth == "untold":
        return kit.Live(REVERSAL["untold"], low=low, high=high)
    if (gamma["x_within"] > 0) == (truth == "rises"):
        return kit.Live(REVERSAL["same"], times=number(gamma["x_mean"] / gamma["x_within"], 0))
    return kit.Live(REVERSAL["opposite"])


REVERSAL = {
    "untold": "Between states the interval, @low to @high, holds 0. So for these voters no one can say whether the "
    "slopes point in opposite directions.",
    "same": "Both slopes point the same way for these voters. They are far from equal: between states it is **@times** "
    "times as steep.",
    "opposite": "The slopes point in opposite directions. Read off one level, the other comes out wrong, in sign and "
    "in size.",
}
