"""Predictions on the page: the guess first, then guess and truth on one axis with the reason for that kind of miss."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import looks, progress
from dashboard.check import in_order
from dashboard.chips import with_symbols
from dashboard.markup import draw
from dashboard.progress.record import ChoiceMade, GuessMade
from dashboard.spec import built, chart
from lessons.kit import Block, Controls, Guess, PredictChoice, PredictNumber, Prose, Step
from lessons.kit.blocks.predict import Predict
from lessons.kit.charts import Look

WAITS = "This step waits for your guess above."


def guesses(page: str) -> dict[str, Guess]:
    """The guesses of this session on a page, by name."""
    return st.session_state.setdefault(f"guesses-{page}", {})


def gate(blocks: Iterable[Block], answered: Mapping[str, Guess]) -> Iterator[Block]:
    """The blocks that may be shown: after an unanswered prediction, the rest of its step waits.

    So does a whole step that comes `after` one: its title stands alone, with a word on what it waits for.
    """
    waiting = False
    for block in blocks:
        if isinstance(block, Step):
            waiting = block.after not in ("", *answered)
            if waiting:
                yield from (Step(block.title), Prose(WAITS))
        if not waiting:
            yield block
        if isinstance(block, PredictNumber | PredictChoice) and block.name not in answered:
            waiting = True


def ask_aloud(block: Predict, page: str) -> None:
    """The question and what may be answered, to a room: nobody commits for the others."""
    draw('<p class="predict-ask">@ask</p>', ask=with_symbols(block.ask))
    if isinstance(block, PredictChoice):
        for code in in_order(block, f"{page}/{block.name}"):
            draw('<p class="answer">@words</p>', words=with_symbols(block.options[code][0]))
    else:
        draw('<p class="answer">From @low to @high.</p>', low=block.said(block.low), high=block.said(block.high))


def predict(block: Predict, page: str, p: Controls) -> None:
    """Ask, or show what was guessed. `p` are the controls of this run, kept with the guess."""
    made = guesses(page).get(block.name)
    asked = block if made is None or made.skipped else made.asked
    with st.container(key=f"predict-{block.name}", border=True):
        draw('<p class="predict-ask">@ask</p>', ask=with_symbols(asked.ask))
        if made is None:
            _ask(block, page, p)
        elif made.skipped:
            draw('<p class="predict-reason">Skipped. What follows is the answer.</p>')
        else:
            _reveal(made)
            if made.is_past(block):
                draw('<p class="predict-reason">@past</p>', past=PAST)


def _ask(block: Predict, page: str, p: Controls) -> None:
    key = f"guess-{page}-{block.name}"
    if isinstance(block, PredictNumber):
        value = _place(block, key)
    else:
        words = {code: str(words) for code, (words, _) in block.options.items()}
        codes = in_order(block, f"{page}/{block.name}")
        value = st.radio("Your guess", codes, format_func=words.get, index=None, key=key, label_visibility="collapsed")
    with st.container(horizontal=True):
        mine, skipped = (partial(_commit, block, page, said, p) for said in (value, None))
        st.button("Commit my guess", key=f"{key}-commit", type="primary", disabled=value is None, on_click=mine)
        st.button("Skip", key=f"{key}-skip", type="tertiary", on_click=skipped)


def _place(block: PredictNumber, key: str) -> float:
    """A mark on an axis, placed with the pointer or moved with the slider's keys."""
    clicked = st.session_state.get(f"{key}-axis") or {}
    points = clicked.get("selection", {}).get("mark") or []
    place = float(points[0]["x"]) if points else None
    if place is not None and place != st.session_state.get(f"{key}-clicked"):
        st.session_state[f"{key}-clicked"] = place
        st.session_state[f"{key}-slider"] = place
    middle = block.low + round((block.high - block.low) / 2 / block.step) * block.step
    start = float(st.session_state.setdefault(f"{key}-slider", float(middle)))
    steps = [block.low + i * block.step for i in range(round((block.high - block.low) / block.step) + 1)]
    tables = {
        "places": pd.DataFrame({"x": steps}),
        "marks": pd.DataFrame({"x": [start], "label": [block.said(start)]}),
    }
    spec = built(axis, looks.now(), (("high", block.high), ("low", block.low), ("unit", block.unit)))
    with st.container(key=f"figure-axis-{block.name}"):
        chart(spec, tables, f"{key}-axis", "The axis your guess is placed on", selects=True)
    return st.slider(
        "Your guess",
        float(block.low),
        float(block.high),
        step=float(block.step),
        key=f"{key}-slider",
        format=f"%.{block.digits}f",
        label_visibility="collapsed",
    )


