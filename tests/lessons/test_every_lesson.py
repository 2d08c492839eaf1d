"""The contract that every lesson keeps: it is found by walking the folders, and the walk must find something."""

import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lessons
from lessons.curriculum import CHAPTERS, Planned
from lessons.curriculum import lessons as written
from lessons.kit import (
    Block,
    Challenge,
    Check,
    Choice,
    Figure,
    Lesson,
    Live,
    PredictChoice,
    PredictNumber,
    Prose,
    Range,
    Recovery,
    Row,
    Stage,
    Step,
    Takeaways,
    figures_of,
)
from lessons.kit.blocks.questions import Numeric, Order, Sort
from lessons.kit.charts import DARK, LIGHT, scatter
from lessons.kit.columns import Labels, light
from lessons.kit.glossary.symbols import GLOSSARY, symbols_in
from tests.lessons.answers import right_answer

ROOM = Path(lessons.__file__).parent
CHAPTER_FOLDERS = [chapter.name for chapter in CHAPTERS]
FILES = sorted(
    path.relative_to(ROOM).with_suffix("")
    for folder in CHAPTER_FOLDERS
    for path in (ROOM / folder).glob("*.py")
    if path.stem != "__init__"
)
MODULES = [importlib.import_module(".".join(("lessons", *path.parts))) for path in FILES]
# What lies beside a lesson without one is its companion, as tests/test_architecture.py says.
LESSONS = [module.LESSON for module in MODULES if hasattr(module, "LESSON")]
every_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


def figures(lesson: Lesson, p) -> list[Figure]:
    return figures_in(list(lesson.story(lesson.run(p))))


def figures_in(blocks: list[Block]) -> list[Figure]:
    """All figures, those behind a prediction too: a story does not know what has been guessed."""
    return [figure for block in blocks for figure in figures_of(block)]


def assert_tells_its_story(lesson: Lesson, p) -> None:
    """Every block can be made and named, every slot is filled, no table that is drawn holds a NaN or an infinity."""
    blocks = list(lesson.story(lesson.run(p)))
    assert not used_twice(blocks), f"{lesson.slug} gives these names twice on one page: {used_twice(blocks)}"
    for block in blocks:
        if isinstance(block, Live):
            assert "nan" not in block.filled
            assert "inf" not in re.findall(r"\binf\b", block.filled)
        if isinstance(block, Recovery):
            assert all(row.set is None or np.isfinite(row.set) for row in block.rows)
    for figure in figures_in(blocks):
        for name, table in figure.tables.items():
            numbers = [column for column in light(table).values() if not isinstance(column, Labels)]
            assert all(np.isfinite(column).all() for column in numbers), (figure.name, name, p)


def used_twice(blocks: list[Block]) -> set[str]:
    """Names that two figures, or two of what a reader answers, presses or plays, have in common."""
    staged = {name_on_stage(figure) for block in blocks if isinstance(block, Stage) for figure in figures_of(block)}
    inline = [figure.name for block in blocks if not isinstance(block, Stage) for figure in figures_of(block)]
    drawn = Counter([*inline, *(name for name, _ in staged)])
    asked = [*blocks, *(question for block in blocks if isinstance(block, Check) for question in block.questions)]
    named = Counter(one.name for one in asked if hasattr(one, "name") and not isinstance(one, Figure))
    return {name for names in (drawn, named) for name, n in names.items() if n > 1}


def name_on_stage(figure: Figure) -> tuple[str, Any]:
    """Stages that name a figure alike show one picture: its chart and its settings are the same."""
    return figure.name, (figure.chart, tuple(sorted(figure.settings.items())))


def test_a_name_that_is_given_twice_is_found():
    one = Figure("a", "t", scatter, {}, ".")
    ask = PredictChoice("a", "?", {"a": ("a", ".")}, "a")
    assert used_twice([Row((one, one), (1, 1))]) == {"a"}
    assert used_twice([ask, Step("s"), ask]) == {"a"}
    assert used_twice([one, ask]) == set()
    assert used_twice([Stage(one), Stage(one)]) == set()
    assert used_twice([Stage(one), one]) == {"a"}
    assert used_twice([Stage(one), Stage(Figure("a", "t", scatter, {}, ".", {"x_title": "x"}))]) == {"a"}


