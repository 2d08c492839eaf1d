"""The glossary page: everything is there, the search narrows it, links lead to written lessons only."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.glossary import taught_in
from lessons.curriculum import lessons
from lessons.kit.glossary.notation import NOTATIONS, html
from lessons.kit.glossary.symbols import GLOSSARY
from lessons.kit.glossary.words import WORDS


def page() -> None:
    from dashboard.glossary import glossary

    glossary()


def shown(at: AppTest) -> str:
    return " ".join([m.value for m in at.markdown] + [h.proto.body for h in at.get("html")])


def opened(**query: str) -> AppTest:
    at = AppTest.from_function(page, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def test_every_symbol_in_three_notations_and_every_word_is_there():
    text = shown(opened())
    for word in WORDS:
        assert f"<dt>{word.name}</dt>" in text
    for code in GLOSSARY:
        for book in NOTATIONS.values():
            assert html(code, book) in text


def test_the_search_knows_the_other_names():
    at = opened()
    at.text_input(key="find").set_value("empirical bayes").run()
    text = shown(at)
    assert "<dt>BLUP</dt>" in text
    assert "<dt>nested</dt>" not in text
    at.text_input(key="find").set_value("no such thing").run()
    assert "No symbol or word is called that." in shown(at)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "(((", "\\", "' OR 1=1"])
def test_no_search_breaks_the_page(text):
    at = opened()
    at.text_input(key="find").set_value(text).run()
    assert not at.exception
    assert "<script>" not in shown(at)


def test_links_lead_to_lessons_that_are_written():
    slugs = {lesson.slug for lesson in lessons()}
    linked = set(re.findall(r'<a href="(\w+)', shown(opened())))
    assert linked
    assert linked <= slugs


def test_a_symbol_is_taught_where_it_is_shown():
    assert "random_slopes" in taught_in()["tau11"]
    assert "random_intercepts" not in taught_in()["tau11"]


def test_an_unknown_notation_in_the_link_is_said_and_dropped():
    at = opened(notation="frog")
    assert "notation that is not known" in shown(at)
    assert "notation" not in at.query_params


def test_a_known_notation_in_the_link_is_kept():
    at = opened(notation="hlm")
    assert at.selectbox(key="notation-picked").value == "hlm"
    at.selectbox(key="notation-picked").select("snijders_bosker").run()
    assert "notation" not in at.query_params
