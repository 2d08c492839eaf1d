"""The atomistic fallacy: two slopes, their blend, and the vote of 2016."""

import numpy as np
import pytest

from lessons.kit.fit import fit_ols
from lessons.kit.theory import blended_slope, level_errors
from lessons.why.atomistic_fallacy import (
    LESSON,
    both_levels,
    countries,
    one_or_two,
    parts,
    persons,
    predict_blend,
    predict_context,
)
from lessons.why.vote_2016 import VOTERS, chances, predict_states, reversal, states, voters_within, votes


def test_persons_and_countries_can_point_opposite_ways():
    run = LESSON.run(LESSON.params())
    assert "less of risk" in str(persons(run).says)
    assert "more of mean risk" in str(countries(run).says)
    assert predict_context(run).truth == 7


def test_the_countries_wait_at_their_own_mean_income_and_say_nothing_of_their_risk():
    run = LESSON.run(LESSON.params())
    waiting, shown = countries(run, waiting=True), countries(run)
    assert list(waiting.tables["points"]["x"]) == list(shown.tables["points"]["x"])
    assert len(set(waiting.tables["points"]["y"])) == 1
    assert len(waiting.tables["line"]["x"]) == 0
    assert "risk" not in str(waiting.says)


def test_the_slope_between_countries_moves_no_person_inside_them():
    """What the lesson tells its reader to try."""
    before, after = (persons(LESSON.run(LESSON.params(gamma01=g))).tables["points"] for g in (4, -6))
    assert after["y"] == pytest.approx(before["y"], abs=1e-9)
    before, after = (countries(LESSON.run(LESSON.params(gamma10=g))).tables["points"] for g in (-3, 6))
    assert after["y"] == pytest.approx(before["y"], abs=1e-9)


def test_the_arrow_stands_at_one_income_and_is_as_long_as_the_difference_of_the_slopes():
    run = LESSON.run(LESSON.params())
    tables, gamma = both_levels(run, told=True).tables, run.fits["within_between"].gamma
    assert list(tables["pair"]["x"]) == [0, 0]
    assert np.diff(tables["pair"]["y"])[0] == pytest.approx(gamma["x_mean"] - gamma["x_within"])
    assert list(tables["gap"]["label"]) == ["7.25"]
    lines = tables["own"]["y"].reshape(2, 2)
    assert np.diff(lines)[:, 0] == pytest.approx(2 * gamma["x_within"])
    assert all(len(both_levels(run).tables[name]["x"]) == 0 for name in ("own", "pair", "gap"))


@pytest.mark.parametrize("pair", ["made up", "vote"])
def test_both_halves_have_one_scale(pair):
    """A unit is as wide and as high in both: the second is narrower, as the stage is."""
    run = LESSON.run(LESSON.params())
    halves = (persons(run), countries(run)) if pair == "made up" else (voters_within("all"), states("all"))
    (x, y), (other_x, other_y) = ([np.ptp(half.settings[name]) for name in ("x_domain", "y_domain")] for half in halves)
    assert y == pytest.approx(other_y)
    assert x / other_x == pytest.approx(1.65, abs=0.02)  # The columns of the stage, in dashboard/style.css.


def test_the_capital_carries_its_name():
    points = states("all").tables["points"]
    named = [(group, name) for group, name in zip(points["group"], points["name"], strict=True) if name]
    assert named == [("District of Columbia", "D.C.")]


@pytest.mark.parametrize("who", VOTERS)
def test_chances_say_what_the_logits_say(who):
    told, found = chances(who).numbers, votes(who).found
    at, neighbor, state = (np.log(told[name] / (100 - told[name])) for name in ("at", "neighbor", "state"))
    # Chances are rounded to 0.01 of 100: about 0.0005 logits each at the ends of where they lie.
    assert neighbor - at == pytest.approx(found.gamma["x_within"], abs=0.002)
    assert state - at == pytest.approx(found.gamma["x_mean"], abs=0.002)
    assert told["among"] == pytest.approx(told["neighbor"] - told["at"])


def test_two_people_who_earn_the_same_differ_by_the_difference_of_the_slopes():
    # Without noise, and with the same x: y differs by (gamma01 - gamma10) times the difference of the country means.
    p = LESSON.params(gamma10=-2, gamma01=3, tau00=0, sigma2=1)
    data = LESSON.run(p).data
    y = data["y"] - p.gamma10 * data["x"]
    slope = np.polyfit(data["x_mean"], y, 1)[0]
    assert slope == pytest.approx(predict_context(LESSON.run(p)).truth, abs=0.2)


@pytest.mark.parametrize("corner", list(LESSON.params.corners())[::9])
def test_the_one_slope_is_the_blend_of_the_closed_form(corner):
    run = LESSON.run(corner)
    found, wb = run.fits["random_intercept"], run.fits["within_between"]
    mean = run.data["x_mean"]
    formula = blended_slope(
        wb.gamma["x_within"],
        wb.gamma["x_mean"],
        float((run.data["x_within"] ** 2).sum()),
        float(((mean - mean.mean()) ** 2).sum()),
        found.sigma2,
        found.tau00,
        corner.n_per_group,
    )
    # Exact in balanced groups, given the variances of that fit; the optimizer stops at about 1e-6.
    assert found.gamma["x"] == pytest.approx(formula, abs=2e-5)