def test_a_setting_that_no_chart_can_be_kept_by_is_refused_at_once():
    with pytest.raises(TypeError, match="settings of the figure 'a'"):
        Figure("a", "t", scatter, {}, ".", {"x_domain": [0, 1]})


def test_there_is_a_lesson_to_test():
    assert LESSONS


def test_no_lesson_file_is_missing_from_the_curriculum():
    assert {lesson.slug for lesson in LESSONS} == {lesson.slug for lesson in written()}


def test_a_lesson_lies_in_the_chapter_that_lists_it():
    for chapter in CHAPTERS:
        for entry in chapter.lessons:
            written_here = (ROOM / chapter.name / f"{entry.slug}.py").exists()
            assert written_here != isinstance(entry, Planned), entry.slug


def test_slugs_are_unique():
    slugs = [entry.slug for chapter in CHAPTERS for entry in chapter.lessons]
    assert len(slugs) == len(set(slugs))


@every_lesson
def test_what_a_lesson_builds_on_is_on_the_syllabus_and_comes_before_it(lesson):
    slugs = [entry.slug for chapter in CHAPTERS for entry in chapter.lessons]
    assert set(lesson.prerequisites) <= set(slugs[: slugs.index(lesson.slug)])


@every_lesson
def test_the_default_tells_its_story(lesson):
    assert_tells_its_story(lesson, lesson.params())


@every_lesson
def test_every_corner_tells_its_story(lesson):
    corners = list(lesson.params.corners())
    assert len(corners) > 2 * len(lesson.params.controls())
    for p in corners:
        assert_tells_its_story(lesson, p)


@pytest.mark.long
@every_lesson
def test_all_corners_at_once_tell_their_story(lesson):
    for p in lesson.params.every_corner():
        assert_tells_its_story(lesson, p)


@every_lesson
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_anywhere_between_the_corners_tells_its_story(lesson, data):
    values = {}
    for control in lesson.params.controls():
        match control:
            case Range():
                values[control.name] = data.draw(st.floats(control.lo, control.hi), label=control.name)
            case Choice():
                values[control.name] = data.draw(st.sampled_from(control.ends), label=control.name)
    assert_tells_its_story(lesson, lesson.params(**values))


@every_lesson
def test_the_same_seed_gives_the_same_frame_and_another_gives_another(lesson):
    p = lesson.params()
    assert lesson.run(p).data.equals(lesson.run(p).data)
    assert not lesson.run(p).data.equals(lesson.run(p.but(seed=2)).data)


@every_lesson
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_chart_is_valid_and_draws_the_tables_and_columns_it_gets(lesson, look):
    found = figures(lesson, lesson.params())
    assert len(found) >= 2
    for figure in found:
        spec = figure.build(look).to_dict()
        named = set(re.findall(r"'data': \{'name': '(\w+)'\}", str(spec)))
        assert named == set(figure.tables) | ({"picked"} if figure.picks else set()), figure.name
        for name, fields in columns_drawn(spec):
            assert name not in figure.tables or fields <= set(light(figure.tables[name])), (figure.name, name)
        assert str(figure.says).rstrip().endswith(".")
        assert re.search(r"\d", str(figure.says)), "the text equivalent speaks of the present numbers"
        assert figure.title


@every_lesson
def test_a_chart_stays_the_same_while_its_world_sliders_move(lesson):
    start = lesson.params()
    for control in (c for c in lesson.params.controls() if c.part == "world"):
        for p in (start.but(**{control.name: end}) for end in control.ends):
            before = {f.name: (f.chart, dict(f.settings)) for f in figures(lesson, start)}
            assert {f.name: (f.chart, dict(f.settings)) for f in figures(lesson, p)} == before


def columns_drawn(spec: dict) -> Iterator[tuple[str | None, set[str]]]:
    """Of each layer that makes no columns of its own: its table, and the columns that it draws."""
    for layer in walk(spec):
        channels = (one for one in layer.get("encoding", {}).values() if isinstance(one, dict))
        if "transform" not in layer:
            yield layer.get("data", {}).get("name"), {one["field"] for one in channels if "field" in one}


def walk(spec: dict) -> Iterator[dict]:
    yield spec
    for child in spec.get("layer", []):
        yield from walk({"data": spec.get("data", {})} | child)


