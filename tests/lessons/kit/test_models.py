"""Models declared once: their options, their fits when asked for, their code."""

import numpy as np
import pytest

from datasets.simulate import make_draws, two_level
from lessons.kit.models import Model, Models, group_means

MODELS = Models(
    single=Model("One line", "y ~ x"),
    means=Model("Means only", "y ~ x", means=True),
    robust=Model("Robust", "y ~ x", cluster="group"),
    mixed=Model("Random intercept", "y ~ x + (1 | group)"),
)
DATA = two_level(make_draws(3, 12, 8), n_groups=12, n_per_group=8, gamma10=2, tau00=4, sigma2=9)


def test_a_choice_offers_them_in_order():
    assert MODELS.options == {
        "single": "One line",
        "means": "Means only",
        "robust": "Robust",
        "mixed": "Random intercept",
    }
    assert list(MODELS.only("mixed", "single")) == ["mixed", "single"]


def test_each_is_fitted_when_first_asked_for():
    fits = MODELS.fit(DATA)
    assert fits["single"].n_total == 96
    assert fits["means"].n_total == 12
    assert fits["robust"].cluster == "group"
    assert fits["mixed"].tau00 > 0
    assert fits["mixed"] is fits["mixed"]
    assert fits["robust"].gamma == pytest.approx(fits["single"].gamma)


def test_group_means_are_those_of_pandas_in_any_order_of_rows():
    mixed_up = DATA.sample(frac=1, random_state=2)
    expected = DATA.groupby("group", observed=True)[["x", "y", "u0", "u1"]].mean()
    np.testing.assert_allclose(group_means(mixed_up)[["x", "y", "u0", "u1"]], expected)


def test_what_is_taken_along_says_whether_means_were_regressed():
    fits = MODELS.fit(DATA)
    assert MODELS.take("means", fits).aggregate_by == "group"
    assert MODELS.take("mixed", fits).formula == "y ~ x + (1 | group)"
