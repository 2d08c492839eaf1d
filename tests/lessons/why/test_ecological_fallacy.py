"""The ecological fallacy: Robinson's numbers, an answer that waits for the guess, and a world with two slopes."""

import numpy as np
import pytest

from dashboard.predict import gate
from lessons.kit import Numeric, PredictChoice, PredictNumber, Table, number
from lessons.kit.theory import correlation_ratio
from lessons.why import census_1930
from lessons.why.census_1930 import mixture, predict_persons, rounding, turn
from lessons.why.census_picture import SHOWS, picture
from lessons.why.ecological_fallacy import (
    LESSON,
    MEASURES,
    QUESTIONS,
    mixed_slope,
    own_slopes,
    predict_total,
    set_and_found,
    slopes,
    three_slopes,
)
from lessons.why.robinson import CATEGORIES, census, printed_and_computed
from tests.lessons.test_texts import said

measures = pytest.mark.parametrize("measure", MEASURES)


@measures
def test_what_robinson_printed_comes_out_of_the_counts(measure):
    found = census(measure).correlation
    for level, printed in CATEGORIES[measure].printed.items():
        # Half a unit in his last digit, and one and a half for the one that is rounding in print (.773).
        assert found[level] == pytest.approx(printed, abs=0.0015 if printed == 0.773 else 0.0006)


def test_the_weighted_states_are_those_of_te_grotenhuis_and_colleagues():
    weighted = {measure: round(census(measure).correlation["weighted"], 3) for measure in MEASURES}
    assert weighted == {"nativity": -0.462, "race": 0.913}


def test_the_sign_turns_for_birth_abroad_and_the_strength_for_race():
    assert predict_persons("nativity").truth == "opposite"
    assert predict_persons("race").truth == "weaker"
    assert [turn(p, s) for p, s in ((0.01, 0.5), (0.4, 0.5), (-0.2, -0.5))] == ["none", "same", "weaker"]


@measures
def test_the_difference_over_persons_is_that_of_the_two_bars(measure):
    others, members = census(measure).kinds["y"]
    assert 100 * census(measure).slopes.total == pytest.approx(members - others, abs=1e-9)
    assert number(members - others, 1) in mixture(measure).filled


@measures
def test_every_person_of_the_four_categories_stands_in_one_dot(measure):
    kinds = picture(measure, "all").figures[0].tables["kinds"]
    assert kinds["persons"].sum() == census(measure).kinds["persons"].sum() == 97_273_223


@measures
@pytest.mark.parametrize(("show", "n"), [("states", 49), ("all", 49), ("divisions", 9)])
def test_every_place_is_a_dot_on_its_axes_and_the_line_is_the_regression_of_its_dots(measure, show, n):
    figure = picture(measure, show).figures[0]
    points, line = figure.tables["points"], figure.tables["line"]
    for axis in ("x", "y"):
        low, high = figure.settings[f"{axis}_domain"]
        assert len(points[axis]) == n
        assert low <= points[axis].min() <= points[axis].max() <= high
    weights = np.ones(n) if show == "states" else np.sqrt(points["persons"])
    slope = np.polyfit(points["x"], points["y"], 1, w=weights)[0]
    assert np.diff(line["y"])[0] / np.diff(line["x"])[0] == pytest.approx(slope)
    assert line["y"].min() >= -1e-9, "no place has less than none"


@measures
def test_a_state_lies_on_the_line_between_its_two_kinds_and_their_areas_make_its_own(measure):
    tables = picture(measure, "all").figures[0].tables
    others, members = tables["lines"]["y"].reshape(-1, 2).T
    points, persons = tables["points"], tables["kinds"]["persons"].reshape(-1, 2)
    assert others + points["x"] / 100 * (members - others) == pytest.approx(points["y"])
    assert persons.sum(axis=1) == pytest.approx(points["persons"])
    assert (members > others).sum() == census(measure).n_worse
    low, high = picture(measure, "all").figures[0].settings["y_domain"]
    assert low <= tables["kinds"]["y"].min() <= tables["kinds"]["y"].max() <= high


@measures
def test_the_lines_of_the_three_slopes_have_these_slopes_and_one_point_in_common(measure):
    tables, here = picture(measure, "slopes").figures[0].tables, census(measure)
    for name, slope in (("within", here.slopes.within), ("line", here.slopes.between), ("total", here.slopes.total)):
        x, y = tables[name]["x"], tables[name]["y"]
        assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(slope)
        assert np.interp(here.center[0], x, y) == pytest.approx(here.center[1])


