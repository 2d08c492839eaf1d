"""Dependence: two plans from the same draws, and simulation that agrees with the closed forms beside it."""

import numpy as np
import pytest

from datasets.simulate import make_draws, simulated_design_effects, two_plans
from lessons.kit import many_samples, misses, real_design
from lessons.kit.fit.estimates import t_quantile
from lessons.kit.pictures.real import real_fits
from lessons.kit.pictures.real_errors import MEAN
from lessons.kit.repeats import Samples, heard_by
from lessons.kit.theory import design_effect, naive_miss_rate
from lessons.why.dependence import (
    GAMMA00,
    LESSON,
    MODELS,
    ROWS,
    TOTAL,
    TWO_STAGE,
    hundred,
    hundred_intervals,
    mean_se,
    miss_rate,
    missed,
    predict_misses,
    predict_worth,
    simulate,
)
from lessons.why.useless_program import predict_doubling, program_tests


def again(p, n_samples: int, term: str) -> Samples:
    """The same world many times over, with all four fits."""
    return many_samples("again", "Again", p, simulate, MODELS, term, lambda samples: ()).repeat(n_samples)


def start(**changes):
    return LESSON.params(**changes)


def test_without_correlation_both_plans_draw_the_same_pupils():
    data = LESSON.run(start(icc=0, gamma01=4)).data
    assert np.allclose(data["y"], data["y_simple"])


def test_a_slider_stretches_the_two_stage_sample_and_leaves_the_simple_one_alone():
    before, after = (LESSON.run(start(icc=icc)).data for icc in (0.1, 0.2))
    assert before["y_simple"].equals(after["y_simple"])
    assert after["u0"].to_numpy() == pytest.approx(2**0.5 * before["u0"].to_numpy())


def test_more_pupils_and_schools_move_nobody_who_was_there():
    draws = make_draws(5, 20, 30)
    small, large = (two_plans(draws, n_groups=j, n_per_group=n) for j, n in ((4, 10), (20, 30)))
    for column in ("w", "y", "y_simple"):
        kept = large[column].to_numpy().reshape(20, 30)[:4, :10].ravel()
        assert np.allclose(small[column], kept)


def test_the_total_variance_is_the_same_at_every_correlation():
    # 4,000 groups of 2: a sample variance of 8,000 hardly correlated values is right to about 2 %.
    draws = make_draws(2, 4000, 2)
    for icc in (0.0, 0.1, 0.3):
        data = two_plans(draws, n_groups=4000, n_per_group=2, icc=icc, total=TOTAL)
        assert data[["y", "y_simple"]].var().to_numpy() == pytest.approx(TOTAL, rel=0.06)


@pytest.mark.parametrize(
    ("change", "says"), [({"icc": 1.2}, "between 0 and 1"), ({"total": -1.0}, "negative"), ({"n_groups": 9}, "smaller")]
)
def test_an_impossible_world_is_refused_in_plain_words(change, says):
    with pytest.raises(ValueError, match=says):
        two_plans(make_draws(1, 8, 5), **({"n_groups": 8, "n_per_group": 5} | change))


def test_half_of_the_schools_run_the_program_and_the_intercept_is_the_mean():
    run = LESSON.run(start(gamma01=4))
    assert run.data.groupby("group", observed=True)["w"].first().mean() == 0
    for name in ("naive", "cluster", "mixed"):
        assert run.fits[name].gamma["Intercept"] == pytest.approx(run.data["y"].mean())


def test_naive_errors_cannot_tell_the_plans_apart_and_the_others_can():
    fits = LESSON.run(start()).fits
    se = {name: found.se["Intercept"] for name, found in fits.items()}
    assert se["naive"] == pytest.approx(se["simple"], rel=0.1)
    assert min(se["cluster"], se["mixed"]) > 1.5 * se["naive"]


@pytest.mark.parametrize(("n_groups", "n_per_group", "icc"), [(20, 30, 0.1), (10, 60, 0.3), (60, 4, 0.05)])
def test_simulated_misses_agree_with_the_closed_form(n_groups, n_per_group, icc):
    p = start(n_groups=n_groups, n_per_group=n_per_group, icc=icc)
    for term, truth in (("Intercept", GAMMA00), ("w", 0.0)):
        found = misses(again(p, 1000, term), truth, ROWS)
        # Three Monte Carlo standard errors: the interval reaches about 1.96 of them to each side.
        for name, expected in (("naive", 100 * miss_rate(p)), ("simple", 5.0)):
            reach = (found[name].high - found[name].low) / 2
            assert found[name].estimate == pytest.approx(expected, abs=1.6 * reach), (term, name)
        assert found["mixed"].estimate < found["naive"].estimate