@pytest.mark.parametrize("corner", list(LESSON.params.corners())[::9])
def test_the_answer_to_the_blend_is_what_its_question_gives(corner):
    run = LESSON.run(corner)
    asked, found = predict_blend(run), run.fits["random_intercept"]
    assert asked.low <= asked.truth <= asked.high
    # The two standard errors make the one that the model reports, so they are the ones it works with.
    among, between = level_errors(**parts(run))
    assert (1 / among**2 + 1 / between**2) ** -0.5 == pytest.approx(found.se["x"], rel=1e-3)


def test_where_both_slopes_are_one_no_reason_says_that_one_weighs_more_here():
    equal = predict_blend(LESSON.run(LESSON.params(gamma10=-3, gamma01=-3)))
    assert equal.truth == pytest.approx(-3)
    assert all("are the same here" in str(reason) for reason in equal.reasons.values())


def test_a_reversal_is_told_for_all_voters_only():
    told = {who: reversal(votes(who).found).filled for who in VOTERS}
    assert "opposite directions" in told["all"]
    assert "the same way" in told["white"]
    assert "no one can say" in told["other"]


def test_in_balanced_groups_both_slopes_are_those_of_ordinary_regressions():
    run = LESSON.run(LESSON.params())
    wb = run.fits["within_between"].gamma
    assert wb["x_within"] == pytest.approx(fit_ols("y ~ x_within", run.data).gamma["x_within"], abs=1e-8)
    means = run.data.groupby("group", observed=True)[["x", "y"]].mean()
    assert wb["x_mean"] == pytest.approx(np.polyfit(means["x"], means["y"], 1)[0], abs=1e-8)


def test_the_estimates_are_right_on_average():
    p = LESSON.params(n_groups=40, n_per_group=10)
    found = np.array(
        [[f.gamma["x_within"], f.gamma["x_mean"]] for s in range(1, 121)
         for f in [LESSON.run(p.but(seed=s)).fits["within_between"]]]
    )  # fmt: skip
    error = 4 * found.std(axis=0) / np.sqrt(len(found))
    assert found.mean(axis=0) == pytest.approx([p.gamma10, p.gamma01], abs=error.max())


def test_the_vote_reverses_between_voters_and_states():
    found = votes("all").found
    # A third way to the same numbers, by Newton steps without random intercepts, is in tests/datasets.
    assert found.gamma["x_within"] == pytest.approx(0.0109, abs=0.0005)
    assert found.interval()["x_within"][0] > 0
    assert found.interval()["x_mean"][1] < 0
    assert "−0.64" in str(states("all").says)
    assert votes("white").found.gamma["x_within"] < 0 < votes("other").found.gamma["x_within"]


@pytest.mark.parametrize("who", VOTERS)
def test_each_group_of_voters_gets_the_truth_of_its_own_fit(who):
    asked = predict_states(who)
    assert asked.judge(asked.truth).good
    assert asked.truth == {"all": "falls", "white": "falls", "other": "untold"}[who]


@pytest.mark.parametrize("who", VOTERS)
def test_every_voter_is_counted_once(who):
    cells = votes(who).cells
    assert f"{int(cells['voters'].sum()):,} voters" in str(voters_within(who).says)
    gaps = voters_within(who).tables["points"]
    assert list(gaps["x"]) == list(range(1, 13))
    weights = np.bincount(cells["x"], cells["voters"])[1:]
    # The gaps are against each voter's own state, so over all voters they cancel.
    assert float((gaps["y"] * weights).sum()) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("who", VOTERS)
def test_a_state_stands_at_the_mean_income_and_the_share_of_its_voters(who):
    cells, points = votes(who).cells, states(who).tables["points"]
    for name, x, y in zip(points["group"], points["x"], points["y"], strict=True):
        here = cells["group"].at(name)
        n = cells["voters"][here]
        assert x == pytest.approx(np.average(cells["x"][here], weights=n))
        assert y == pytest.approx(cells["y"][here].sum() / n.sum())


def test_four_estimates_stand_against_the_two_slopes_that_were_set():
    figure = one_or_two(LESSON.run(LESSON.params()))
    assert list(figure.tables["estimates"]["label"]) == list(figure.settings["order"])
    assert list(figure.tables["set"]["value"]) == [-3, 4]
    assert "within −3.00; between 4.00" in str(figure.says)


def test_every_country_has_the_slope_that_was_found_inside_countries():
    run = LESSON.run(LESSON.params())
    lines = both_levels(run).tables["lines"]
    slope = np.diff(lines["y"].reshape(-1, 2)) / np.diff(lines["x"].reshape(-1, 2))
    assert len(slope) == run.p.n_groups
    assert slope == pytest.approx(np.full_like(slope, run.fits["within_between"].gamma["x_within"]))
