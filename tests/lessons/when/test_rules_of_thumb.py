"""Rules of thumb: the field is what fits do, the live samples are fitted as the engine fits, and the study is lme4's.

Held by: simulated fits against the closed forms within their Monte Carlo error, the engine's own intervals, lme4's
answers for the sleep study (tests/oracles/answers.csv, profiles.csv), and what Maas and Hox (2005) found, as
tests/lessons/kit/studies/test_maas_and_hox.py has it.
"""

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from lessons import kit
from lessons.when import again, few
from lessons.when.contours import contour
from lessons.when.field import ASKS, CELLS, METHODS, RULES, answer, field, here, short, tint
from lessons.when.rules_of_thumb import LESSON, MODELS, fewer, thirty

ORACLES = Path(__file__).parents[2] / "oracles"
P = LESSON.params
EVERY = tuple(product(ASKS, METHODS))


@pytest.mark.parametrize(("ask", "method"), EVERY)
def test_the_exact_number_is_that_of_refitted_samples(ask: str, method: str):
    outside = []
    for k, (n_groups, n, icc) in enumerate(((6, 4, 0.1), (10, 30, 0.1), (16, 10, 0.3), (24, 3, 0.02))):
        p = P(ask=ask, method=method, n_groups=n_groups, n_per_group=n, icc=icc, seed=11 + k)
        one = again.rate(p, again.live(p))
        # Twice the half-width of a 95 % interval: one in some 15,000 lies further off; two points for the slope of x,
        # whose closed form knows the variances.
        room = (one.high - one.low) + (2 if ask == "power_x" else 0)
        if not one.low - room / 2 <= here(p) <= one.high + room / 2:
            outside.append((p, one, here(p)))
    assert not outside


@pytest.mark.parametrize(("ask", "method"), EVERY)
def test_intervals_while_the_hand_moves_are_those_of_the_engine(ask: str, method: str):
    p = P(ask=ask, method=method, n_groups=8, n_per_group=5)
    study = again.study(p, p.seed, 200)
    assert study.models["own"] == again.analysis(ask, method)
    found = again.live(p)
    one = again.analysis(ask, method)
    for k, sample in enumerate(study.samples(0, 0, 8)):
        fit = again.refit_of(
            one.formula, sample, reml=one.reml, df=one.test == "satterthwaite", intervals=one.intervals
        )
        about = ASKS[ask].about
        if about != "tau00":
            term = again.TERMS[about]
            reach = fit.se[term] * float(kit.theory.t_reach(fit.df[term] if method == "care" else np.inf))
            ends = fit.gamma[term] - reach, fit.gamma[term] + reach
        elif method == "care":
            ends = fit.variance_ends["tau00"]
        else:
            reach = again.Z * fit.variance_se["tau00"]
            ends = fit.variances["tau00"] - reach, fit.variances["tau00"] + reach
        assert (found.low[k], found.high[k]) == pytest.approx(ends, rel=3e-3, abs=5e-4)


def test_one_more_sample_is_the_engines_own():
    p = P(ask="cover_tau", method="care", n_groups=8, n_per_group=5)
    samples = again.many(p, again.live(p)).repeat(40)
    assert samples.n == 40
    assert (samples.columns["low"] <= samples.columns["estimate"]).all()
    assert (samples.columns["estimate"] <= samples.columns["high"]).all()


