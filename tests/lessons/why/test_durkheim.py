"""Durkheim's provinces: the line as R and print have it, stories within bounds, a world whose dots show a sum."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.predict import gate
from lessons.kit import number
from lessons.why.durkheim import LESSON, SCENES, land, sum_in_words
from lessons.why.prussia import counted_ratio, line, provinces, story, total_bounds
from lessons.why.prussia_picture import AXES, EXAMPLE, SHOWS, allowed, picture
from lessons.why.prussia_told import COUNTED, missing_cells, predict_lowest
from tests.oracles.make_claims import TABLE

R = pd.read_csv(TABLE)
PARTS = st.floats(0, 100)


def by_r(name: str, quantity: str = "gamma") -> dict[str, float]:
    rows = R[(R["id"] == name) & (R["quantity"] == quantity)]
    return dict(zip(rows["key"], rows["value"], strict=True))


@pytest.mark.parametrize(("counted", "name"), [("provinces", "durkheim_provinces"), ("weighted", "durkheim_weighted")])
def test_the_line_over_provinces_is_the_one_that_r_finds(counted, name):
    found, asked = line(counted), by_r(name)
    assert (found.none, found.every - found.none) == pytest.approx((asked["Intercept"], asked["x"]))


def test_the_line_over_bands_is_the_printed_one_but_for_the_rounding_of_two_bands():
    # Morgenstern (1995) prints 3.66 + 24.0 x from the printed means of the bands; two differ here by .01 and .03.
    assert (line("bands").none, line("bands").every - line("bands").none) == pytest.approx((3.66, 24.0), abs=0.03)
    assert [number(line(how).every / line(how).none, 1) for how in COUNTED] == ["7.5", "4.3", "4.5"]


def test_persons_of_the_same_book_differ_less():
    assert counted_ratio() == pytest.approx(2.4)
    assert counted_ratio() < min(line(how).every / line(how).none for how in COUNTED)


@given(PARTS, PARTS)
def test_every_story_gives_every_province_its_rate_and_stays_within_its_bounds(few, many):
    told, at = story(few, many), provinces()
    low, high = at.bounds
    assert at.x * told.protestants + (1 - at.x) * told.others == pytest.approx(at.y)
    assert (low - 1e-9 <= told.protestants).all()
    assert (told.protestants <= high + 1e-9).all()
    dead = told.all_protestants * at.persons @ at.x + told.all_others * at.persons @ (1 - at.x)
    assert dead / 1e5 == pytest.approx(at.deaths.sum())
    assert 0 <= told.all_protestants <= total_bounds()[0] + 1e-9
    assert 0 <= told.all_others <= total_bounds()[1] + 1e-9


def test_the_bounds_of_all_prussia_are_all_its_dead_over_each_kind():
    at = provinces()
    protestants = at.persons @ at.x
    dead = at.deaths.sum()
    assert total_bounds() == pytest.approx((1e5 * dead / protestants, 1e5 * dead / (at.persons.sum() - protestants)))
    # As the census prints them: 19,232,449 Protestants of 29,957,367.
    assert protestants == pytest.approx(19_232_449)


def test_without_a_difference_inside_any_province_prussia_still_shows_one():
    told, at = story(50, 50), provinces()
    assert told.protestants == pytest.approx(at.y)
    assert told.others == pytest.approx(at.y)
    assert told.all_protestants > told.all_others + 5


def test_the_dots_and_the_line_are_the_same_in_every_scene():
    drawn = [picture("provinces", "total", story(**scene.settings)) for scene in SCENES if "part_few" in scene.settings]
    assert len(drawn) == 4
    for name in ("points", "line"):
        for figure in drawn[1:]:
            assert figure.tables[name]["y"] == pytest.approx(drawn[0].tables[name]["y"])
    ends = [figure.tables["total"]["y"] for figure in drawn]
    assert max(end[1] for end in ends) > 31
    assert min(end[1] for end in ends) == 0


@pytest.mark.parametrize("counted", COUNTED)
def test_the_picture_is_one_and_every_line_runs_through_its_dot(counted):
    figures = {show: picture(counted, show, story(70, 40)) for show in SHOWS}
    assert len({(figure.name, tuple(figure.settings.items())) for figure in figures.values()}) == 1
    tables = figures["all"].tables
    others, protestants = tables["lines"]["y"].reshape(-1, 2).T
    assert others + tables["points"]["x"] / 100 * (protestants - others) == pytest.approx(tables["points"]["y"])
    persons = tables["kinds"]["persons"].reshape(-1, 2).sum(axis=1)
    assert persons == pytest.approx(tables["points"]["persons"])
    assert [len(figures["asked"].tables[name]["x"]) for name in ("lines", "kinds", "total")] == [0, 0, 0]


def test_one_province_shows_a_fan_from_bound_to_bound_through_its_dot():
    table, at = picture("provinces", "one").tables["lines"], provinces()
    row = at.row(EXAMPLE)
    others, protestants = table["y"].reshape(-1, 2).T
    assert protestants.min() == pytest.approx(at.bounds[0][row]) == 0
    assert protestants.max() == pytest.approx(at.bounds[1][row])
    assert others + at.x[row] * (protestants - others) == pytest.approx(np.full(len(others), at.y[row]))


def test_every_dot_is_on_the_axes_and_the_bars_that_leave_them_are_named():
    (low, high), y = AXES["y_domain"], provinces().y
    assert low <= y.min() <= y.max() <= high
    bars = allowed(story(50, 50))
    ends = bars.tables["estimates"]["high"]
    beyond = [name for name, end in zip(bars.settings["order"], ends, strict=True) if end > high]
    assert beyond == ["Hohenzollern"]
    assert "Hohenzollern" in str(bars.says)


def test_the_lowest_rate_of_the_example_is_nothing_and_its_others_are_enough():
    at, row = provinces(), provinces().row(EXAMPLE)
    others = at.persons[row] * (1 - at.x[row])
    assert at.deaths[row] < others
    assert predict_lowest().truth == 0
    cells = missing_cells().rows
    assert [cell[1] for cell in cells] == ["2,384", "196", "2,580"], "2,383,561 and 2,580,010 in the census"


def told(answered=()) -> str:
    asked = dict.fromkeys(answered)
    return " ".join(str(block) for block in gate(LESSON.story(LESSON.run(LESSON.params())), asked))


def test_what_waits_for_a_guess_is_nowhere_before_it():
    assert "Catholics: 10.0" not in told()
    assert "Catholics: 10.0" in told(("lowest", "alike"))
    alike = number(story(50, 50).all_protestants, 1)
    assert alike not in told(("lowest",))
    assert alike in told(("lowest", "alike"))


@pytest.mark.parametrize(
    ("name", "model", "settings"),
    [
        ("durkheim_both", "both", {}),
        ("durkheim_faith", "faith", {}),
        ("durkheim_means", "provinces", {}),
        ("durkheim_against", "both", {"gamma10": -8, "gamma01": 15, "n_groups": 30}),
    ],
)
def test_the_made_up_land_is_fitted_as_r_fits_it(name, model, settings):
    found = LESSON.run(LESSON.params(**settings)).fits[model]
    # The searches stop at slightly different places: a variance agrees to four digits, the rest to six.
    assert dict(found.gamma) == pytest.approx(by_r(name), rel=1e-4)
    assert dict(found.se) == pytest.approx(by_r(name, "se"), rel=1e-3)
    if model != "provinces":
        spread = by_r(name, "variance")
        assert (found.tau00, found.sigma2) == pytest.approx((spread["tau00"], spread["sigma2"]), rel=1e-3)


def test_own_faith_and_the_faith_around_reach_the_dots_as_a_sum():
    one, other = (LESSON.run(LESSON.params(gamma10=g, gamma01=6 - g)) for g in (-5, 8))
    first, second = (land(run, "both").tables for run in (one, other))
    assert first["points"]["y"] == pytest.approx(second["points"]["y"])
    assert first["line"]["y"] == pytest.approx(second["line"]["y"])
    assert not np.allclose(first["within"]["y"], second["within"]["y"])
    assert "**6**" in sum_in_words(one).filled


def test_a_dot_of_the_land_lies_on_the_line_between_its_two_kinds():
    tables = land(LESSON.run(LESSON.params()), "both").tables
    others, protestants = tables["lines"]["y"].reshape(-1, 2).T
    assert others + tables["points"]["x"] / 100 * (protestants - others) == pytest.approx(tables["points"]["y"])
    assert len(land(LESSON.run(LESSON.params()), "inside").tables["points"]["x"]) == 0


def test_over_many_worlds_the_province_line_finds_the_sum_and_the_model_finds_both():
    runs = [LESSON.run(LESSON.params(seed=seed, n_groups=40, gamma10=-3, gamma01=9)) for seed in range(1, 41)]
    sums = [run.fits["provinces"].gamma["w"] for run in runs]
    own = [run.fits["both"].gamma["x"] for run in runs]
    # Four standard errors of a mean over 40 worlds.
    assert np.mean(sums) == pytest.approx(6, abs=4 * np.std(sums) / np.sqrt(40))
    assert np.mean(own) == pytest.approx(-3, abs=4 * np.std(own) / np.sqrt(40))
