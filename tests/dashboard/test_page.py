"""The lesson page without a browser: every block is drawn, every message is understood, nothing shows a traceback."""

import json
import re
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from lessons.curriculum import lessons
from lessons.how.random_slopes import LESSON
from lessons.kit import Figure, Stage, Step, figures_of
from lessons.kit.fit import LmmFit

every_lesson = pytest.mark.parametrize("slug", [lesson.slug for lesson in lessons()])


def page(slug: str) -> None:
    from dashboard.page import lesson_page
    from lessons.curriculum import lessons

    lesson_page(next(lesson for lesson in lessons() if lesson.slug == slug))


def opened(slug: str, **query: str) -> AppTest:
    at = AppTest.from_function(page, default_timeout=30, args=(slug,))
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def text(at: AppTest) -> str:
    said = " ".join([m.value for m in at.markdown] + [h.proto.body for h in at.get("html")])
    return re.sub(r'<span class="drag[^>]*>(.*?)</span>', r"\1", said)  # A number that can be moved reads as a number.


@every_lesson
def test_a_lesson_opens_without_an_exception(slug):
    at = opened(slug)
    assert not at.exception
    assert len(at.get("vega_lite_chart")) >= 1
    assert len(at.get("bidi_component")) >= 2


def drawn_at_each_step(slug: str) -> list[int]:
    """How many charts of the story each step draws: those in the words, and those of the stage that it speaks about."""
    lesson = next(lesson for lesson in lessons() if lesson.slug == slug)
    blocks = list(lesson.story(lesson.run(lesson.params())))
    inline = sum(isinstance(block, Figure) for block in blocks)
    counts, staged = [], 0
    for block, following in zip(blocks, [*blocks[1:], Step("")], strict=True):
        staged = len(figures_of(block)) if isinstance(block, Stage) else staged
        if isinstance(following, Step):
            counts.append(inline + staged)
    return counts


@every_lesson
def test_what_lies_behind_every_prediction_is_drawn_when_it_is_skipped(slug):
    at = opened(slug)
    pressed = 0
    while skips := [button for button in at.button if button.label == "Skip"]:  # Some wait for others.
        skips[0].click().run()
        assert not at.exception
        pressed += 1
    assert pressed
    values = next(lesson for lesson in lessons() if lesson.slug == slug).params().values()
    for k, n_charts in enumerate(drawn_at_each_step(slug)):
        message = {"seq": 10 + k, "values": values, "released": True, "at": k}
        at.session_state[f"panel-{slug}"] = {"state": message}
        at.run()
        assert not at.exception
        assert len(at.get("vega_lite_chart")) >= n_charts, k
    assert not [button for button in at.button if button.label == "Skip"]
    assert "## Take away" in text(at)


