"""The picture stays: every step has one, its controls are the lesson's own, and a lesson opens with a few of them."""

from contextlib import suppress

import pytest

from lessons.curriculum import lessons
from lessons.kit import Block, Check, Controls, Figure, FitError, Lesson, Range, Row, Stage, Step, Takeaways, figures_of
from lessons.kit.blocks.travel import Travel
from lessons.kit.charts import scatter

BARS = {"scenes", "sample"}
AT_FIRST = 2
LARGEST = 2
every_lesson = pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)


def steps(lesson: Lesson) -> list[list[Block]]:
    """The story at its start, cut at its steps."""
    found: list[list[Block]] = []
    for block in lesson.story(lesson.run(lesson.params())):
        if isinstance(block, Step) or not found:
            found.append([])
        found[-1].append(block)
    return found


@every_lesson
def test_the_first_step_has_the_picture_and_a_control_or_two(lesson):
    first = steps(lesson)[0]
    assert isinstance(first[0], Step), "a lesson opens with a step, with or without a heading"
    assert 1 <= len(first[0].moves) <= AT_FIRST
    assert any(isinstance(block, Stage) for block in first)


@every_lesson
def test_what_a_step_moves_is_a_control_of_this_lesson_and_named_once(lesson):
    own = {control.name for control in lesson.params.controls() if control.part != "view"} | BARS
    for step in steps(lesson):
        moves = step[0].moves
        assert set(moves) <= own
        assert len(set(moves)) == len(moves)
        assert "scenes" not in moves or lesson.scenes


@every_lesson
def test_a_heading_and_the_controls_under_it_stay_while_sliders_move(lesson):
    """The page draws them once; where they change it is drawn anew, which is too slow for a slider."""
    at_first = lesson.params()
    start = headings(lesson, at_first)
    for control in (one for one in lesson.params.controls() if isinstance(one, Range)):
        for end in (control.lo, control.hi):
            there = at_first.but(**{control.name: type(getattr(at_first, control.name))(end)})
            with suppress(FitError):  # The page says so instead.
                assert headings(lesson, there) == start, (control.name, end)


def headings(lesson: Lesson, p: Controls) -> list[Step]:
    return [block for block in lesson.story(lesson.run(p)) if isinstance(block, Step)]


@every_lesson
def test_every_control_of_the_world_is_at_hand_in_some_step(lesson):
    world = {control.name for control in lesson.params.controls() if control.part in ("world", "model", "data")}
    offered = {name for step in steps(lesson) for name in step[0].moves}
    assert offered
    # Others are in the drawer; a control that no step speaks of would teach nothing.
    assert len(world - offered) <= len(world) / 3, world - offered


@every_lesson
def test_pictures_stand_on_the_stage_one_large_and_at_most_one_beside_it(lesson):
    stages = [block for step in steps(lesson) for block in step if isinstance(block, Stage)]
    assert stages
    for stage in stages:
        assert 1 <= len(stage.figures) <= LARGEST
        names = [figure.name for figure in stage.figures]
        assert len(set(names)) == len(names)
        assert all(isinstance(figure, Travel) or figures_of(figure) for figure in stage.figures)


@every_lesson
def test_pictures_of_one_name_are_one_picture(lesson):
    drawn = [
        figure for step in steps(lesson) for block in step if isinstance(block, Stage) for figure in figures_of(block)
    ]
    first = {figure.name: figure for figure in reversed(drawn)}
    for figure in drawn:
        one = first[figure.name]
        assert (figure.chart, figure.settings) == (one.chart, one.settings), figure.name
        assert set(figure.tables) == set(one.tables), figure.name


@every_lesson
def test_no_pictures_stand_side_by_side_in_the_words(lesson):
    assert not [block for step in steps(lesson) for block in step if isinstance(block, Row)]


@every_lesson
def test_the_questions_and_the_takeaways_end_it(lesson):
    told = steps(lesson)
    assert any(isinstance(block, Check) for block in told[-2])
    assert any(isinstance(block, Takeaways) for block in told[-1])


def test_a_picture_that_is_given_as_a_function_is_made_when_it_is_looked_at_and_once():
    made: list[int] = []

    def late() -> Figure:
        made.append(1)
        return Figure("late", "Late", scatter, {}, "Late.")

    stage = Stage(Figure("early", "Early", scatter, {}, "Early."), late)
    assert not made
    assert [figure.name for figure in stage.figures] == ["early", "late"]
    assert figures_of(stage) == stage.figures
    assert made == [1]
