"""What a step of a slider does not do: send what stays as it is, copy what is around it, draw what nobody sees."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.delta_generator_singletons import context_dg_stack
from streamlit.testing.v1 import AppTest

from dashboard import looks, page
from lessons.curriculum import lessons
from tests import loops
from tests.bench import learner
from tests.bench.reader import Reader, read
from tests.browser.serve import served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as (url, _):
        yield url


def lived(address: str, slug: str, life) -> Reader:
    return loops.run(read(address, slug, life))


def test_while_a_slider_moves_only_the_panel_the_stage_and_the_steps_in_view_are_drawn(address):
    """Readers of all lessons at once: most of their time they wait."""
    drawn: dict[str, tuple[bool, int]] = {}

    async def life(reader: Reader) -> None:
        await learner.ready(reader, 1)
        fragments = {key: control.fragment for key, control in reader.controls.items()}
        panel = fragments[reader.panel]
        reader.drawn_now.clear()
        await learner.step(reader, next(learner.stops(reader)), [0])
        drawn[reader.page] = panel in reader.drawn_now, len(reader.drawn_now)

    async def all_lessons() -> list[Reader]:
        return await asyncio.gather(*(read(address, lesson.slug, life) for lesson in lessons()))

    exceptions = [one for reader in loops.run(all_lessons()) for one in reader.exceptions]
    assert drawn == {lesson.slug: (True, 3) for lesson in lessons()}, "the panel, the stage, and one step"
    assert not exceptions


def test_a_choice_that_changes_what_a_heading_offers_draws_the_page_anew(address):
    async def life(reader: Reader) -> None:
        await learner.ready(reader, 1)
        reader.drawn_now.clear()
        await learner.step(reader, {**reader.told["values"], "measure": "race"}, None)
        await learner.rest(reader)
        assert reader.drawn_now[""], "a step that waits for its guess about this measure offers no control"
        assert reader.sees("Skip")

    assert not lived(address, "ecological_fallacy", life).exceptions


def test_the_panel_draws_nothing_that_stays_as_it_is(address):
    async def life(reader: Reader) -> None:
        await learner.ready(reader, 1)
        reader.drawn_now.clear()
        await learner.step(reader, next(learner.stops(reader)), [])
        assert reader.drawn_now[reader.controls[reader.panel].fragment] == 2, "its place, and itself"
        assert len(reader.drawn_now) == 2, "the panel, and the stage"

    assert not lived(address, "random_slopes", life).exceptions


def test_a_learner_of_the_bench_moves_every_slider_from_end_to_end(address):
    async def life(reader: Reader) -> None:
        await learner.ready(reader, random.randint(1, 99))
        assert not reader.sees("Skip")
        sliders = learner.sliders(reader)
        stops = learner.stops(reader)
        places = [next(stops) for _ in range(learner.STOPS * len(sliders))]
        for slider in sliders:
            seen = {place[slider["name"]] for place in places}
            assert {slider["lo"], slider["hi"]} <= seen, slider["name"]

    lived(address, "icc", life)


def test_a_step_is_drawn_in_its_place_alone(monkeypatch):
    """Streamlit copies all places that a fragment was made in, and all around each of them, at every step."""
    depths: list[int] = []
    monkeypatch.setattr(page, "_step", lambda *_: depths.append(len(context_dg_stack.get())))
    AppTest.from_function(opened, default_timeout=30).run()
    assert depths
    assert set(depths) == {3}, "the page, the place of the step, and the fragment's own"


def opened() -> None:
    from dashboard.page import lesson_page
    from lessons.how.random_slopes import LESSON

    lesson_page(LESSON)


POINTED = """
import streamlit as st
from dashboard import hover
from lessons.how.random_slopes import LESSON
from lessons.kit import Stage

stages = [block for block in LESSON.story(LESSON.run(LESSON.params())) if isinstance(block, Stage)]
one, other = next(stage.figures for stage in stages if len(stage.figures) == 2)
st.session_state[hover.key("here", one)] = {"selection": {"hover": [{"group": "3"}]}}
hover.key("here", other)
hover.listen("here")
st.text(hover.group("here", other) + hover.group("elsewhere", other))
st.session_state[hover.key("here", one)] = {"selection": {}}
hover.listen("here")
st.text(f"then {hover.group('here', other)}")
"""


def test_no_rule_has_the_browser_look_at_the_whole_page_again():
    """`:has` does, at each number that changes. A mode's own rules are there in its mode alone."""
    for sheet in (looks.STYLE, Path(page.__file__).with_suffix(".css")):
        assert ":has(" not in sheet.read_text(encoding="utf-8"), sheet.name


def test_the_group_pointed_at_in_one_chart_is_known_to_the_other_until_the_pointer_leaves():
    said = AppTest.from_string(POINTED, default_timeout=30).run()
    assert not said.exception
    assert [text.value for text in said.text] == ["3", "then"]
