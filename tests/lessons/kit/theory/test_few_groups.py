"""Few groups: what the two chi-squares give in closed form is what drawn samples and real fits do.

Held by: draws of the two sums of squares, fits of simulated data, the textbook's t where nothing is cut off at 0, and
the interval programs of the fitting layer, to the last digits.
"""

import numpy as np
import pytest
from scipy.special import stdtr, stdtrit

from lessons.kit.fit.refits import refit_of
from lessons.kit.studies import Analysis, Study
from lessons.kit.theory import FewGroups, edge_share, profile_ends, t_density, t_misses, t_reach
from lessons.kit.theory.few_groups import Z, spread_of_w

GRID = [
    (4, 2, 0.02), (6, 5, 0.1), (8, 3, 0.3), (10, 20, 0.1), (10, 20, 0.01), (30, 30, 0.05), (30, 5, 0.01), (100, 10, 0.2)
]  # fmt: skip
DRAWS = 60_000
BAND = 4 * 0.5 / DRAWS**0.5  # Four standard errors of a rate, at their largest.
QUADRATURE = 0.003  # Eight places within, and a kink where tau00 is found to be 0.


def drawn(n_groups: int, n: int, icc: float, reml: bool):
    """Sums of squares, what is found of them, and estimates of gamma01 = 0 with their standard errors."""
    design, rng = FewGroups(icc, 1 - icc, n_groups, n, reml), np.random.default_rng([n_groups, n])
    (b, w), (by_b, by_w) = design.df, design.divisors
    between, within = design.large * rng.chisquare(b, DRAWS), design.sigma2 * rng.chisquare(w, DRAWS)
    tau00 = np.maximum(0, (between / by_b - within / by_w) / n)
    sigma2 = np.where(tau00 == 0, (between + within) / (by_b + by_w), within / by_w)
    known = n * spread_of_w(n_groups)
    effect = rng.standard_normal(DRAWS) * np.sqrt(design.large / known)
    return design, between, within, tau00, sigma2, effect, np.sqrt((sigma2 + n * tau00) / known)


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize(("n_groups", "n", "icc"), GRID)
def test_all_closed_forms_agree_with_draws(n_groups: int, n: int, icc: float, reml: bool):
    design, _, _, tau00, sigma2, effect, se = drawn(n_groups, n, icc, reml)
    assert design.mean_found() == pytest.approx(tau00.mean(), abs=4 * tau00.std() / DRAWS**0.5)
    assert design.found_zero() == pytest.approx((tau00 == 0).mean(), abs=BAND)
    large = sigma2 + n * tau00
    error = np.sqrt(2 * large**2 / (n_groups - 1) + 2 * sigma2**2 / (n_groups * (n - 1))) / n
    assert design.wald_coverage() == pytest.approx((np.abs(tau00 - icc) <= Z * error).mean(), abs=BAND + QUADRATURE)
    assert design.effect_rate(0, t=False) == pytest.approx((np.abs(effect) > Z * se).mean(), abs=BAND + QUADRATURE)
    df = np.where(tau00 == 0, sum(design.df), design.df[0])
    for gamma01 in (0.0, 0.5):
        found = (np.abs(effect + gamma01) > stdtrit(df, 0.975) * se).mean()
        assert design.effect_rate(gamma01, t=True) == pytest.approx(found, abs=BAND + QUADRATURE)


@pytest.mark.parametrize(("n_groups", "n", "icc"), GRID)
def test_the_profile_covers_as_it_does_in_draws(n_groups: int, n: int, icc: float):
    design, between, within, *_ = drawn(n_groups, n, icc, True)
    low, high = profile_ends(between[:20_000], within[:20_000], n, *design.df)
    held = ((low <= icc) & (icc <= high)).mean()
    assert design.profile_coverage() == pytest.approx(held, abs=4 * (0.05 * 0.95 / 20_000) ** 0.5 + QUADRATURE)


def test_where_nothing_is_cut_off_it_is_the_textbook():
    design = FewGroups(0.5, 0.5, np.array([10, 30, 100]), 40)
    assert design.mean_found() == pytest.approx(0.5, abs=1e-4)
    assert design.effect_rate(0, t=True) == pytest.approx(0.05, abs=1e-4)
    assert design.effect_rate(0, t=False) == pytest.approx(t_misses(design.n_groups - 2), abs=1e-4)
    level = 0.5 + 0.5 / 40
    ml = FewGroups(0.5, 0.5, np.array([10, 30, 100]), 40, reml=False)
    # ML: (J - 2) / J of the variance of the means, less the part that is within.
    assert ml.mean_found() == pytest.approx(level * (ml.n_groups - 2) / ml.n_groups - 0.5 / 40, abs=1e-4)


