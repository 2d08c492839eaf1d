"""Power: the hundred against the closed form, money that is never overspent, challenges, samples that agree.

Held by: closed forms of tests/lessons/kit/theory/test_two_trials.py, brute force over plans, and fits.
"""

from dataclasses import replace

import numpy as np
import pytest

from lessons import kit
from lessons.kit import Challenge, Repeats
from lessons.when import plans, refitted
from lessons.when.hundred import hundred
from lessons.when.power import LESSON, Params, cheapest


def blocks(kind, p: Params):
    return [block for block in LESSON.story(LESSON.run(p)) if isinstance(block, kind)]


def test_a_plan_never_costs_more_than_the_money_and_leaves_less_than_a_school():
    for p in Params.corners():
        price = p.n_groups * (p.cost_ratio + p.n_per_group)
        assert price <= p.budget < price + p.cost_ratio + p.n_per_group
        assert p.n_groups >= 5


def test_the_study_in_view_is_the_first_of_the_hundred():
    run = LESSON.run(Params())
    every = hundred(run)
    assert every.estimate[0] == pytest.approx(run.fits["both"].gamma["w"])
    means, w = run.groups.mean("y"), run.groups.first("w")
    assert every.estimate[0] == pytest.approx(means[w > 0].mean() - means[w < 0].mean())
    assert len(every.p) == 100


def test_a_hundred_studies_find_as_many_as_the_closed_form_says():
    """Over 60 seeds, within four Monte Carlo errors; the study in view is a fit, the rest are drawn t tests."""
    for p in (Params(), Params(n_per_group=60), Params(gamma01=0)):
        share = np.mean([hundred(LESSON.run(p.but(seed=seed))).found.mean() for seed in range(1, 61)])
        said = float(plans.power(p)) / 100
        assert share == pytest.approx(said, abs=4 * (said * (1 - said) / 6000) ** 0.5)


def test_the_significant_ones_find_too_much():
    every = [hundred(LESSON.run(Params(seed=seed))) for seed in range(1, 11)]
    assert np.mean([one.estimate[one.found].mean() for one in every]) > 0.45


def test_a_slider_moves_estimates_and_not_luck():
    one, other = (hundred(LESSON.run(Params(gamma01=effect))) for effect in (0.2, 0.6))
    assert other.estimate - one.estimate == pytest.approx(0.4)


def test_the_mark_stands_on_the_top_of_the_line():
    n = np.linspace(4, 60, 2000)
    for p in (Params(), Params(cost_ratio=60, icc=0.06), Params(icc=0.5), Params(icc=0.0)):
        assert float(plans.along(p, plans.best(p))) == pytest.approx(plans.along(p, n).max(), abs=0.7)


def test_pupils_alone_lead_to_the_wrong_end():
    """The line of a calculator without schools rises along the budget where power falls."""
    n = np.linspace(12, 60, 40)
    assert (np.diff(plans.along(Params(), n)) < 0).all()
    assert (np.diff(plans.by_pupils(Params(gamma01=0.1), n)) > 0).all()
    assert float(plans.by_pupils(Params(icc=0.0), 20.0)) == pytest.approx(
        float(plans.along(Params(icc=0.0), 20.0)), abs=2
    )


def test_the_cheapest_plan_is_the_cheapest():
    """By brute force over all plans on the sliders."""
    base = Params(gamma01=0.4, icc=0.2, cost_ratio=20)
    enough = [
        budget
        for budget in range(600, 3001, 100)
        if max(float(plans.power(base.but(budget=budget, n_per_group=n))) for n in range(4, 61, 2)) >= 80
    ]
    assert cheapest() == enough[0]
    challenge = next(
        c for c in blocks(Challenge, base.but(budget=cheapest() + 100, n_per_group=10)) if c.name == "cheapest"
    )
    assert not challenge.solved


def test_whole_schools_cost_more_wherever_schools_differ():
    for p in Params.corners():
        p = p.but(dropout=0.3)
        pupils, schools = (float(plans.after_loss(p, kind, 0.3)) for kind in plans.LOSSES)
        assert schools <= pupils + 1e-6
    p = Params()
    assert float(plans.after_loss(p, "pupils", 0.0)) == pytest.approx(float(plans.power(p)), abs=1e-6)


@pytest.mark.parametrize("make", [refitted.on_the_budget, refitted.with_loss, refitted.useless, refitted.three_effects])
def test_what_is_fitted_on_request_agrees_with_the_line(make):
    """Every dot's interval, widened by half, holds the curve below it; four schools part by a little more."""
    p = Params()
    block = make(p)
    assert isinstance(block, Repeats)
    samples = block.repeat(block.n_samples)
    assert samples.n_failed == 0
    shown = block.show(samples)
    for figure in (one for one in shown if isinstance(one, kit.Figure)):
        drawn, curves = figure.tables["drawn"], figure.tables["curves"]
        for x, low, high, label in zip(drawn["x"], drawn["low"], drawn["high"], drawn["label"], strict=True):
            on = np.array([name == label for name in curves["label"]])
            line = float(np.interp(x, curves["x"][on], curves["y"][on]))
            wide = (high - low) / 4 + (3 if x < 5 else 0)
            assert low - wide <= line <= high + wide, (figure.name, label, x, line, low, high)
    for table in (one for one in shown if isinstance(one, kit.Table)):
        assert len(table.rows) == 3


def test_the_real_correlation_is_that_of_print():
    """High School and Beyond: .18 (Raudenbush and Bryk 2002, chapter 4)."""
    said = next(
        block for block in LESSON.story(LESSON.run(Params())) if isinstance(block, kit.Live) and "1982" in block.filled
    )
    assert "**0.180**" in said.filled


def test_the_lab_opens_with_the_plan():
    from dashboard.lab.asked import from_query

    p = replace(Params(), gamma01=0.35)
    link = next(
        block.filled
        for block in LESSON.story(LESSON.run(p))
        if isinstance(block, kit.Live) and "](lab?" in block.filled
    )
    query = dict(pair.split("=") for pair in link.split("](lab?")[1].split(")")[0].split("&"))
    asked, notices = from_query(query)
    assert not notices
    assert asked.world["n_groups"] == p.n_groups
    assert asked.world["gamma01"] == 0.35
    assert asked.world["tau00"] == p.icc