@measures
def test_the_picture_is_one_and_what_is_not_told_yet_is_not_in_it(measure):
    figures = {show: picture(measure, show).figures[0] for show in SHOWS}
    assert len({(figure.name, tuple(figure.settings.items())) for figure in figures.values()}) == 1
    first = figures["states"].tables
    assert [len(first[name]["x"]) for name in ("lines", "kinds", "total")] == [0, 0, 0]
    assert len(first["within"]["x"]) == 1, "no line, only the question how high"
    assert set(figures["one"].tables["lines"]["place"]) == {CATEGORIES[measure].example}


@measures
def test_how_it_was_counted_and_rounded_is_folded_away_and_whole(measure):
    told = str(rounding(measure).text)
    assert number(census(measure).unrounded, 3) in told
    assert "each division by its persons" in told


@measures
def test_the_places_that_carry_their_names_are_the_outermost(measure):
    points = picture(measure, "states").figures[0].tables["points"]
    named = [name for name in points["name"] if name]
    place = list(points["place"])
    assert place[int(points["y"].argmax())] in named
    assert place[int(points["persons"].argmax())] in named
    assert 1 < len(named) <= 3


def texts(block) -> list[str]:
    return [] if isinstance(block, PredictChoice) else [text for _, text in said(block)]


def everything_shown(measure: str, answered=()) -> str:
    """All that the page says, tables and reasons of questions included, as one text without the guess itself."""
    answers = dict.fromkeys(answered)
    told = [text for b in gate(LESSON.story(LESSON.run(LESSON.params(measure=measure))), answers) for text in texts(b)]
    # The tables too; those of the made-up world are full of digits that say nothing of the census.
    told += [repr(b) for b in gate(census_1930.told(measure), answers) if not isinstance(b, PredictChoice)]
    controls = [repr(control) for control in LESSON.params.controls()]
    return " ".join([*told, *controls, repr(LESSON.scenes), LESSON.title, LESSON.question])


@measures
def test_the_answer_for_persons_is_nowhere_before_the_guess(measure):
    before, after = everything_shown(measure), everything_shown(measure, (f"persons_{measure}",))
    here = census(measure)
    answers = [
        number(here.correlation["persons"], 3),
        *(number(y, 1) + " " for y in here.kinds["y"]),
        number(100 * here.slopes.within, 2) + "*",
        "immigrants",
        "more often illiterate",
        "less often illiterate",
    ]
    for answer in answers:
        assert answer not in before, answer
    assert sum(answer in after for answer in answers) >= 4, "the test looks for words that the page does say"


def test_the_other_comparison_waits_for_a_guess_of_its_own():
    told = everything_shown("race", ("persons_nativity",))
    assert number(census("race").correlation["persons"], 3) not in told
    assert not [block for block in shown_blocks("race", ("persons_nativity",)) if isinstance(block, Table)]


def shown_blocks(measure: str, answered) -> list:
    return list(gate(LESSON.story(LESSON.run(LESSON.params(measure=measure))), dict.fromkeys(answered)))


@measures
def test_the_table_has_a_row_for_each_level(measure):
    rows = printed_and_computed(measure)
    assert [row[0] for row in rows] == ["persons", "states", "states, weighted", "divisions, weighted"]
    assert [row[1] for row in rows].count("not printed") == 1


@pytest.mark.parametrize("corner", list(LESSON.params.corners())[::9])
def test_the_mixture_of_the_page_is_the_slope_of_all_persons(corner):
    run = LESSON.run(corner)
    told = mixed_slope(run)
    # Exact; the mixed fit behind the slopes stops at about 1e-9 of them.
    assert told.numbers["formula"] == pytest.approx(told.numbers["total"], abs=1e-6)


def test_the_pooled_slope_lies_among_the_slopes_of_the_states():
    run = LESSON.run(LESSON.params())
    own = own_slopes(run)
    assert own.min() < run.fits["within_between"].gamma["x_within"] < own.max()
    state = run.data[run.data["group"] == run.data["group"].iloc[0]]
    assert own[0] == pytest.approx(np.polyfit(state["x"], state["y"], 1)[0], abs=1e-9)


