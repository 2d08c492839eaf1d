"""Three notations of one model: each shows every term and every number, and none loses a sign."""

import re

import pytest

from lessons.curriculum import lessons
from lessons.kit import Equation, Term
from lessons.kit.glossary.notation import NOTATIONS, html, latex, written
from lessons.kit.glossary.symbols import GLOSSARY
from lessons.kit.glossary.words import WORDS, matches

SLOPES = Equation(
    "y_{ij}",
    (
        Term("gamma00", "50.10"),
        Term("gamma10", "−3.20", times="x_{ij}"),
        Term("u0"),
        Term("u1", times="x_{ij}"),
        Term("e"),
    ),
    (Term("tau00", "9.00"), Term("tau11", "4.00"), Term("sigma2", "25.00")),
)
every_book = pytest.mark.parametrize("book", NOTATIONS.values(), ids=lambda book: book.code)


def plain(equation: Equation, book) -> str:
    """The equation without its colors and thin spaces."""
    return written(equation, book, lambda _, text: text).replace(r"\,", "").replace(r"\;", "").replace(" ", "")


def test_one_line_two_levels_or_distributions():
    assert [plain(SLOPES, book).removeprefix(r"\begin{aligned}").removesuffix(r"\end{aligned}").split(r"\\")
            for book in NOTATIONS.values()] == [
        [
            r"y_{ij}&=\gamma_{00}+\gamma_{10}x_{ij}+u_{0j}",
            r"&\quad+u_{1j}x_{ij}+e_{ij}",
            "y_{ij}&=50.10-3.20x_{ij}+u_{0j}",
            r"&\quad+u_{1j}x_{ij}+e_{ij}",
        ],
        [
            r"Y_{ij}&=\beta_{0j}+\beta_{1j}X_{ij}+r_{ij}",
            r"\beta_{0j}&=\gamma_{00}+u_{0j}=50.10+u_{0j}",
            r"\beta_{1j}&=\gamma_{10}+u_{1j}=-3.20+u_{1j}",
        ],
        [
            r"y_{i}&=\alpha_{j[i]}+\beta_{j[i]}x_{i}+\epsilon_{i}",
            r"\alpha_{j}&\simN(\mu_{\alpha},\sigma^2_{\alpha})=N(50.10,9.00)",
            r"\beta_{j}&\simN(\mu_{\beta},\sigma^2_{\beta})=N(-3.20,4.00)",
        ],
    ]  # fmt: skip


@every_book
@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_equation_of_every_lesson_keeps_its_numbers(lesson, book):
    for p in [lesson.params(), *list(lesson.params.corners())[:40:5]]:
        for block in lesson.story(lesson.run(p)):
            if isinstance(block, Equation):
                text = plain(block, book)
                assert text.count("{") == text.count("}")
                for term in block.terms:
                    assert not term.value or term.value.replace("−", "-") in text, (term, text)


@every_book
def test_every_symbol_can_be_shown(book):
    assert set(book.shown) <= set(GLOSSARY)
    for code in GLOSSARY:
        assert html(code, book)
        assert latex(code, book).count("{") == latex(code, book).count("}")


@every_book
def test_no_two_symbols_look_alike(book):
    shown = [re.sub(r"</?i>", "", html(code, book)) for code in GLOSSARY]
    assert len(shown) == len(set(shown))


def test_a_word_is_defined_once_in_a_sentence_and_taught_somewhere_on_the_syllabus():
    from lessons.curriculum import CHAPTERS

    syllabus = {entry.slug for chapter in CHAPTERS for entry in chapter.lessons}
    names = [word.name for word in WORDS]
    assert names == sorted(set(names), key=str.casefold)
    for word in WORDS:
        assert word.meaning.endswith("."), word.name
        assert word.taught in syllabus, word.name


def test_the_search_finds_other_names_and_needs_every_word():
    assert matches("between variance", "intercept variance", "between-group variance")
    assert not matches("between slope", "intercept variance", "between-group variance")
    assert matches("", "anything")