class Read(HTMLParser):
    """What a reader would see of HTML, and what stands in its attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.seen, self.attributes = "", ""
        self.feed(source)
        self.close()

    def handle_data(self, data: str) -> None:
        self.seen += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += " ".join(value or "" for _, value in attrs)


@every_lesson
def test_no_markup_is_read_as_text(slug):
    at = opened(slug)
    while skips := [button for button in at.button if button.label == "Skip"]:
        skips[0].click().run()
    pieces = [m.value for m in at.markdown] + [h.proto.body for h in at.get("html") if "<style" not in h.proto.body]
    assert len(pieces) > 20
    for piece in map(Read, pieces):
        assert not re.search(r"</?\w+[ >]|\w=\"", piece.seen + piece.attributes), piece.seen


@every_lesson
def test_presenter_mode_opens_without_an_exception(slug):
    at = opened(slug, present="1")
    assert not at.exception
    assert len(at.get("bidi_component")) >= 2


def test_a_link_sets_the_controls():
    at = opened("random_slopes", tau11="9", seed="5")
    assert "variance **9**" in text(at)


def test_a_broken_link_is_told_in_one_sentence_for_each_control():
    at = opened("random_slopes", tau11="frog", tau00="4", corr01="7")
    notices = [h.proto.body for h in at.get("html") if "notice" in h.proto.body]
    assert len(notices) == 2
    assert not at.exception
    assert dict(at.query_params) == {"tau00": "4"}


def test_a_message_from_the_panel_moves_the_page_and_its_release_moves_the_address():
    at = opened("random_slopes")
    values = LESSON.params().values() | {"tau11": 9}
    at.session_state["panel-random_slopes"] = {"state": {"seq": 10, "values": values, "released": False}}
    at.run()
    assert "variance **9**" in text(at)
    assert "tau11" not in at.query_params
    at.session_state["panel-random_slopes"] = {"state": {"seq": 11, "values": values, "released": True}}
    at.run()
    assert at.query_params["tau11"] == "9"


def test_a_slow_interval_waits_for_the_release_and_says_so(monkeypatch):
    asked = []
    exact = LmmFit.variance_interval
    monkeypatch.setattr(LmmFit, "variance_interval", lambda fit, *level: asked.append(1) or exact(fit, *level))
    at = opened("random_slopes")
    assert "when you let go" not in text(at)
    values = LESSON.params().values() | {"tau11": 9}
    asked.clear()
    at.session_state["panel-random_slopes"] = {"state": {"seq": 10, "values": values, "released": False}}
    at.run()
    assert text(at).count("when you let go") == 4
    assert not asked
    at.session_state["panel-random_slopes"] = {"state": {"seq": 11, "values": values, "released": True}}
    at.run()
    assert "when you let go" not in text(at)
    assert asked


def test_a_quick_interval_follows_the_slider():
    at = opened("random_intercepts")
    values = next(lesson for lesson in lessons() if lesson.slug == "random_intercepts").params().values()
    message = {"seq": 10, "values": values | {"tau00": 9}, "released": False}
    at.session_state["panel-random_intercepts"] = {"state": message}
    at.run()
    assert "when you let go" not in text(at)


@pytest.mark.parametrize(
    "message",
    [
        {"seq": 12, "values": {"tau11": "<script>", "n_groups": None, "bogus": 3}, "released": True},
        {"seq": "no", "values": {}},
        {"seq": 13, "values": [1, 2]},
        {"seq": 13},
        [],
        "frog",
        None,
    ],
)
def test_no_message_whatsoever_breaks_the_page(message):
    at = opened("random_slopes", tau00="4")
    at.session_state["panel-random_slopes"] = {"state": message}
    at.run()
    assert not at.exception


def test_an_old_message_does_not_move_the_page_back():
    at = opened("random_slopes")
    for seq, tau11 in ((20, 9), (19, 1)):
        values = LESSON.params().values() | {"tau11": tau11}
        at.session_state["panel-random_slopes"] = {"state": {"seq": seq, "values": values, "released": True}}
        at.run()
    assert "variance **9**" in text(at)


def test_the_panel_is_told_which_message_has_been_drawn():
    at = opened("random_slopes")
    values = LESSON.params().values()
    at.session_state["panel-random_slopes"] = {"state": {"seq": 77, "values": values, "released": False}}
    at.run()
    panel = next(c for c in at.get("bidi_component") if c.proto.id.endswith("panel-random_slopes"))
    told = json.loads(panel.proto.json)
    assert told["ack"] == 77
    assert told["values"] == values


def test_charts_keep_their_spec_while_a_slider_moves():
    at = opened("random_slopes")
    before = [chart.proto.spec for chart in at.get("vega_lite_chart")]
    at.session_state["panel-random_slopes"] = {
        "state": {"seq": 5, "values": LESSON.params().values() | {"tau00": 49, "n_groups": 12}, "released": False}
    }
    at.run()
    assert [chart.proto.spec for chart in at.get("vega_lite_chart")] == before


def test_a_second_program_is_asked_on_request():
    at = opened("random_slopes")
    at.button(key="opinion-fit").click().run()
    assert "A second program (statsmodels) agrees" in text(at)


def test_many_samples_are_drawn_on_request_and_belong_to_the_world_they_came_from():
    at = opened("random_slopes", n_groups="8", n_per_group="6")
    at.button(key="guess-random_slopes-cost-skip").click().run()
    at.button(key="run-repeats-random_slopes-coverage").click().run()
    while "400 samples" not in text(at):
        assert at.get("progress"), "neither drawing nor drawn"
        at.run()
    at.session_state["panel-random_slopes"] = {
        "state": {"seq": 5, "values": LESSON.params().values() | {"tau00": 49}, "released": True}
    }
    at.run()
    assert "The sliders have moved since" in text(at)


def test_a_model_that_cannot_be_fitted_is_one_sentence(monkeypatch):
    from lessons.kit.fit import FitError

    def refuse(*_):
        raise FitError("Every school has a single pupil.")

    monkeypatch.setattr(type(LESSON), "run", refuse)
    at = opened("random_slopes")
    assert not at.exception
    assert "Every school has a single pupil." in text(at)
    assert len(at.get("bidi_component")) >= 2, "the panel stays, so that the reader can move back"


def test_a_symbol_is_called_what_its_control_calls_it_on_every_place_of_the_page():
    at = opened("dependence")
    said = text(at)
    row = next(h.proto.body for h in at.get("html") if "95 % interval</th>" in h.proto.body)
    assert 'title="effect of the program"' in said
    assert "<td>effect of the program</td>" in row
    assert "slope of a level-2 predictor" not in said


A_TABLE = """
from dashboard.blocks import plain_table
from lessons.kit import Table
plain_table(Table(("between, #tau00",), (("1: #tau00",),), "A table."))
"""


def test_the_head_of_a_table_shows_symbols():
    drawn = AppTest.from_string(A_TABLE).run().get("html")[0].proto.body
    assert "#tau00" not in drawn
    assert drawn.count('class="sym"') == 2