def test_the_closed_form_is_right_on_average():
    p = LESSON.params(n_groups=6, n_per_group=3, tau00=2)
    gap = [
        LESSON.run(p.but(seed=s)).fits["total"].gamma["x"] - closed(LESSON.run(p.but(seed=s))) for s in range(1, 101)
    ]
    # Given the x of a sample the form is exact, so the gaps are noise: four Monte Carlo standard errors.
    assert np.mean(gap) == pytest.approx(0, abs=4 * np.std(gap) / 10)


def closed(run) -> float:
    return float(three_slopes(run).tables["closed"]["value"][0])


def test_in_balanced_groups_the_state_means_give_the_slope_between():
    run = LESSON.run(LESSON.params())
    aggregated, both = run.fits["aggregated"], run.fits["within_between"]
    assert aggregated.gamma["x_mean"] == pytest.approx(both.gamma["x_mean"], abs=1e-8)


def test_a_model_without_a_slope_says_so_instead_of_a_number():
    rows = {
        model: {row.code: row for row in set_and_found(LESSON.run(LESSON.params(model=model))).rows}
        for model in ("total", "aggregated", "within_between")
    }
    assert rows["aggregated"]["gamma10"].found is None
    assert rows["total"]["gamma01"].found is None
    assert all(row.found is not None for row in rows["within_between"].values())


def test_where_both_slopes_are_one_there_is_no_fallacy():
    found = slopes(LESSON.run(LESSON.params(gamma10=3, gamma01=3, n_groups=60, n_per_group=30, tau00=0)))
    assert [slope for slope, _, _ in found.values()] == pytest.approx([3, 3, 3], abs=0.6)


@pytest.mark.parametrize(("model", "strong"), [("total", [2]), ("aggregated", [1]), ("within_between", [0, 1])])
def test_the_slopes_of_the_chosen_model_stand_out(model, strong):
    table = three_slopes(LESSON.run(LESSON.params(model=model))).tables["slopes"]
    assert list(table["kind"]) == ["within", "between", "total"]
    assert list(np.flatnonzero(table["chosen"])) == strong


@pytest.mark.parametrize("scene", LESSON.scenes, ids=lambda scene: scene.name)
def test_a_guess_that_mixes_what_was_set_is_close_in_every_scene(scene):
    run = LESSON.run(LESSON.params(**scene.settings))
    asked = predict_total(run)
    assert isinstance(asked, PredictNumber)
    p, share = run.p, correlation_ratio(run.data["x"], run.data["group"])
    assert asked.truth == share * p.gamma01 + (1 - share) * p.gamma10
    assert f"{100 * share:.0f} % of the variance of income" in str(asked.ask)


def test_no_reason_speaks_of_a_steeper_slope_where_both_are_one():
    equal = predict_total(LESSON.run(LESSON.params(gamma10=2, gamma01=2)))
    assert all("both slopes are the same" in str(reason) for reason in equal.reasons.values())
    steep = predict_total(LESSON.run(LESSON.params(gamma10=-2, gamma01=5)))
    assert "slope between states its" in str(steep.reasons["low"])
    assert "slope within states its" in str(steep.reasons["high"])
    flat = predict_total(LESSON.run(LESSON.params(gamma10=5, gamma01=-2)))
    assert "slope within states its" in str(flat.reasons["low"])


def test_the_solution_of_the_challenge_holds_in_most_samples():
    solution = next(b for b in shown_blocks_all() if type(b).__name__ == "Challenge").solution
    solved = [
        next(b for b in LESSON.story(LESSON.run(LESSON.params(**solution, seed=s))) if hasattr(b, "solved")).solved
        for s in range(1, 31)
    ]
    assert np.mean(solved) > 0.8


def shown_blocks_all() -> list:
    return list(LESSON.story(LESSON.run(LESSON.params())))


def test_the_aggregated_model_is_taken_away_as_a_regression_of_means():
    taken = {model: LESSON.taken(LESSON.run(LESSON.params(model=model))) for model in ("aggregated", "within_between")}
    assert (taken["aggregated"].formula, taken["aggregated"].aggregate_by) == ("y ~ x_mean", "group")
    assert taken["within_between"].aggregate_by == ""


def test_every_known_slip_of_the_numeric_question_is_a_wrong_answer():
    question = next(q for q in QUESTIONS if isinstance(q, Numeric))
    assert question.truth == 0
    for slip, why in question.near.items():
        assert not question.mark(slip).right
        assert question.mark(slip).reasons == (why,)
