"""Power: the hundred against the closed form, money that is never overspent, challenges, samples that agree.

Held by: closed forms of tests/lessons/kit/theory/test_two_trials.py, brute force over plans, and fits.
"""

from dataclasses import replace

import numpy as np
import pytest

from lessons import kit
from lessons.kit import Challenge, Live, Repeats
from lessons.when import losing, plans, refitted
from lessons.when.hundred import hundred, hundred_figure
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


def told(p: Params) -> str:
    return " ".join(block.filled for block in blocks(Live, p))


def test_sentences_follow_the_sliders_to_their_ends():
    assert "Half of 30 schools" in told(Params())
    assert "7 of 15 schools run" in told(Params(n_per_group=60))
    alike = told(Params(tau11=0.0))
    assert "nothing holds it back" in alike
    assert "set it to 0" not in alike
    assert "**as many as you like** for the other two" in alike
    assert "found at −1.00" in alike
    same_schools = told(Params(icc=0.0))
    assert "wrong end" not in same_schools
    assert "/ #n_groups, stays" not in same_schools
    assert "there is nothing to find" in told(Params(gamma01=0.0))
    assert "schools of 120, beyond the end" in told(Params(n_per_group=60))


def test_the_significant_ones_promise_too_much_only_where_few_are():
    assert "promises too much" in told(Params())
    assert "no luck" in told(Params(gamma01=1.0))
    assert "promises what is not there" in told(Params(gamma01=0.0))
    some = str(losing.kept(np.array([-0.5, 0.5]), 0.0))
    assert "**0.50** on average (signs left out)" in some


def test_text_and_picture_count_alike():
    """False alarms are called so in both, and so are studies that are significant with the wrong sign."""
    for p in (Params(), Params(gamma01=0.0), Params(gamma01=0.05, budget=700, n_per_group=60)):
        run = LESSON.run(p)
        every, opening = hundred(run), blocks(Live, p)[0].filled
        (headline,) = hundred_figure(run).tables["count"]["label"]
        assert f"**{every.found.sum()}** of them" in opening
        assert headline.startswith(f"{every.found.sum()} of 100")
        assert ("false alarm" in opening) == ("false alarm" in headline) == (p.gamma01 == 0)
        reversed_too = p.gamma01 > 0 and every.reversed > 0
        assert ("reversed" in opening) == ("reversed" in headline) == reversed_too


def test_a_useless_program_is_the_same_world_without_the_effect():
    shown, set_so = hundred(LESSON.run(Params()), 0.0), hundred(LESSON.run(Params(gamma01=0.0)))
    for name in ("estimate", "low", "high", "t", "p"):
        assert getattr(shown, name) == pytest.approx(getattr(set_so, name), abs=1e-5)


def test_every_bar_is_within_the_axis_and_below_the_headline_and_an_arrow_says_where_it_goes_on():
    for p in Params.corners():
        run = LESSON.run(p)
        every, figure = hundred(run), hundred_figure(run)
        values, (low, high) = figure.tables["values"], figure.settings["y_domain"]
        assert low < values["bottom"].min()
        assert values["top"].max() <= high - 0.13 * (high - low)
        cut = (values["top"] < every.high).sum() + (values["bottom"] > every.low).sum()
        assert len(figure.tables["beyond"]["x"]) == cut
        assert ("An arrow" in str(figure.says)) == bool(cut)
    for effect in (0.0, 0.4, 1.0):
        assert not len(hundred_figure(LESSON.run(Params(gamma01=effect))).tables["beyond"]["x"])


def test_the_reader_is_on_every_axis():
    for p in Params.corners():
        for figure in (plans.alarm_figure(p), plans.budget_figure(p), plans.budget_figure(p, naive=True)):
            low, high = figure.settings["x_domain"]
            if figure.name == "alarms" and p.n_groups > plans.MOST_SCHOOLS:
                assert f"with {p.n_groups} schools →" in next(iter(figure.tables["here"]["said"]))
                continue
            for places in (figure.tables["here"], figure.tables["marks"]):
                assert all(low < x < high for x in places["x"])
    assert not len(plans.budget_figure(Params(icc=0.0)).tables["marks"]["x"])


def test_a_budget_is_just_enough_only_where_it_is_enough():
    base = Params(gamma01=0.4, icc=0.2, cost_ratio=20)
    for p in (base, base.but(n_per_group=10, budget=cheapest()), base.but(icc=0.0)):
        challenge = next(c for c in blocks(Challenge, p) if c.name == "cheapest")
        assert challenge.conditions[-1].met == challenge.solved


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
