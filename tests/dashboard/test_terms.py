"""Words of the glossary in prose: the first one of a step is marked, and nothing that is no prose."""

import re

import pytest

from dashboard.chips import in_markdown
from dashboard.markup import Html
from dashboard.terms import _marked
from lessons.kit.glossary.words import EVERYDAY, WORDS

NONE: frozenset[int] = frozenset()


def marked(text: str) -> list[str]:
    return re.findall(
        r'<span class="term" tabindex="0" data-term="\d+">(.*?)</span>', _marked(in_markdown(text), NONE)[0]
    )


@pytest.mark.parametrize("word", [word for word in WORDS if word.in_prose], ids=lambda word: word.name)
def test_every_word_is_found_with_its_own_meaning(word):
    said, met = _marked(Html(f"So this is what a {word.name} is."), NONE)
    assert f'data-term="{WORDS.index(word)}">{word.name}</span>' in said
    assert met == {WORDS.index(word)}


def test_the_first_one_of_a_step_is_marked_and_plurals_are():
    assert marked("Random slopes differ. A random slope is drawn.") == ["Random slopes"]
    _, met = _marked(Html("A random slope."), NONE)
    assert "term" not in _marked(Html("A random slope again."), met)[0]


@pytest.mark.parametrize(
    "text",
    [
        "`random slope`",
        "$random slope$",
        "[random slope](here)",
        "## A random slope",
        "randomslopes",
        "#icc",
        "multi-level-1x",
    ],
)
def test_code_formulas_links_and_headings_stay_as_they_are(text):
    assert _marked(Html(text), NONE)[0] == text


@pytest.mark.parametrize("name", EVERYDAY)
def test_everyday_words_are_left_alone(name):
    assert marked(f"This is a {name} of ours.") == []


def test_the_rest_of_the_text_is_untouched():
    text = "A **random slope** & an ICC: <b> 1 < 2, $\\tau$ and `x`."
    said, _ = _marked(in_markdown(text), NONE)
    assert re.sub(r"</?span[^>]*>", "", said) == in_markdown(text)
