"""What dice explain, against dice."""

import numpy as np
import pytest

from lessons.kit.theory import dice_share, sink_errors


@pytest.mark.parametrize(("n_groups", "n_junk"), [(12, 1), (12, 5), (20, 6), (40, 3)])
def test_dice_explain_and_cost_what_the_closed_forms_say(n_groups: int, n_junk: int):
    rng, spread, n_samples = np.random.default_rng([n_groups, n_junk]), 4.0, 4_000
    shares, old, new = [], [], []
    for _ in range(n_samples):
        dice, y = rng.normal(size=(n_groups + 1, n_junk)), 3 + 2 * rng.normal(size=n_groups + 1)
        design = np.column_stack([np.ones(n_groups + 1), dice])
        weights = np.linalg.lstsq(design[:-1], y[:-1], rcond=None)[0]
        gap = y - design @ weights
        shares.append(1 - gap[:-1] @ gap[:-1] / (y[:-1].var() * n_groups))
        old.append(gap[:-1] @ gap[:-1] / n_groups)
        new.append(gap[-1] ** 2)
    truths = (dice_share(n_junk, n_groups), *sink_errors(spread, n_junk, n_groups))
    for found, truth in zip((shares, old, new), truths, strict=True):
        error = np.std(found, ddof=1) / n_samples**0.5
        assert abs(np.mean(found) - truth) < 4 * error


def test_without_dice_a_new_group_costs_what_the_mean_does_not_know():
    old, new = sink_errors(10.0, 0, 20)
    assert (old, new) == pytest.approx((9.5, 10.5))
    assert dice_share(0, 20) == 0
