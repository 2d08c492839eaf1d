"""Fixed and random: parts add up, each is shared by those who share it, and two readings have their own intervals.

Held by: identities, the closed forms of balanced tables against fits, statsmodels' regression with a dummy for every
group, and simulation (kitchen sink: tests/lessons/kit/theory).
"""

import numpy as np
import pytest
import statsmodels.formula.api as smf

from datasets.simulate import make_draws
from lessons import kit
from lessons.how import taken_apart
from lessons.how.fixed_and_random import LESSON, MODELS, READINGS, read, score, simulate
from lessons.how.taken_apart import PARTS, explained, readings, real_score


def run(**settings):
    return LESSON.run(LESSON.params(**settings))


def test_the_parts_add_up_to_the_score_and_the_last_step_ends_at_it():
    for place in (1, 7, 60):
        one = run(unit_i=place, group_j=min(place, 40))
        here = score(one)
        assert sum(here.parts.values()) == pytest.approx(here.y)
        drawn = taken_apart.score_figure("a", "b", one.groups, one.p.row, here, "e").tables["steps"]
        assert drawn["y2"][-1] == pytest.approx(here.y)
        np.testing.assert_allclose(drawn["y2"][1:] - drawn["y"][1:], list(here.parts.values())[1:])


def test_another_pupil_changes_three_parts_and_another_school_all_that_is_random():
    first, other, school = (score(run(**s)).parts for s in ({}, {"unit_i": 9}, {"group_j": 3}))
    assert {code for code in PARTS if first[code] != pytest.approx(other[code])} == {"gamma10", "u1", "e"}
    assert {code for code in PARTS if first[code] == pytest.approx(school[code])} == {"gamma00"}


def test_u_and_e_are_those_that_were_drawn():
    one = run(unit_i=4, group_j=6)
    row = one.data[one.data["group"] == "6"].iloc[3]
    parts = score(one).parts
    assert (parts["u0"], parts["u1"]) == pytest.approx((row["u0"], row["u1"] * row["x"]))


def test_a_pupil_or_a_school_beyond_the_last_is_the_last():
    one = run(unit_i=60, group_j=40, n_groups=12, n_per_group=5)
    assert score(one).group == "12"
    assert score(one).y == one.data["y"].iloc[-1]


def test_these_schools_are_read_as_a_regression_with_dummies_reads_them():
    one = run(n_groups=14, n_per_group=8, tau11=0)
    fit = smf.ols("y ~ x + C(group, Sum)", one.data).fit()  # Its intercept is the mean of the schools' intercepts.
    found = readings(one.groups, one.fits["levels"]).these
    assert found[0] == pytest.approx(fit.params["Intercept"])
    assert found[1:] == pytest.approx(tuple(fit.conf_int().loc["Intercept"]))


def test_over_many_samples_each_reading_covers_what_it_speaks_of():
    p = LESSON.params(n_groups=40, n_per_group=10, tau00=25, sigma2=36, tau11=0)
    hits = {"these": 0, "sample": 0}
    wider, n_samples = [], 300
    for seed in range(1, n_samples + 1):
        data = simulate(p, make_draws(seed, 40, 60))
        groups = kit.Groups(kit.columns_of(data))
        found = readings(groups, MODELS["levels"].fit(data))
        here = 50.0 + groups.first("u0").mean()
        hits["these"] += found.these[1] <= here <= found.these[2]
        hits["sample"] += found.sample[1] <= 50.0 <= found.sample[2]
        wider.append((found.sample[2] - found.sample[1]) / (found.these[2] - found.these[1]))
    # 300 samples know a rate of .95 to 4 standard errors of .0126; 40 schools take the second a little below it.
    assert all(abs(count / n_samples - 0.95) < 0.051 for count in hits.values()), hits
    assert np.mean(wider) == pytest.approx(p.wider, rel=0.05)


def test_new_schools_lie_where_the_sample_says():
    p = LESSON.params(n_groups=40, n_per_group=60, tau00=25, tau11=0)
    found = read(LESSON.run(p))
    u0 = np.random.default_rng(1).normal(50, 5, 20_000)
    # The variance of 40 levels is known to about a fifth, so the share to a few percent.
    assert np.mean((found.new[1] <= u0) & (u0 <= found.new[2])) == pytest.approx(0.95, abs=0.05)


def test_dice_explain_more_the_more_there_are():
    means = run().groups.mean("y")
    shares = [explained(means, k, 1) for k in range(7)]
    assert shares[0] == 0
    assert all(np.diff(shares) > 0)
    assert explained(np.full(12, 3.0), 4, 1) == 0


@pytest.mark.parametrize("name", ["hsb", "sleepstudy"])
def test_a_real_value_is_in_the_table_and_its_parts_add_up(name: str):
    fit, groups = kit.real_fits(name, MODELS)["slopes"], kit.real_groups(name)
    here = real_score(name, fit)
    assert here.y in groups.table["y"]
    assert sum(here.parts.values()) == pytest.approx(here.y)
    assert here.parts["gamma00"] == fit.gamma["Intercept"]
    drawn = taken_apart.real_figure(name, here, "e")
    low, high = drawn.settings["y_domain"]
    assert low < min(groups.table["y"])
    assert max(groups.table["y"]) < high - 0.15 * (high - low)


def test_each_reading_is_told():
    told = [str(taken_apart.reading_figure(read(run()), reading, 50).says) for reading in READINGS]
    assert "say nothing" in told[0]
    assert "new schools" in told[1]


def test_what_is_printed_of_the_parts_adds_up_to_what_is_printed_of_the_score():
    for place in range(1, 20):
        here = score(run(unit_i=place, group_j=place % 12 + 1))
        for told in (here, here.three):
            for digits in (1, 2):
                parts = [float(part.replace("\N{MINUS SIGN}", "-")) for part in told.printed(digits).values()]
                assert sum(parts) == pytest.approx(round(here.y, digits), abs=1e-9)


def test_errors_of_both_kinds_of_schools_are_100_without_dice_and_what_dice_explain_is_what_is_left():
    for k in range(7):
        old, new = taken_apart.sink_figure(k, 12).tables["here"]["y"]
        assert old == pytest.approx(100 * (1 - kit.theory.dice_share(k, 12)))
        assert new >= 100 * (1 - 1e-9)