def test_a_zero_is_found_as_often_as_the_f_of_one_group_fewer_says():
    """edge_share knows no w: with one more group it has as many df between, if not within."""
    for n in (2, 10, 40):
        here = float(FewGroups(0.05, 0.95, 20, n).found_zero())
        assert edge_share(0.05, 0.95, 20, n) < here < edge_share(0.05, 0.95, 18, n)


def test_bias_is_never_below_zero_by_reml_and_fades_with_groups():
    groups = np.arange(4, 200, 2)
    found = FewGroups(0.05, 0.95, groups, 5).mean_found()
    assert (found > 0.05).all()
    assert (np.diff(found) < 0).all()


@pytest.mark.parametrize(("reml", "intervals"), [(True, "wald"), (False, "wald"), (True, "profile")])
def test_intervals_of_the_fitting_layer_are_the_closed_forms(reml: bool, intervals):
    for n_groups, n, icc in ((6, 5, 0.1), (12, 10, 0.3), (30, 4, 0.02)):
        world = {"n_groups": n_groups, "n_per_group": n, "tau00": icc, "tau11": 0.0, "sigma2": 1 - icc, "gamma10": 0.0}
        study = Study("two_level", world, {"own": Analysis("y ~ w + (1 | group)")}, 12, 3)
        for sample in study.samples(0, 0):
            fit = refit_of("y ~ w + (1 | group)", sample, reml=reml, intervals=intervals)
            tau00, sigma2 = fit.variances["tau00"], fit.variances["sigma2"]
            if intervals == "wald":
                large = sigma2 + n * tau00
                se = np.sqrt(2 * large**2 / (n_groups - 1) + 2 * sigma2**2 / (n_groups * (n - 1))) / n
                assert se == pytest.approx(fit.variance_se["tau00"], rel=1e-6)
                continue
            cells = np.asarray(sample["y"]).reshape(n_groups, n)
            means, w = cells.mean(axis=1), np.arange(n_groups) % 2
            left = means - np.where(w == 0, means[::2].mean(), means[1::2].mean())
            between, within = n * (left**2).sum(), ((cells - means[:, None]) ** 2).sum()
            low, high = profile_ends(between, within, n, n_groups - 2, n_groups * (n - 1))
            # The layer searches on a grid refined five times.
            assert (float(low), float(high)) == pytest.approx(fit.variance_ends["tau00"], rel=2e-3, abs=2e-4)


@pytest.mark.parametrize(("n_groups", "n", "gamma10"), [(6, 4, 0.3), (10, 30, 0.1), (30, 5, 0.2)])
def test_the_slope_of_x_is_found_as_often_in_real_fits(n_groups: int, n: int, gamma10: float):
    world = {"n_groups": n_groups, "n_per_group": n, "tau00": 0.2, "tau11": 0.0, "sigma2": 0.8, "gamma10": gamma10}
    study = Study("two_level", world, {"own": Analysis("y ~ x + w + (1 | group)")}, 1000, 5)
    samples = [one for batch in range(study.n_batches) for one in study.samples(0, batch)]
    fits = [refit_of("y ~ x + w + (1 | group)", sample) for sample in samples]
    found = np.mean([abs(f.gamma["x"] / f.se["x"]) > stdtrit(f.df["x"], 0.975) for f in fits])
    # Four standard errors of the rate, and two points for variances that are known here and estimated there.
    assert FewGroups(0.2, 0.8, n_groups, n).slope_rate(gamma10, t=True) == pytest.approx(found, abs=0.063 + 0.02)


def test_t_is_the_t_of_the_textbook():
    df = np.array([2.0, 8, 28, 300])
    assert t_misses(df) == pytest.approx(2 * stdtr(df, -Z))
    assert t_reach(df) == pytest.approx(stdtrit(df, 0.975))
    assert t_reach(np.inf) == pytest.approx(1.959964, abs=1e-6)
    x = np.linspace(-60, 60, 200_001)
    for one in df[1:]:
        assert np.trapezoid(t_density(x, one), x) == pytest.approx(1, abs=1e-4)
        assert np.trapezoid(t_density(x, one) * (np.abs(x) > Z), x) == pytest.approx(t_misses(one), abs=1e-3)
