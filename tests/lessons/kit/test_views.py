"""A fit in the words of a page: set beside found, and the interval of an ICC, which can be tiny or empty."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from lessons.kit.blocks.opinion import SecondOpinion
from lessons.kit.blocks.prose import Step
from lessons.kit.blocks.recovery import Recovery
from lessons.kit.fit import fit_lmm, icc_interval
from lessons.kit.lazily import Lazily
from lessons.kit.views import icc_span, recovery, set_and_found, set_found


def null(means, gap):
    """Three units a group around each mean, `gap` apart."""
    y = (np.asarray(means)[:, None] + gap * np.array([-1, 0, 1])).ravel()
    return fit_lmm("y ~ 1 + (1 | group)", pd.DataFrame({"y": y, "group": np.arange(len(means)).repeat(3).astype(str)}))


def test_the_interval_is_said_and_shown():
    found = null([48.0, 50, 51, 55, 60], 2)
    low, high = icc_interval(found)
    assert str(icc_span(found, "schools")) == f"{low:.2f} to {high:.2f}"
    assert set_found(found, "icc", 0.5).interval == pytest.approx((low, high))


def test_an_empty_interval_says_why_and_is_not_shown():
    found = null([50.0, 50.1, 49.9, 50, 50], 6)
    assert icc_interval(found) == (0, 0)
    assert "the means of firms lie closer together than chance" in str(icc_span(found, "firms"))
    assert set_found(found, "icc", 0.5).interval is None
    assert set_found(found, "icc", 0.5).found == pytest.approx(0, abs=1e-6)


def test_an_interval_that_two_digits_would_round_to_nothing_has_four(monkeypatch):
    found = null([48.0, 50, 51, 55, 60], 2)
    monkeypatch.setattr("lessons.kit.views.icc_interval", lambda fit: (0.0, 0.0031))
    assert str(icc_span(found, "schools")) == "0 to 0.0031"


def test_a_code_that_the_model_lacks_says_so_whatever_the_fit_calls_by_that_name():
    found = null([48.0, 50, 51, 55, 60], 2)
    rows = {row.code: row for row in recovery(found, "Says.", absent=("sigma2",), tau00=4, sigma2=1, gamma10=0).rows}
    assert rows["tau00"].found == found.tau00
    assert rows["sigma2"].found is None
    assert rows["sigma2"].why == rows["gamma10"].why == "not in this model"


def test_nothing_is_told_or_fitted_before_it_is_asked_for():
    found, fitted = null([48.0, 50, 51, 55, 60], 2), []

    def fit():
        fitted.append("null")
        return found

    def shown(run):
        told.append(run)
        return Recovery((), "Says.")

    run, told = SimpleNamespace(fits=Lazily({"null": fit})), []
    blocks = set_and_found(shown, run, "null")
    assert next(blocks) == Step("Set and found")
    assert not told
    recovered, opinion = blocks
    assert recovered == Recovery((), "Says.")
    assert told == [run]
    assert isinstance(opinion, SecondOpinion)
    assert not fitted
    assert "statsmodels" in opinion.ask()
    assert fitted
