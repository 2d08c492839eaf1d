"""A dummy for every group, without the dummies: the slope of x that they leave, and its error."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit

from lessons.kit.fit.errors import FitError
from lessons.kit.groups import Groups


@dataclass(frozen=True)
class DummyFit:
    """y on x and J dummies. gamma, se: of x; n_parameters: coefficients, one a group and one for x."""

    gamma: Mapping[str, float]
    se: Mapping[str, float]
    sigma2: float
    df: int
    n_parameters: int

    def interval(self, level: float = 0.95) -> dict[str, tuple[float, float]]:
        """The t interval of the slope on N - J - 1 degrees of freedom."""
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.se["x"]
        return {"x": (self.gamma["x"] - half, self.gamma["x"] + half)}


def dummy_fit(groups: Groups) -> DummyFit:
    """The regression of y on x and one dummy a group, from what lies within groups alone.

    Dummies take out all group means, so the slope is that of y - mean_j on x - mean_j, with N - J - 1 degrees of
    freedom (Frisch and Waugh 1933, Econometrica 1, 387-401). FitError where x does not vary within groups, or where no
    degree of freedom is left.
    """
    x, y = groups.within("x"), groups.within("y")
    ss_x, df = float(x @ x), len(x) - len(groups) - 1
    if df < 1 or ss_x < 1e-12:
        raise FitError("Within groups there is too little to see for a dummy in every one.")
    slope = float(x @ y) / ss_x
    residual = y - slope * x
    sigma2 = float(residual @ residual) / df
    return DummyFit({"x": slope}, {"x": sqrt(sigma2 / ss_x)}, sigma2, df, len(groups) + 1)
