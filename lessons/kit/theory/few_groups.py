"""What many samples of a balanced design find, exactly: bias, zeros, coverage and power with J groups of n.

y_ij = gamma00 + gamma01 w_j + u_j + e_ij,  u ~ N(0, tau00),  e ~ N(0, sigma2),  w 0 and 1 by turns, J even.
B = n sum_j r_j^2, r_j what w leaves of the mean of group j; W = sum of (y_ij - mean_j)^2; l = sigma2 + n tau00. Then
B / l ~ chi2(b) and W / sigma2 ~ chi2(w), independent, with b = J - 2 and w = J (n - 1). By REML the variance found is
max(0, B / b - W / w) / n, by ML the same with J for b; where it is 0, both are pooled: sigma2 = (B + W) / (b + w), by
ML over N. All else follows from these two chi-squares. n_groups and n_per_group may be arrays.

Searle, Casella and McCulloch (1992), Variance Components, chapters 3 and 4. Intervals of tau00: Wald's is estimate
± 1.96 se, Var(l) = 2 l^2 / (J - 1) and Var(sigma2) = 2 sigma2^2 / (J (n - 1)), as `fit.component_cov` has them.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincc, chdtr, chdtri, gammaln, ndtr, ndtri, stdtr, stdtrit

from lessons.kit.theory.profile_ends import boundaries

Numbers = NDArray[np.float64]
Z = float(ndtri(0.975))
N_WITHIN, N_BETWEEN = 8, 14


@dataclass(frozen=True, eq=False)
class FewGroups:
    """The design, and by which likelihood it is fitted. J of at least 4, n of at least 2."""

    tau00: float
    sigma2: float
    n_groups: Any
    n_per_group: Any
    reml: bool = True

    @property
    def large(self) -> Any:
        """l = sigma2 + n tau00."""
        return self.sigma2 + self.n_per_group * self.tau00

    @property
    def df(self) -> tuple[Any, Any]:
        """b and w: what is left between groups and within."""
        return self.n_groups - 2, self.n_groups * (self.n_per_group - 1)

    @property
    def divisors(self) -> tuple[Any, Any]:
        """What B and W are divided by: by REML b and w, by ML J for b."""
        return (self.n_groups - 2 if self.reml else self.n_groups), self.df[1]

    @property
    def share_below(self) -> Any:
        """chi2(b) / (chi2(b) + chi2(w)) up to which tau00 is found to be 0."""
        between, within = self.divisors
        small, large = self.sigma2 / within, self.large / between
        return small / (small + large)

    def found_zero(self) -> Any:
        """P(tau00 is found to be 0)."""
        between, within = self.df
        return betainc(between / 2, within / 2, self.share_below)

    def mean_found(self) -> Any:
        """E of the tau00 found: E[X; X > c Y] of chi-squares is df times P(X' > c Y), X' with 2 df more."""
        (b, w), (by_b, by_w), at = self.df, self.divisors, self.share_below
        between = self.large * b / by_b * betaincc(b / 2 + 1, w / 2, at)
        within = self.sigma2 * w / by_w * betaincc(b / 2, w / 2 + 1, at)
        return (between - within) / self.n_per_group

    @cached_property
    def _within(self) -> tuple[Numbers, Numbers]:
        """W at a few places, one axis more than the design, and the probability of each."""
        even, weight = _nodes(N_WITHIN)
        return self.sigma2 * _quantiles(np.asarray(self.df[1], dtype=float), even), weight

    def wald_coverage(self) -> Any:
        """P(estimate ± 1.96 se holds tau00): the B that do, given W, are those between two roots, summed over W."""
        within, weight = self._within
        n, b, w, by_b, by_w = (_wide(one) for one in (self.n_per_group, *self.df, *self.divisors))
        k_large, k_small = 2 * Z**2 / (_wide(self.n_groups) - 1), 2 * Z**2 / w
        small, gap = within / by_w, n * self.tau00
        # Inside: (l - s - gap)^2 <= k_large l^2 + k_small s^2, a parabola in l that may open to either side.
        middle, open_up = small + gap, 1 - k_large
        root = np.sqrt(np.maximum(0, middle**2 - open_up * (middle**2 - k_small * small**2)))
        with np.errstate(divide="ignore", invalid="ignore"):
            low = (middle**2 - k_small * small**2) / (middle + root)
            high = np.where(open_up > 0, (middle + root) / open_up, np.inf)
        edge = by_b * small
        # On the edge s = (B + W) / total, and 0 ± 1.96 se reaches tau00 for B that are large enough.
        total = by_b + by_w
        enough = total * gap / np.sqrt(k_large + k_small) - within
        inside = _between(np.maximum(by_b * low, edge), by_b * high, b, _wide(self.large))
        return (weight * (inside + _between(np.maximum(0, enough), edge, b, _wide(self.large)))).sum(axis=-1)

    def profile_coverage(self) -> Any:
        """P(the interval by the profile of the REML likelihood holds tau00)."""
        within, weight = self._within
        n, b, w = (_wide(one) for one in (self.n_per_group, *self.df))
        low, high = boundaries(within, n * self.tau00, b, w)
        return (weight * _between(low, high, b, _wide(self.large))).sum(axis=-1)

    def effect_rate(self, gamma01: float, *, t: bool) -> Any:
        """P(gamma01 is found to differ from 0): the level of the test, or power. t: b df, or N - 2 where tau00 is
        found to be 0, as Satterthwaite has it; else ± 1.96. One minus it, at 0, is the coverage of the interval."""
        sizes = (*self.df, *self.divisors, self.large, gamma01 * np.sqrt(self._known))
        b, w, by_b, by_w, large, away = (_wide(_wide(one)) for one in sizes)
        within, weight = self._within[0][..., None], self._within[1]
        lowest, highest = _reach(b)
        edge = np.clip(np.cbrt(by_b * within / (by_w * large * b)), lowest, highest)
        found: Any = 0.0
        for low, high, pooled in ((lowest, edge, True), (edge, highest, False)):
            between, density = _cubes(low, high, b)
            between = between * large
            square = (between + within) / (by_b + by_w) if pooled else between / by_b
            reach = (stdtrit(b + w if pooled else b, 0.975) if t else Z) * np.sqrt(square / large)
            found = found + (density * (ndtr(away - reach) + ndtr(-away - reach))).sum(axis=-1)
        return (weight * found).sum(axis=-1)

    @property
    def _known(self) -> Any:
        """1 / Var(gamma01 found): n sum (w_j - mean)^2 / l."""
        return self.n_per_group * spread_of_w(self.n_groups) / self.large

    def slope_rate(self, gamma10: float, *, t: bool) -> Any:
        """P(the slope of x, a level-1 predictor of variance 1 that differs within groups as much as between means of
        n by chance, is found to differ from 0), tau00 known: information w / sigma2 + b / l, and w - 1 df."""
        b, w = self.df
        within, weight = self._within
        away = _wide(gamma10 * np.sqrt(w / self.sigma2 + b / self.large))
        reach = _wide(stdtrit(w - 1, 0.975) if t else Z) * np.sqrt(within / self.sigma2 / _wide(w))
        return (weight * (ndtr(away - reach) + ndtr(-away - reach))).sum(axis=-1)


def t_misses(df: Any) -> Any:
    """P(|t| > 1.96): how often estimate ± 1.96 se misses where the standard error has so many degrees of freedom."""
    return 2 * stdtr(df, -Z)


def t_reach(df: Any) -> Any:
    """How many standard errors a 95 % interval reaches to each side: 1.96 where df is infinite."""
    return np.where(np.isinf(df), Z, stdtrit(np.where(np.isinf(df), 1.0, df), 0.975))


def t_density(x: Any, df: Any) -> Any:
    """The density of t: Gamma((df + 1) / 2) / (sqrt(df pi) Gamma(df / 2)) (1 + x^2 / df)^(-(df + 1) / 2)."""
    logs = gammaln((df + 1) / 2) - gammaln(df / 2) - np.log(df * np.pi) / 2
    return np.exp(logs - (df + 1) / 2 * np.log1p(x**2 / df))


def spread_of_w(n_groups: Any) -> Any:
    """sum (w_j - mean)^2 of w 0 and 1 by turns: J / 4 where J is even, and between even J."""
    return n_groups / 4


def _wide(one: Any) -> Any:
    return np.asarray(one, dtype=float)[..., None]


@cache
def _nodes(n: int) -> tuple[Numbers, Numbers]:
    """Gauss-Legendre on [0, 1]."""
    x, weight = np.polynomial.legendre.leggauss(n)
    return (x + 1) / 2, weight / 2


def _quantiles(df: Numbers, even: Numbers) -> Numbers:
    return chdtri(df[..., None], 1 - even)


def _between(low: Numbers, high: Numbers, df: Any, scale: Any) -> Numbers:
    """P(low < B < high), 0 where they cross."""
    return np.maximum(0, chdtr(df, np.maximum(high, 0) / scale) - chdtr(df, np.maximum(low, 0) / scale))


def _reach(df: Numbers) -> tuple[Numbers, Numbers]:
    """Where the cube root of chi2 / df lies all but surely (Wilson and Hilferty 1931)."""
    middle, sd = 1 - 2 / (9 * df), np.sqrt(2 / (9 * df))
    return np.maximum(0, middle - 6 * sd), middle + 7 * sd


def _cubes(low: Numbers, high: Numbers, df: Numbers) -> tuple[Numbers, Numbers]:
    """chi2 at places between two cube roots of chi2 / df, and the probability of each."""
    even, weight = _nodes(N_BETWEEN)
    v = low + (high - low) * even
    x = np.maximum(df * v**3, 1e-300)
    log = (df / 2 - 1) * np.log(x) - x / 2 - df / 2 * np.log(2) - gammaln(df / 2)
    return x, np.exp(log) * 3 * df * v**2 * (high - low) * weight