@pytest.mark.parametrize(("n_groups", "n_per_group", "icc"), [(4, 2, 0.3), (4, 5, 0.3), (6, 30, 0.1), (20, 60, 0.02)])
def test_the_rate_of_misses_is_right_in_small_designs_too(n_groups, n_per_group, icc):
    rng, n_samples = np.random.default_rng(4), 40_000
    mean, within = np.empty((2, n_samples))
    sd_u, sd_e = np.sqrt([icc, 1 - icc])
    for k in range(0, n_samples, 2000):
        shape = (2000, n_groups, n_per_group)
        y = sd_u * rng.standard_normal((*shape[:2], 1)) + sd_e * rng.standard_normal(shape)
        halves = y.reshape(2000, -1, 2, n_per_group).mean(axis=(1, 3), keepdims=True)
        residual = (y.reshape(2000, -1, 2, n_per_group) - halves).reshape(2000, -1)
        mean[k : k + 2000] = y.mean(axis=(1, 2))
        within[k : k + 2000] = (residual**2).sum(axis=1) / (residual.shape[1] - 2)
    n_total = n_groups * n_per_group
    missed = np.abs(mean) > t_quantile(0.975, n_total - 2) * np.sqrt(within / n_total)
    expected = naive_miss_rate(n_groups, n_per_group, icc)
    # Four Monte Carlo standard errors.
    assert missed.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / n_samples))


def test_a_rate_of_misses_needs_groups_of_two_or_more():
    with pytest.raises(ValueError, match="three groups"):
        naive_miss_rate(4, 1, 0.1)


def test_where_schools_do_not_differ_no_reason_says_that_they_do():
    run = LESSON.run(start(icc=0))
    worth, doubling = predict_worth(run), predict_doubling(run)
    reasons = [*worth.reasons.values(), *(reason for _, reason in doubling.options.values())]
    assert all(reason.startswith("Schools do not differ here") for reason in reasons)


def test_a_useless_program_looks_useful_far_more_often_than_five_times_in_a_hundred():
    # The rule over quantiles is right to .00003.
    assert naive_miss_rate(20, 30, 0.0) == pytest.approx(0.05, abs=3e-5)
    for corner in LESSON.params.corners():
        assert miss_rate(corner) >= 0.05 - 3e-5
        if corner.icc > 0:
            assert naive_miss_rate(corner.n_groups, 2 * corner.n_per_group, corner.icc) > miss_rate(corner)


def test_cluster_robust_errors_are_too_small_with_four_schools_as_the_page_says():
    p = start(n_groups=4)
    assert misses(again(p, 600, "w"), 0.0, ROWS)["cluster"].low > 5


def test_the_simulated_design_effect_lies_about_its_formula():
    found = simulated_design_effects(3, 2000, 20, 0.1)
    expected = design_effect(found["x"], 0.1)
    # Seven 95 % intervals on shared draws: all of them, widened by half on the log scale (2.9 standard errors).
    wide = (found["high"] / found["y"]) ** 0.5
    assert ((found["low"] / wide < expected) & (expected < found["high"] * wide)).all()


def test_the_intervals_of_the_simulated_design_effect_cover_at_their_level():
    inside = []
    for seed in range(1, 61):
        found = simulated_design_effects(seed, 100, 20, 0.2)
        at = found["x"].tolist().index(30)
        inside.append(found["low"][at] <= design_effect(30, 0.2) <= found["high"][at])
    # 60 samples at .95: 50 or fewer would happen once in 10,000 times.
    assert sum(inside) > 50


def test_without_correlation_the_design_effect_is_one_and_certain():
    found = simulated_design_effects(1, 50, 4, 0.0)
    for part in ("y", "low", "high"):
        assert found[part] == pytest.approx(1.0, abs=1e-6)


def test_the_true_standard_error_is_the_spread_of_the_estimates():
    p = start()
    samples = again(p, 1000, "Intercept")
    spread = {name: samples.summary(name, GAMMA00).spread for name in ("naive", "simple")}
    # A simulated SD of 1,000 is right to 1 / sqrt(2000) = 2.2 %; three of those.
    assert spread["naive"] == pytest.approx(mean_se(p), rel=0.07)
    assert spread["simple"] == pytest.approx((TOTAL / p.n_total) ** 0.5, rel=0.07)