def test_large_designs_are_drawn_less_often_and_say_so():
    small, large = (again.live(P(n_groups=n, n_per_group=n // 2)) for n in (10, 120))
    assert len(small.estimate) == again.MOST
    assert again.FEWEST <= len(large.estimate) < again.MOST


def test_what_does_not_matter_moves_no_sample():
    assert again.live(P()) is again.live(P())
    assert (again.live(P(icc=0.3)).zero.shape) == again.live(P()).zero.shape


def test_the_field_holds_every_design_and_its_rules_are_on_it():
    figure = field(P(), same=True)
    cells = figure.tables["cells"]
    assert len(cells["x"]) == CELLS[0] * CELLS[1]
    for name, (n_groups, n) in RULES.items():
        inside = (cells["x"] <= n_groups) & (n_groups <= cells["x2"]) & (cells["y"] <= n) & (n <= cells["y2"])
        exact = here(P(), n_groups=n_groups, n_per_group=n)
        assert np.abs(cells["value"][inside] - exact).min() < 4, name
    assert figure.tables["same"]["x"] * figure.tables["same"]["y"] == pytest.approx(P().total)


def test_the_ground_is_smooth_there_is_no_cliff():
    """No two designs that differ by two groups are far apart, and the step over 30 is no larger than one before it."""
    groups = np.arange(10, 120, 2)
    for ask, method in EVERY:
        steps = np.abs(np.diff(answer(ask, method, 0.1, 0.4, 0.1, groups, 20)))
        assert steps.max() < 12, (ask, method)
        at_thirty = steps[list(groups).index(30)]
        assert at_thirty <= 1.2 * steps[list(groups).index(26)] + 0.05, (ask, method)


def test_a_rule_depends_on_the_icc_and_on_the_question():
    power = [answer("power_w", "reml", icc, 0.4, 0.1, 30, 30) for icc in (0.02, 0.1, 0.5)]
    assert power[0] > 95 > power[1] > 80 > 40 > power[2]
    # The slope within groups is the better known the less is within.
    slope = [answer("power_x", "reml", icc, 0.4, 0.1, 30, 30) for icc in (0.02, 0.1, 0.5)]
    assert slope[0] < slope[1] < slope[2]


def test_wald_misses_too_often_with_few_groups_and_the_profile_does_not():
    """As Maas and Hox (2005) say: with 50 groups or fewer standard errors of level-2 variances are too small."""
    wald, profile = (
        answer("cover_tau", method, 0.2, 0, 0, np.array([10, 30, 50, 100]), 30) for method in ("reml", "care")
    )
    assert (np.diff(wald) > 0).all()
    assert wald[0] < 86
    assert wald[-1] > 93
    assert profile == pytest.approx(95, abs=0.7)


@pytest.mark.parametrize(("ask", "value", "off"), [("power_w", 90, 0), ("power_w", 60, -20), ("cover_w", 97, 2),
                                                   ("bias", -9, -9), ("zero", 12, -12), ("zero", 0, 0)])  # fmt: skip
def test_short_is_counted_from_what_is_asked(ask: str, value: float, off: float):
    assert short(ask, value) == pytest.approx(off)
    assert np.sign(tint(ask, short(ask, value))) == np.sign(off)
    assert abs(tint(ask, 400.0)) == 1


def test_challenges_are_solved_by_their_solutions_and_not_by_others():
    for make in (thirty, fewer):
        start = make(LESSON.run(P()))
        assert not start.solved
        assert make(LESSON.run(P(**start.solution))).solved
    # The same question with a larger ICC is not another one; nor does a rule fail where the program is found.
    assert not thirty(LESSON.run(P(ask="power_w", icc=0.5, n_groups=30, n_per_group=30))).solved
    assert not thirty(LESSON.run(P(ask="power_x", icc=0.05, n_groups=30, n_per_group=30))).solved
    assert not fewer(LESSON.run(P(icc=0.3, n_groups=20, n_per_group=60, gamma10=0.15))).solved


def test_the_simulator_has_the_moments_that_were_set():
    p = P(icc=0.4, n_groups=120, n_per_group=60, gamma01=1.0, gamma10=0.5)
    data = LESSON.run(p).data
    fit = kit.fit_lmm(MODELS["both"].formula, data)
    for value, truth, room in ((fit.gamma["x"], 0.5, 0.04), (fit.gamma["w"], 1.0, 0.5), (fit.tau00, 0.4, 0.2)):
        assert value == pytest.approx(truth, abs=room)
    assert fit.sigma2 == pytest.approx(0.6, abs=0.05)
    assert data.groupby("group", observed=True)["w"].nunique().max() == 1
    assert data["w"].mean() == 0.5


def test_one_number_is_told_in_the_picture_and_in_the_sentence():
    """100 samples in both, counted the same way round, and at the start about what is worked out without drawing."""
    for ask, method in EVERY:
        p = P(ask=ask, method=method)
        found = again.live(p)
        figure, one = again.intervals(p, found), again.rate(p, found)
        (head,) = figure.tables["count"]["label"].names
        told = again.told(p, found, again.SHOWN)
        assert len(figure.tables["values"]["x"]) == one.n == again.MOST
        if ask != "bias":
            assert head.startswith(f"{one.value:.0f} of 100 ")
        assert f"**{kit.number(one.value, 1)} %**" in told.filled
        assert "The two agree." in told.filled, (ask, method)
        sorted_by_rank = figure.tables["values"]["y"][np.argsort(figure.tables["values"]["x"])]
        assert (np.diff(sorted_by_rank) >= 0).all()


def test_what_a_thousand_samples_say_stands_in_the_place_of_what_fewer_said():
    p = P()
    block = again.many(p, again.live(p))
    assert len(block.before) == len(block.show(block.repeat(10))) == 1


def test_the_start_is_a_typical_sample():
    fit = LESSON.run(P()).fits["both"]
    assert fit.gamma["w"] == pytest.approx(0.4, abs=0.1)
    assert fit.gamma["x"] == pytest.approx(0.1, abs=0.03)
    assert fit.tau00 == pytest.approx(0.1, abs=0.03)


def test_both_steps_about_the_variance_speak_of_the_same_model():
    p = P(icc=0.01)
    assert few.seen(p, p.n_groups)[1] == pytest.approx(here(p, "zero", method="reml"))


def test_the_test_of_the_variance_is_that_of_a_model_with_the_program():
    """Twice the gain in the REML likelihood of a fit, from sums of squares on J - 2 and J (n - 1) df."""
    for seed in range(1, 9):
        p = P(n_groups=8, n_per_group=5, icc=0.2, seed=seed)
        data = LESSON.run(p).data
        between, within = again.sums_of_squares(data["y"].to_numpy()[None], 8)
        left = 6, 32
        f = float(between[0] / left[0] / (within[0] / left[1]))
        fit = kit.fit_lmm("y ~ w + (1 | group)", data)
        square = float(between[0] + within[0])
        # -2 log REML without groups: (N - 2) (log(2 pi s2) + 1) + log|X'X|, and |X'X| is N^2 / 4.
        without = 38 * (np.log(2 * np.pi * square / 38) + 1) + np.log(40**2 / 4)
        gain = without + 2 * fit.loglik
        assert gain == pytest.approx(kit.theory.likelihood_ratio(f, 8, 5, left), abs=1e-4)


def test_where_schools_share_next_to_nothing_nobody_is_told_that_the_design_pays():
    told = few.seen_in_words(P(icc=0.01, n_groups=120, n_per_group=2)).filled
    assert "costs next to nothing" in told
    assert "still pays for" in few.seen_in_words(P(icc=0.02, n_groups=10, n_per_group=30)).filled
    assert "mostly sees" in few.seen_in_words(P(icc=0.3, n_groups=40, n_per_group=30)).filled


def test_a_contour_lies_where_the_answer_is_its_level():
    x, y = np.geomspace(4, 200, 30), np.geomspace(2, 70, 20)
    wide, tall = np.meshgrid(x, y, indexing="ij")
    for start, end in zip(*contour(x, y, np.log(wide * tall), np.log(200)), strict=True):
        assert start.prod() == pytest.approx(200)
        assert end.prod() == pytest.approx(200)
    starts, _ = contour(x, y, np.log(wide * tall), 99.0)
    assert not len(starts)


def test_what_looks_different_is_different():
    """34 of 100 and 50 of 100 differ in color, and so do a program's intervals that miss 9 and 5."""
    for ask, first, second in (("power_w", 34, 50), ("power_w", 10, 20), ("cover_w", 91, 95), ("cover_w", 84, 88)):
        one, other = (tint(ask, short(ask, value)) for value in (first, second))
        assert other - one > 0.1


def test_found_is_told_as_the_choice_judges_it():
    assert few.leans(105.1) == "high"
    assert few.leans(105.0) == few.leans(95.0) == "same"
    assert few.found(P(icc=0.02, n_groups=10, n_per_group=20), "reml") > 105


def oracle(file: str, model: str, *columns: str) -> dict[tuple[str, str], float]:
    with (ORACLES / file).open(encoding="utf-8") as rows:
        table = csv.DictReader(line for line in rows if not line.startswith("#"))
        key = table.fieldnames[0]
        return {tuple(row[c] for c in columns): float(row["value"]) for row in table if row[key] == model}


def test_the_sleep_study_is_that_of_lme4():
    found = oracle("answers.csv", "sleepstudy_rs_reml", "quantity", "key")
    fit = kit.real_fits("sleepstudy", MODELS)["days"]
    assert fit.gamma["x"] == pytest.approx(found["gamma", "days"], rel=1e-5)
    assert fit.se["x"] == pytest.approx(found["se", "days"], rel=1e-3)
    assert fit.tau00 == pytest.approx(found["tau", "subject|Intercept|Intercept"], rel=2e-3)
    assert fit.sigma2 == pytest.approx(found["sigma2", ""], rel=1e-4)
    assert fit.df["x"] == pytest.approx(17, abs=0.05)
    ends = oracle("profiles.csv", "sleepstudy_rs_ml", "code", "end")
    ml = kit.fit_lmm(MODELS["days"].formula, kit.real_data("sleepstudy"), reml=False)
    low, high = ml.variance_interval()["tau00"]
    assert (low, high) == pytest.approx((ends["tau00", "low"], ends["tau00", "high"]), rel=5e-3)