def _commit(block: Predict, page: str, value: Any, p: Controls) -> None:
    guesses(page)[block.name] = Guess(value, block, p.values())
    st.session_state["guessed"] = True
    known, item, settings = progress.record(), f"{page}/{block.name}", p.to_query()
    if value is None:
        return
    if isinstance(block, PredictNumber):
        made = GuessMade(progress.now(), float(value), block.truth, block.low, block.high, settings)
        progress.remember(known.guess(item, made))
    else:
        progress.remember(known.choose(item, ChoiceMade(progress.now(), value, settings)))


PAST = (
    "The controls have moved since you committed: this question and its verdict stay as they were then, and what "
    "follows is as it is now."
)


def _reveal(made: Guess) -> None:
    block, judged = made.asked, made.judged()
    if isinstance(block, PredictNumber):
        marks = pd.DataFrame(
            {
                "x": [made.value, block.shown_truth],
                "label": [f"you: {block.said(made.value)}", f"answer: {block.said(block.truth)}"],
            }
        )
        tables = {"guess": marks[:1], "truth": marks[1:]}
        spec = built(revealed, looks.now(), (("high", block.high), ("low", block.low), ("unit", block.unit)))
        with st.container(key=f"figure-axis-{block.name}"):
            chart(spec, tables, f"reveal-{block.name}", f"{marks['label'][0]}; {marks['label'][1]}")
    else:
        draw('<p class="predict-guess">You said: @words</p>', words=block.options[made.value][0])
    verdict = {"close": "Close.", "right": "Right.", "low": "Too low.", "high": "Too high.", "wrong": "Not so."}[
        judged.verdict
    ]
    kind = "right" if judged.good else "wrong"
    draw(
        '<p class="mark @kind" role="status"><b>@verdict</b> @reason</p>',
        kind=kind,
        verdict=verdict,
        reason=with_symbols(judged.reason),
    )


def axis(look: Look, *, low: float, high: float, unit: str) -> alt.TopLevelMixin:
    """Tables: `places` (x), `marks` (x, label). A click takes the nearest place."""
    mark = alt.selection_point("mark", on="click", nearest=True, fields=["x"], empty=False)
    x = alt.X("x:Q", title=unit or None, scale=alt.Scale(domain=(low, high), nice=False))
    places = alt.Chart(alt.NamedData("places")).mark_tick(color=look.faint, thickness=1, size=14, opacity=0.5)
    own = _mark(look, "marks", x, (low, high), look.ink, True)
    return alt.layer(places.encode(x).add_params(mark), *own).properties(width="container", height="container")


def revealed(look: Look, *, low: float, high: float, unit: str) -> alt.TopLevelMixin:
    """Tables: `guess`, `truth` (x, label each): the guess is open, the truth is filled."""
    x = alt.X("x:Q", title=unit or None, scale=alt.Scale(domain=(low, high), nice=False))
    guess = _mark(look, "guess", x, (low, high), look.ink, False, above=False)
    truth = _mark(look, "truth", x, (low, high), look.color("gamma10"), True)
    return alt.layer(*guess, *truth).properties(width="container", height="container")


NEAR_AN_END = 0.25


def _mark(
    look: Look, table: str, x: alt.X, ends: tuple[float, float], color: str, filled: bool, above: bool = True
) -> list[alt.Chart]:
    """A diamond and its words, which stay within the axis: near an end they stand on the inner side."""
    base = alt.Chart(alt.NamedData(table))
    point = base.mark_point(
        shape="diamond", size=230 * look.scale, filled=filled, color=color, opacity=1, strokeWidth=2.5
    )
    (low, high), dy = ends, -20 if above else 22
    first, last = low + NEAR_AN_END * (high - low), high - NEAR_AN_END * (high - low)
    where: dict[Literal["left", "center", "right"], Any] = {
        "left": alt.datum.x < first,
        "center": (alt.datum.x >= first) & (alt.datum.x <= last),
        "right": alt.datum.x > last,
    }
    texts = [
        base.mark_text(dy=dy, align=align, fontWeight=600, color=color).transform_filter(here)
        for align, here in where.items()
    ]
    return [point.encode(x), *(text.encode(x, text="label:N") for text in texts)]
