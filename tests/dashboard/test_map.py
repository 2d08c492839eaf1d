"""The map: its first picture says what it shows, and each lesson has a small picture of its own."""

import io

import numpy as np
import pytest
from PIL import Image

from dashboard.sketches import LOOKS, drawn, first_figure, name, names, sketch
from datasets.simulate import make_draws, two_level
from lessons.curriculum import lessons
from lessons.front import GAMMA00, LESSON, SIGMA2
from lessons.kit import Live, Stage
from lessons.kit.theory.pairs import mean_gap


def story(tau00: float) -> list:
    return list(LESSON.story(LESSON.run(LESSON.params(tau00=tau00))))


def tables(tau00: float):
    return next(block for block in story(tau00) if isinstance(block, Stage)).figures[0].tables


@pytest.mark.parametrize("tau00", [0, 49, 100])
def test_the_sentence_says_the_mean_distance_of_two_pupils(tau00):
    draws = make_draws(3, 4000, 2)
    data = two_level(draws, n_groups=4000, n_per_group=2, gamma00=GAMMA00, tau00=tau00, sigma2=SIGMA2)
    y = data["y"].to_numpy().reshape(4000, 2)
    within, between = np.abs(y[:, 0] - y[:, 1]).mean(), np.abs(y[:-1, 0] - y[1:, 1]).mean()
    # 4,000 half-normal distances: a standard error of .76 / sqrt(4000) = 1.2 % of their mean; four of them.
    assert within == pytest.approx(mean_gap(SIGMA2), rel=0.05)
    assert between == pytest.approx(mean_gap(tau00 + SIGMA2), rel=0.05)
    said = next(block for block in story(tau00) if isinstance(block, Live)).filled
    assert f"**{mean_gap(SIGMA2):.1f}**" in said
    assert f"**{mean_gap(tau00 + SIGMA2):.1f}**" in said
    assert f"**{100 * tau00 / (tau00 + SIGMA2):.0f} %**" in said


def test_a_school_keeps_its_place_and_its_pupils_while_the_slider_moves():
    low, high = tables(0), tables(100)
    assert np.array_equal(low["dots"]["x"], high["dots"]["x"])
    assert np.array_equal(low["means"]["x"], high["means"]["x"])
    within = [t["dots"]["y"].reshape(12, 16) - t["means"]["y"][:, None] for t in (low, high)]
    assert within[0] == pytest.approx(within[1]), "a school moves as a whole"
    assert np.std(high["means"]["y"]) > 4 * np.std(low["means"]["y"])


def test_no_dot_leaves_the_axis_at_the_largest_variance():
    for seed in range(1, 6):
        run = LESSON.run(LESSON.params(tau00=100, seed=seed))
        assert run.data["y"].between(15, 85).mean() > 0.98


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_a_small_picture_is_the_marks_of_the_first_chart_alone(lesson):
    spec = str(sketch(first_figure(lesson), LOOKS["light"]))
    assert "'type': 'text'" not in spec
    assert "'axis': None" in spec
    assert "'axis': {" not in spec.replace("'axis': {'labelColor'", ""), "but for the look's own settings"


def test_a_small_picture_is_drawn_light():
    called = name(lessons()[0], LOOKS["light"])
    picture = drawn(called, lambda _: None)
    assert len(picture) < 60_000
    image = Image.open(io.BytesIO(picture))
    assert image.width > 300
    assert np.asarray(image.convert("RGBA"))[..., 3].max() > 200, "something is drawn"
    assert len(names()) == 2 * len(lessons())
