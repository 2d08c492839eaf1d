"""A hundred intervals without a fit are those of a hundred fits."""

import numpy as np
import pytest

from datasets.simulate import Draws, make_draws, repeated_groups, two_plans
from lessons.kit.theory import plan_intervals
from lessons.why.dependence import GAMMA00, MODELS, TOTAL

TERMS = ("Intercept", "w")


def draws_of(seed: int, n_samples: int, sample: int) -> Draws:
    """The draws of one of many samples, undone from the sums that are kept."""
    by_unit = [repeated_groups(seed, n_samples, 60, n) for n in range(1, 61)]
    sums = np.stack([drawn.mean[sample] * drawn.n_per_group for drawn in by_unit], axis=1)
    e = np.diff(sums, axis=1, prepend=0.0)
    return Draws(by_unit[0].u[sample][:, None], e[:, 0], e, e)


@pytest.mark.parametrize(
    ("n_groups", "n_per_group", "icc", "gamma01"), [(20, 30, 0.1, 0), (4, 2, 0.3, 3), (60, 10, 0.0, 0), (6, 5, 0.02, 8)]
)
def test_the_intervals_are_those_that_the_fits_report(n_groups, n_per_group, icc, gamma01):
    drawn = repeated_groups(3, 100, n_groups, n_per_group)
    world = {"icc": icc, "total": TOTAL, "gamma00": GAMMA00, "gamma01": gamma01}
    for sample in (0, 1, 57, 99):
        data = two_plans(draws_of(3, 100, sample), n_groups=n_groups, n_per_group=n_per_group, **world)
        for model, fit in MODELS.fit(data).items():
            error, share = ("naive", 0.0) if model == "simple" else (model, icc)
            found = plan_intervals(drawn, error, **world | {"icc": share})
            for term in TERMS:
                ends = (found[term].low[sample], found[term].high[sample])
                # The mixed model's variances come from an optimizer, the rest from sums: rounding alone.
                close = 1e-4 if model == "mixed" else 1e-8
                assert found[term].estimate[sample] == pytest.approx(fit.gamma[term], abs=1e-8)
                assert ends == pytest.approx(fit.interval()[term], abs=close), (model, term, sample)


def test_the_first_sample_has_the_draws_of_the_seed_itself():
    own, drawn = make_draws(7, 60, 60), repeated_groups(7, 100, 12, 9)
    assert drawn.u[0] == pytest.approx(own.group[:12, 0])
    assert drawn.mean[0] == pytest.approx(own.e[:12, :9].mean(axis=1))
    assert drawn.square[0] == pytest.approx(own.e[:12, :9].var(axis=1) * 9)


def test_more_groups_move_no_group_that_was_there():
    few, many = (repeated_groups(2, 100, n_groups, 10) for n_groups in (4, 40))
    assert np.array_equal(few.u, many.u[:, :4])
    assert np.array_equal(few.mean, many.mean[:, :4])


def test_a_world_larger_than_the_draws_is_refused():
    with pytest.raises(ValueError, match="smaller world"):
        repeated_groups(1, 100, 61, 10)
