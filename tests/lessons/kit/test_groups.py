"""The level-2 view agrees with pandas, whatever the order of the units."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.kit.columns import columns_of, labels
from lessons.kit.groups import Groups


def shuffled(seed: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    names = rng.choice(list("abcdef"), size=40)
    w = dict(zip("abcdef", rng.normal(size=6), strict=True))
    table = {"group": pd.Categorical(names, [*"fedcba", "empty"]), "y": rng.normal(size=40)}
    return pd.DataFrame(table | {"w": [w[name] for name in names]})


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_every_view_is_what_pandas_finds(seed):
    data = shuffled(seed)
    found, expected = Groups(columns_of(data)), data.groupby("group", observed=True)
    assert list(found.names) == list(expected["y"].mean().index)
    np.testing.assert_allclose(found.mean("y"), expected["y"].mean())
    np.testing.assert_allclose(found.spread("y"), expected["y"].var().fillna(0), atol=1e-12)
    np.testing.assert_allclose(found.ends("y"), expected["y"].agg(["min", "max"]))
    np.testing.assert_allclose(found.first("w"), expected["w"].first())
    np.testing.assert_array_equal(found.n, expected.size())
    np.testing.assert_array_equal(found.number(), expected.cumcount())
    np.testing.assert_allclose(found.within("y"), data["y"] - expected["y"].transform("mean"))


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_the_slope_in_a_group_is_that_of_its_own_regression(seed):
    rng = np.random.default_rng(seed)
    data = pd.DataFrame({"group": rng.permutation(np.repeat(list("abcd"), 5)), "x": rng.normal(size=20)})
    data = data.assign(y=rng.normal(size=20))
    found = Groups(columns_of(data))
    by_hand = [
        np.polyfit(data["x"][data["group"] == name], data["y"][data["group"] == name], 1)[0] for name in found.names
    ]
    np.testing.assert_allclose(found.slope("x", "y"), by_hand, rtol=1e-6, atol=1e-6)


def test_a_column_of_names_has_no_mean():
    with pytest.raises(TypeError, match="names"):
        Groups({"group": labels("ab"), "t": labels("uv")}).mean("t")
