"""The only room that knows glmm and statsmodels: DataFrame in, frozen Fit with textbook names out."""

from lessons.kit.fit.dummies import DummyFit, dummy_fit
from lessons.kit.fit.errors import FitError
from lessons.kit.fit.estimates import Estimates, GlmmFit, LmmFit, OlsFit
from lessons.kit.fit.generalized import fit_glmm
from lessons.kit.fit.icc_interval import icc_interval
from lessons.kit.fit.linear import fit_lmm
from lessons.kit.fit.ols import fit_ols
from lessons.kit.fit.opinion import SecondOpinion, second_opinion

__all__ = [
    "DummyFit",
    "Estimates",
    "FitError",
    "GlmmFit",
    "LmmFit",
    "OlsFit",
    "SecondOpinion",
    "dummy_fit",
    "fit_glmm",
    "fit_lmm",
    "fit_ols",
    "icc_interval",
    "second_opinion",
]