def test_predictions_have_the_textbook_answers():
    run = LESSON.run(start())
    # At .03 and 30 pupils deff is 1.87, and P(|z| > 1.96 / sqrt(1.87)) is .152.
    assert predict_misses(run).truth == pytest.approx(15.2, abs=0.5)
    assert 100 * miss_rate(run.p) == pytest.approx(32, abs=1)
    assert predict_worth(run).truth == pytest.approx(100 / 3.9)
    assert predict_doubling(run).truth == "more"
    assert predict_doubling(LESSON.run(start(icc=0))).truth == "same"


@pytest.mark.parametrize("model", ROWS)
def test_the_first_of_the_hundred_is_the_sample_in_view(model):
    for p in (start(), start(n_groups=4, n_per_group=2, icc=0.3, gamma01=4, seed=8)):
        found, fit = hundred_intervals(p, model), LESSON.run(p).fits[model]
        low, high = fit.interval()["Intercept"]
        assert found.estimate[0] == pytest.approx(fit.gamma["Intercept"])
        # The mixed model's variances come from an optimizer.
        assert (found.low[0], found.high[0]) == pytest.approx((low, high), abs=1e-4)


def test_the_intervals_that_miss_are_counted_and_marked():
    run = LESSON.run(start())
    figure = hundred(run)
    values = figure.tables["values"]
    outside = (values["low"] > GAMMA00) | (values["high"] < GAMMA00)
    assert len(outside) == 100
    assert values["miss"].tolist() == outside.tolist()
    assert list(figure.tables["count"]["label"]) == [f"{outside.sum()} of 100 miss"]
    assert missed(run) == outside.sum()


def test_a_hundred_intervals_miss_as_often_as_the_closed_form_says():
    counts = np.array([missed(LESSON.run(start(seed=seed))) for seed in range(1, 41)])
    expected = 100 * miss_rate(start())
    # 4,000 intervals: four Monte Carlo standard errors of a share.
    assert counts.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected * (100 - expected) / 4000))


def test_more_correlation_stretches_the_same_hundred_means():
    none, some, more = (hundred_intervals(start(icc=icc), "naive").estimate for icc in (0.0, 0.1, 0.3))
    simple = hundred_intervals(start(), "simple").estimate
    assert none == pytest.approx(simple)
    # sqrt(icc v) u + sqrt((1 - icc) v) e: two worlds give u, and with it the third.
    u = (some - GAMMA00 - np.sqrt(0.9) * (none - GAMMA00)) / np.sqrt(0.1)
    assert more - GAMMA00 == pytest.approx(np.sqrt(0.3) * u + np.sqrt(0.7) * (none - GAMMA00))


def test_what_the_tests_find_is_called_a_false_alarm_only_without_an_effect():
    for gamma01, words in ((0, "false alarm"), (6, "there is one to find")):
        block = program_tests(LESSON.run(start(gamma01=gamma01)), simulate, TWO_STAGE)
        figure, said = block.show(block.repeat(30))
        assert words in said.filled
        assert "Monte Carlo" in str(figure.says)


def test_a_run_of_many_samples_says_how_far_it_is():
    shares = []
    with heard_by(shares.append):
        again(start(n_groups=4, n_per_group=2), 10, "w")
    assert shares == [i / 10 for i in range(10)]
    again(start(n_groups=4, n_per_group=2), 5, "w")
    assert len(shares) == 10


def test_high_school_and_beyond_gives_its_known_correlation_and_design_effect():
    found = real_design("hsb")
    # Raudenbush and Bryk (2002), table 4.2: tau00 8.61, sigma2 39.15, so an ICC of .18.
    assert found.null.icc == pytest.approx(0.18, abs=0.005)
    assert found.mended == pytest.approx(real_fits("hsb", MEAN)["cluster"].se["Intercept"], rel=0.1)


def test_what_is_taken_away_is_a_model_that_a_script_can_fit():
    for model, formula in (("naive", "y ~ w"), ("cluster", "y ~ w"), ("mixed", "y ~ w + (1 | group)")):
        taken = LESSON.taken(LESSON.run(start(model=model)))
        assert taken.formula == formula
        assert bool(taken.cluster) == (model == "cluster")
