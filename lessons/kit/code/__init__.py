"""The model as code that runs elsewhere: one dialect a file, one door.

Text in, text out: nothing is fitted here. Each script reads the table that lies beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from lessons.kit.code import julia, python_glmm, python_statsmodels, r_lme4, spss, stata
from lessons.kit.code.codebook import codebook
from lessons.kit.code.model import TakeModel, take_model

__all__ = ["DIALECTS", "Dialect", "TakeModel", "codebook", "dialects", "take_model"]


@dataclass(frozen=True)
class Dialect:
    """One program: its name, its script's file name, the language to highlight, and who writes the script."""

    title: str
    file: str
    language: str
    write: Callable[[TakeModel], str]


DIALECTS = (
    Dialect("Python: statsmodels", "model_statsmodels.py", "python", python_statsmodels.script),
    Dialect("Python: glmm", "model_glmm.py", "python", python_glmm.script),
    Dialect("R: lme4", "model.R", "r", r_lme4.script),
    Dialect("Stata", "model.do", "stata", stata.script),
    Dialect("SPSS", "model.sps", "text", spss.script),
    Dialect("Julia: MixedModels", "model.jl", "julia", julia.script),
)


def dialects(model: TakeModel) -> dict[str, str]:
    """The model as one complete script a program: title -> text."""
    return {dialect.title: dialect.write(model) for dialect in DIALECTS}
