"""What ignoring groups would cost in a real table: its design effect, and three standard errors of two estimates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import datasets
from lessons.kit.blocks.table import Table
from lessons.kit.models import Model, Models
from lessons.kit.pictures.real import real_fits, real_groups
from lessons.kit.text import Text, number, sentence
from lessons.kit.theory import design_effect

MEAN = Models(
    naive=Model("Naive", "y ~ 1"),
    cluster=Model("Cluster-robust", "y ~ 1", cluster="group"),
    mixed=Model("Mixed model", "y ~ 1 + (1 | group)"),
)
CONTRAST = Models(
    naive=Model("Naive", "y ~ w"),
    cluster=Model("Cluster-robust", "y ~ w", cluster="group"),
    mixed=Model("Mixed model", "y ~ w + (1 | group)"),
)


@dataclass(frozen=True)
class RealDesign:
    """The mean of a table by its null model and by a naive regression; n = sum n_j^2 / sum n_j, units a group.

    Groups of unequal size: n is the size of the group that a unit drawn at random sits in (Kish 1965).
    """

    null: Any
    naive: Any
    n: float

    @property
    def design_effect(self) -> float:
        """1 + (n - 1) icc."""
        return design_effect(self.n, self.null.icc)

    @property
    def worth(self) -> float:
        """How many units drawn one by one would know the mean as well."""
        return self.null.n_total / self.design_effect

    @property
    def mended(self) -> float:
        """The naive standard error of the mean times the root of the design effect."""
        return self.naive.se["Intercept"] * self.design_effect**0.5


def real_design(name: str) -> RealDesign:
    """The design of a table of datasets/."""
    found, n = real_fits(name, MEAN), real_groups(name).n
    return RealDesign(found["mixed"], found["naive"], float(n @ n / n.sum()))


def real_error_table(name: str, words: Mapping[str, str]) -> Table:
    """The mean of a table and its contrast between groups, each with three standard errors. words: naive, cluster and
    mixed, as the rows call them."""
    shown, mean, contrast = datasets.describe(name).shown, real_fits(name, MEAN), real_fits(name, CONTRAST)
    rows = tuple((said, _cell(mean[one], "Intercept"), _cell(contrast[one], "w")) for one, said in words.items())
    says = sentence(
        "The regressions give every @unit the same weight; the mixed model gives a @unit of a large @group less. So "
        "the estimates differ a little.",
        unit=shown.unit,
        group=shown.group,
    )
    head = ("standard error", sentence("mean @outcome", outcome=shown.outcome), shown.contrast_words)
    return Table(head, rows, says)


def _cell(found: Any, term: str) -> Text:
    return sentence("@value (SE @se)", value=found.gamma[term], se=number(found.se[term], 3))
