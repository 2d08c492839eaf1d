"""One door for HTML: nothing that a link, a file or a record says becomes an element of a page."""

import ast
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.chips import prose_with_symbols, with_symbols
from dashboard.markup import Html, markup, together
from dashboard.progress.record import FORMAT, VERSION
from lessons.curriculum import lessons
from tests.dashboard.planted import PIECES, in_a_link, parts, planted, shown

HERE = Path(dashboard.__file__).parent
SOURCES = sorted(HERE.rglob("*.py"))
DOOR = "markup.py"
# Where text is called HTML without being escaped, and why it may be: symbols of the glossary and files of ours.
CALLED_HTML = {
    "Html(SYMBOL.sub(lambda match: pen(match[1]), escaped))",
    "Html(said.replace(marked[name], handle(control, getattr(p, name))))",
    "Html(shown)",
    "Html()",
    "Html(''.join(pieces))",
    "Html(html(entry.code, book))",
    "Html(''.join((f'--sym-{s.code}:light-dark({s.light},{s.dark});' for s in GLOSSARY.values())))",
    "Html(file.read_text(encoding='utf-8'))",
    "Html(STYLE.read_text(encoding='utf-8'))",
}
NOTICE = {("p", ""), ("p", "class"), ("p", "role")}
# A page takes a second: an example is worth more than a smaller one.
few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.generate],
)


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return ast.unparse(call.func)


def test_only_the_door_gives_html_to_streamlit():
    assert len(SOURCES) > 30
    for path in SOURCES:
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            raw = name_of(call).endswith(".html") or any(k.arg == "unsafe_allow_html" for k in call.keywords)
            assert not raw or path.name == DOOR, f"{path.name}: {ast.unparse(call)}"


def test_the_door_itself_gives_only_what_is_escaped():
    tree = ast.parse((HERE / DOOR).read_text(encoding="utf-8"))
    given_to = [ast.unparse(call.args[0]) for call in calls(tree) if name_of(call) == "st.html"]
    assert given_to == ["markup(template, **slots)"]
    prose = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "prose")
    assert ast.unparse(prose.args.args[0]) == "text: Html"


def test_every_template_is_a_constant():
    found = 0
    for path in SOURCES:
        if path.name == DOOR:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            constants = {
                target.id: node.value
                for node in ast.walk(scope)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for call in calls(scope):
                if name_of(call) in ("draw", "markup"):
                    template = call.args[0]
                    template = constants.get(template.id) if isinstance(template, ast.Name) else template
                    assert isinstance(template, ast.Constant), f"{path.name}: {ast.unparse(call)}"
                    found += 1
    assert found > 30


def test_html_that_is_not_escaped_is_ours():
    found = {
        ast.unparse(call)
        for path in SOURCES
        if path.name != DOOR
        for call in calls(ast.parse(path.read_text(encoding="utf-8")))
        if name_of(call) == "Html"
    }
    assert found == CALLED_HTML


def test_scripts_put_no_text_into_html():
    scripts = "".join(path.read_text(encoding="utf-8") for path in HERE.rglob("*.js"))
    assert scripts
    assert not re.search(r"outerHTML|insertAdjacentHTML|document\.write", scripts)
    given_to = re.findall(r"innerHTML\s*[=:]\s*(.*?)\s*[;}]", scripts, re.DOTALL)
    assert given_to
    for value in given_to:
        # The panel's symbols come from the glossary; the rest is constants.
        assert value == "control.html" or re.fullmatch(r"('[^']*'(\s*\+\s*)?)+", value), value


@given(planted)
def test_a_slot_is_text(text: str):
    assert parts([markup('<p title="@a">@b</p>', a=text, b=text)]) == {("p", ""), ("p", "title")}


@given(planted)
def test_text_with_symbols_has_no_elements_but_the_symbols(text: str):
    allowed = parts([with_symbols("#tau00 #x_within")])
    text = re.sub(r"#\w+", "#tau00", text)
    assert parts([with_symbols(text)]) <= allowed
    assert "<" not in re.sub(r"</?(span|i|sub|sup)\b[^<>]*>", "", prose_with_symbols(text))


def test_html_stays_html():
    assert together([Html("<b>"), markup("@a", a=Html("<i>"))]) == "<b><i>"


def lesson_page(slug: str) -> None:
    from dashboard.page import lesson_page
    from lessons.curriculum import lessons

    lesson_page(next(lesson for lesson in lessons() if lesson.slug == slug))


def data_page() -> None:
    from dashboard.data import data

    data()


def glossary_page() -> None:
    from dashboard.glossary import glossary

    glossary()


def progress_section() -> None:
    from dashboard import progress
    from dashboard.blocks import figure
    from dashboard.progress.page import manage

    manage(progress.record(), lambda one: figure(one, "map"))
    progress.keep()


def page(function, args=(), state=None, **query: str) -> AppTest:
    at = AppTest.from_function(function, default_timeout=60, args=args)
    for key, value in query.items():
        at.query_params[key] = value
    for key, value in (state or {}).items():
        at.session_state[key] = value
    at.run()
    assert not at.exception
    return at


@pytest.fixture(scope="module")
def clean() -> dict[str, set[tuple[str, str]]]:
    """The elements of each page that nobody has tampered with."""
    pages = {lesson.slug: page(lesson_page, (lesson.slug,)) for lesson in lessons()}
    pages |= {"data": page(data_page), "glossary": page(glossary_page), "progress": page(progress_section)}
    found = {name: parts(shown(at)) | NOTICE for name, at in pages.items()}
    found["progress"] |= parts(shown(page(progress_section, state=guessed("plain", "words"))))
    return found


def guessed(name: str, other: str) -> dict:
    """A record of progress in the store, with names that anybody may have written."""
    day = {"day": 1, "guess": 1, "truth": 1, "low": 0, "high": 2}
    raw = {
        "format": FORMAT,
        "version": VERSION,
        "visited": {name: 1},
        "answers": {f"icc/{name}": [{"day": 1, "right": False}]},
        "guesses": {f"{other}/{name}": day},
        "solved": {other: 1},
    }
    return {"progress-store": {"stored": {"text": json.dumps(raw), "at": 1}}}


@few
@given(st.data())
def test_no_parameter_of_a_lesson_plants_anything(clean, data):
    lesson = data.draw(st.sampled_from(lessons()))
    names = [control.name for control in lesson.params.controls()] + ["notation", "bogus"]
    at = page(lesson_page, (lesson.slug,), **{name: data.draw(in_a_link) for name in names})
    assert parts(shown(at)) <= clean[lesson.slug]


@few
@given(in_a_link, in_a_link)
def test_no_parameter_of_another_page_plants_anything(clean, one, other):
    assert parts(shown(page(data_page, table=one))) <= clean["data"]
    assert parts(shown(page(glossary_page, find=one, notation=other))) <= clean["glossary"]


@few
@given(planted, planted)
def test_no_record_of_progress_plants_anything(clean, name, other):
    assert parts(shown(page(progress_section, state=guessed(name, other)))) <= clean["progress"]


def test_two_thousand_fuzzed_addresses_plant_nothing():
    dice, notices = random.Random(9), 0
    for k in range(2000):
        lesson = lessons()[k % len(lessons())]
        names = [control.name for control in lesson.params.controls()]
        query = {name: "".join(dice.choices(PIECES, k=dice.randint(1, 4))) for name in dice.sample(names, 2)}
        _, said = lesson.params.from_query(query)
        notices += len(said)
        template = '<p class="notice" role="status">@sentence</p>'
        assert parts([markup(template, sentence=sentence) for sentence in said]) <= NOTICE
    assert notices > 3000
