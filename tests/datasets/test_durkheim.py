"""Durkheim (1897): the bands come out as printed."""

import numpy as np
import pytest

from datasets import load

PRINTED = {"over 90 %": 264.6, "68-89 %": 220.0, "40-50 %": 163.6, "28-32 %": 95.6}


def test_the_mean_rate_of_every_band_is_the_printed_one():
    means = load("durkheim1897").groupby("band", observed=True)["suicides_per_million"].mean()
    # .35: the printed 163.6 is .27 from the mean of the printed rates
    assert means.to_dict() == pytest.approx(PRINTED, abs=0.35)
    assert means.round(1).to_dict() == {
        "over 90 %": 264.6,
        "68-89 %": 220.0,
        "40-50 %": 163.9,
        "28-32 %": 95.6,
    }


def test_the_provinces_add_up_to_the_printed_census():
    totals = load("durkheim1897")[["population", "protestant", "catholic", "jewish"]].sum()
    assert totals.tolist() == [29_957_367, 19_232_449, 10_252_818, 372_059]


def test_two_provinces_do_not_fit_their_bands():
    table = load("durkheim1897").set_index("province")
    edges = {"over 90 %": (90, 100), "68-89 %": (68, 89), "40-50 %": (40, 50), "28-32 %": (27, 32)}
    bounds = [edges[band] for band in table["band"]]
    share = table["protestant_percent"]
    outside = [not low <= value <= high for value, (low, high) in zip(share, bounds, strict=True)]
    assert table.index[outside].tolist() == ["Brandenburg and Berlin", "Hohenzollern"]


def test_the_ecological_regression_over_provinces():
    table = load("durkheim1897")
    rate, share = table["suicides_per_million"] / 10, table["protestant_percent"] / 100
    slope, intercept = np.polyfit(share, rate, 1)
    assert (intercept, slope) == pytest.approx((6.16, 20.06), abs=0.01)
    assert np.corrcoef(share, rate)[0, 1] == pytest.approx(0.746, abs=0.001)
