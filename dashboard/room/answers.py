"""What a hall answered, as pictures: beside what is so when a question ends, and question by question at the end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import numpy as np

from dashboard import looks
from dashboard.room.asked import Asked
from dashboard.spec import built
from lessons.kit import Guess, PredictChoice
from lessons.kit.blocks.predict import Predict
from lessons.kit.charts import Look
from lessons.kit.columns import labels

VOTES = ("first", "second")
SAID = "what you said"


@dataclass(frozen=True)
class Believed:
    """A question that the hall has answered; `said`: how often each answer was given, vote by vote."""

    title: str
    block: Predict
    asked: Asked
    said: tuple[Counter[str], ...]

    def share_right(self, vote: int) -> float:
        """How many of this vote's answers were right, or close, in [0, 1]; NaN where nobody answered."""
        counts = self.said[vote]
        right = sum(n for raw, n in counts.items() if Guess(self._value(raw), self.block, {}).judged().good)
        return right / counts.total() if counts else float("nan")

    def _value(self, raw: str) -> Any:
        return raw if isinstance(self.block, PredictChoice) else float(raw)


def pictured(found: Believed) -> tuple[dict[str, Any], dict[str, Any]]:
    """The spec and the tables of one question's answers, vote by vote."""
    block = found.block
    if isinstance(block, PredictChoice):
        return built(bars, looks.now(), ()), {"said": shares(block, found.asked, found.said)}
    settings = (("high", block.high), ("low", block.low), ("unit", block.unit))
    tables = {"pale": numbers(*found.said[:-1]), "last": numbers(found.said[-1])}
    return built(heaps, looks.now(), settings), tables | {"truth": {"x": np.array([block.shown_truth])}}


def shares(block: PredictChoice, asked: Asked, said: Sequence[Counter[str]]) -> dict[str, Any]:
    """How many chose each option in each vote, the right one marked by a word and not by color alone."""
    rows = [(vote, code, words) for code, words in asked.options for vote in range(len(said))]
    names = [f"{words} (right)" if code == block.truth else words for _, code, words in rows]
    return {
        "n": np.array([said[vote][code] for vote, code, _ in rows]),
        "right": np.array([code == block.truth for _, code, _ in rows]),
        "pale": np.array([vote < len(said) - 1 for vote, _, _ in rows]),
        "vote": labels([VOTES[vote] for vote, _, _ in rows]),
        "label": labels(names),
    }


def numbers(*votes: Counter[str]) -> dict[str, Any]:
    """Every number that was said, and how often."""
    said = sum(votes, Counter[str]())
    values = np.array([float(value) for value in said])
    return {"x": values, "n": np.array(list(said.values()))}


def hall_tables(kept: Iterable[Believed]) -> dict[str, Any]:
    """A row for each vote on each question: the share that was right, in percent."""
    rows = [
        (k, one.title, vote, 100 * one.share_right(vote))
        for k, one in enumerate(kept, 1)
        for vote in range(len(one.said))
        if one.said[vote]
    ]
    return {
        "right": {
            "x": np.array([share for *_, share in rows]),
            "pale": np.array([vote == 0 and any(r[0] == k and r[2] == 1 for r in rows) for k, _, vote, _ in rows]),
            "label": labels([f"{k}. {title}" for k, title, *_ in rows]),
        }
    }


def bars(look: Look) -> alt.TopLevelMixin:
    """Table `said` (n, right, pale, vote, label): a bar an option and vote, in the order of the wall."""
    base = alt.Chart(alt.NamedData("said")).encode(
        alt.X("n:Q", title="answers", axis=alt.Axis(tickMinStep=1, grid=True)),
        alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=260 * look.scale)),
        alt.YOffset("vote:N", sort=list(VOTES)),
        opacity=alt.condition("datum.pale", alt.value(0.45), alt.value(1)),
    )
    ink = alt.condition("datum.right", alt.value(look.color("gamma10")), alt.value(look.faint))
    return base.mark_bar().encode(color=ink).properties(width="container", height="container")


def heaps(look: Look, *, low: float, high: float, unit: str) -> alt.TopLevelMixin:
    """Tables `pale`, `last` (x, n): a bar for each stretch of the axis, vote by vote; `truth` (x): a rule."""
    x = alt.X("x:Q", title=unit or SAID, scale=alt.Scale(domain=(low, high), nice=False))
    binned = alt.X("x:Q", bin=alt.Bin(extent=(low, high), maxbins=24), title=unit or SAID)
    height = alt.Y("sum(n):Q", title="answers", stack=None, axis=alt.Axis(tickMinStep=1))
    pale = alt.Chart(alt.NamedData("pale")).mark_bar(filled=False, color=look.ink, strokeWidth=2 * look.scale)
    last = alt.Chart(alt.NamedData("last")).mark_bar(color=look.faint)
    truth = alt.Chart(alt.NamedData("truth")).mark_rule(color=look.color("gamma10"), strokeWidth=4 * look.scale)
    return alt.layer(last.encode(binned, height), pale.encode(binned, height), truth.encode(x)).properties(
        width="container", height="container"
    )


def calibration(look: Look) -> alt.TopLevelMixin:
    """Table `right` (x, pale, label): a point a question and vote, from 0 to 100 percent right."""
    base = alt.Chart(alt.NamedData("right")).encode(
        alt.X("x:Q", title="right, in percent", scale=alt.Scale(domain=(0, 100), nice=False)),
        alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=420 * look.scale, grid=True)),
    )
    way = base.mark_line(color=look.faint, strokeWidth=3 * look.scale).encode(detail="label:N")
    points = base.mark_point(filled=True, size=260 * look.scale, opacity=1).encode(
        color=alt.condition("datum.pale", alt.value(look.faint), alt.value(look.color("gamma10")))
    )
    return alt.layer(way, points).properties(width="container", height="container")