@every_lesson
def test_every_symbol_is_in_the_glossary(lesson):
    for control in (c for c in lesson.params.controls() if isinstance(c, Range) and c.part != "sample"):
        assert control.name in GLOSSARY
    for block in lesson.story(lesson.run(lesson.params())):
        match block:
            case Prose():
                symbols_in(block.text)
            case Live():
                symbols_in(block.text)
            case Takeaways():
                symbols_in(" ".join(block.sentences))
            case Recovery():
                assert {row.code for row in block.rows} <= set(GLOSSARY)
            case _:
                pass


@every_lesson
def test_a_parameter_has_one_name_on_its_page(lesson):
    """The label of its control is the name that symbols, tables and the codebook use."""
    for p in (lesson.params(), *(lesson.params(**{c.name: end}) for c in lesson.params.controls() for end in c.ends)):
        for block in blocks_of(lesson, p, Recovery):
            for row in block.rows:
                assert row.words in ("", lesson.names.get(row.code, row.words)), (row.code, p)


@every_lesson
def test_every_scene_is_a_setting_the_controls_allow(lesson):
    assert lesson.scenes
    for scene in lesson.scenes:
        p = lesson.params().but(**scene.settings)
        assert {name: getattr(p, name) for name in scene.settings} == dict(scene.settings)
        assert_tells_its_story(lesson, p)


@every_lesson
def test_a_link_restores_every_control(lesson):
    for p in lesson.params.corners():
        again, notices = lesson.params.from_query(p.to_query())
        assert again == p
        assert not notices


@every_lesson
def test_each_wrong_option_has_its_reason_and_its_misconception(lesson):
    assert len(lesson.questions) >= 3
    for question in lesson.questions:
        if isinstance(question, Numeric):
            assert question.near
            continue
        if isinstance(question, Order | Sort):
            assert question.misconception
            assert question.mark(right_answer(question)).right
            continue
        assert any(option.right for option in question.options)
        for option in question.options:
            assert option.reason.endswith(".")
            assert option.right or option.misconception, option.text
        assert question.mark(right_answer(question)).right


@every_lesson
def test_the_story_has_its_parts(lesson):
    kinds = [type(block) for block in lesson.story(lesson.run(lesson.params()))]
    assert {Step, Recovery, Check, Takeaways} <= set(kinds)
    assert kinds[-1] is Takeaways


def blocks_of(lesson: Lesson, p, kind) -> list:
    return [block for block in lesson.story(lesson.run(p)) if isinstance(block, kind)]


@every_lesson
def test_every_challenge_is_open_at_the_start_and_solved_by_its_solution(lesson):
    start = lesson.params()
    found = blocks_of(lesson, start, Challenge)
    assert found
    for challenge in found:
        assert not challenge.solved, challenge.name
        assert all(str(hint).endswith(".") for hint in challenge.hints)
        solved = next(
            c for c in blocks_of(lesson, start.but(**challenge.solution), Challenge) if c.name == challenge.name
        )
        assert solved.solved, solved.conditions


@every_lesson
def test_every_prediction_has_a_truth_on_its_axis_and_a_reason_for_each_miss(lesson):
    for p in (lesson.params(), *(lesson.params().but(**scene.settings) for scene in lesson.scenes)):
        found = blocks_of(lesson, p, PredictNumber | PredictChoice)
        assert found
        for block in found:
            if isinstance(block, PredictChoice):
                assert block.truth in block.options
                assert all(str(reason).endswith(".") for _, reason in block.options.values())
            else:
                assert np.isfinite(block.truth)
                assert {"low", "high", "close"} <= set(block.reasons)


@every_lesson
def test_the_default_answer_of_a_prediction_lies_on_its_axis(lesson):
    for block in blocks_of(lesson, lesson.params(), PredictNumber):
        assert block.low <= block.truth <= block.high


def test_a_broken_chart_would_be_caught():
    """The validity test leans on Altair's own schema check; this keeps it honest."""
    broken = alt.Chart(pd.DataFrame({"x": [1]})).mark_point().encode(x="x:Q")
    broken.encoding.x.aggregate = "no such thing"
    with pytest.raises(Exception, match="no such thing"):
        broken.to_dict()
