"""A long line of an equation is broken before a sign, loses nothing, and fits its room."""

import re

import pytest

from lessons.curriculum import lessons
from lessons.kit import Equation
from lessons.kit.glossary.notation import NOTATIONS, written
from lessons.kit.glossary.rows import ROOM, rows, width

LONG = r"y_{ij} &= \gamma_{00}\, + \gamma_{10}\,(x_{ij} - \bar{x}_{j}) + \gamma_{01}\,\bar{x}_{j} + u_{0j}\, + e_{ij}\,"


def test_a_short_line_stays_one_row():
    assert rows("y &= a + b") == ["y &= a + b"]


def test_a_long_line_is_broken_before_a_sign_and_never_within_brackets():
    first, *rest = rows(LONG)
    assert first.startswith("y_{ij} &= ")
    assert rest
    for row in rest:
        assert re.match(r"&\\quad [+=-] ", row)
    for row in (first, *rest):
        assert row.count("(") == row.count(")")


def test_nothing_is_lost():
    again = " ".join(row.removeprefix(r"&\quad ") for row in rows(LONG))
    assert again == LONG


def test_a_minus_at_the_beginning_belongs_to_its_number():
    assert rows("b &= -3.11") == ["b &= -3.11"]


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
@pytest.mark.parametrize("notation", NOTATIONS.values(), ids=lambda notation: notation.code)
def test_every_row_of_every_lesson_fits_its_room(lesson, notation):
    blocks = lesson.story(lesson.run(lesson.params()))
    equations = [block for block in blocks if isinstance(block, Equation)]
    for equation in equations:
        latex = written(equation, notation, lambda code, text: rf"\textcolor{{#123456}}{{{text}}}")
        for row in latex.removeprefix(r"\begin{aligned}").removesuffix(r"\end{aligned}").split(r"\\"):
            assert width(row) <= ROOM + 1, row
