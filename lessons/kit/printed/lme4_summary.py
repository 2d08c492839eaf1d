"""A mixed model's fit as lme4's `summary()` prints it, cut into parts that can be explained one by one.

Source: print.summary.merMod and formatVC of lme4 1.1 (Bates, Maechler, Bolker and Walker 2015, Journal of Statistical
Software 67), printCoefmat and format of R 4. One grouping factor; by REML.
"""

from collections.abc import Callable, Sequence
from math import floor, log10

import numpy as np

from lessons.kit.columns import numbers
from lessons.kit.fit import LmmFit
from lessons.kit.groups import Groups
from lessons.kit.pictures.lines import effects
from lessons.kit.printed.r_numbers import r_format, zap_small

DIGITS = 4  # What R prints by default: max(3, getOption("digits") - 3).
QUARTILES = ("Min", "1Q", "Median", "3Q", "Max")
SINGULAR = "optimizer (nloptwrap) convergence code: 0 (OK)\nboundary (singular) fit: see help('isSingular')"
Row = Sequence[str]
Aligned = Callable[[str, int], str]


def lme4_summary(found: LmmFit, groups: Groups, data: str = "d") -> dict[str, str]:
    """Part -> its lines, from top to bottom; joined by line breaks they are what `summary()` prints.

    Parts: call, criterion, residuals, head, one for each variance (tau00, tau11, sigma2), sizes, fixed, one for each
    coefficient (gamma00, gamma10), fixed_corr, and singular where the fit is. groups: those of the data of the fit,
    with its y and x; data: what R calls them.
    """
    head, *variances = _variances(found)
    columns, *coefficients = _coefficients(found)
    factor = found.model.random[0].factor
    parts = {
        "call": f"Linear mixed model fit by REML ['lmerMod']\nFormula: {found.formula}\n   Data: {data}\n",
        "criterion": f"REML criterion at convergence: {round(found.deviance, 1):.7g}\n",
        "residuals": "Scaled residuals:\n" + "\n".join(_residuals(found, groups)) + "\n",
        "head": f"Random effects:\n{head}",
        **dict(zip(_codes(found), variances, strict=True)),
        "sizes": f"Number of obs: {found.n_total}, groups:  {factor}, {found.n_groups[factor]}\n",
        "fixed": f"Fixed effects:\n{columns}",
        **dict(zip(("gamma00", "gamma10"), coefficients, strict=False)),
    }
    if len(found.gamma) > 1:
        parts["fixed_corr"] = "\n" + _fixed_corr(found)
    return parts | ({"singular": SINGULAR} if found.singular else {})


def _codes(found: LmmFit) -> list[str]:
    return [*("tau00", "tau11")[: len(found.model.random[0].terms)], "sigma2"]


def _names(terms: Sequence[str]) -> list[str]:
    return ["(Intercept)" if term == "Intercept" else term for term in terms]


def _variances(found: LmmFit) -> list[str]:
    """The table of variances: its head, a line a random effect, and the residual."""
    random = found.model.random[0]
    cov = found.covariances[random.factor]
    spread = [*np.diag(cov), found.sigma2]
    rows = zip(
        [random.factor, *[""] * (len(cov) - 1), "Residual"],
        [*_names(random.terms), ""],
        r_format(spread, DIGITS),
        r_format(np.sqrt(spread).tolist(), DIGITS),
        ["", *([_corr(found)] if len(cov) > 1 else []), ""],
        strict=True,
    )
    head = ("Groups", "Name", "Variance", "Std.Dev.", "Corr" if len(cov) > 1 else "")
    return _table([head, *rows], str.ljust, before=" ")


def _corr(found: LmmFit) -> str:
    return " NaN" if found.corr01 is None else f"{found.corr01:.2f}"


def _coefficients(found: LmmFit) -> list[str]:
    """The table of fixed effects: its head, and a line a coefficient. As printCoefmat: one format for two columns."""
    gamma, se = (np.array(list(column.values())) for column in (found.gamma, found.se))
    both = np.concatenate([gamma, se])
    powers = [1 + floor(log10(size)) for size in abs(both[both != 0])]
    places = max(1, *(DIGITS - power for power in (min(powers), max(powers))))
    cells = r_format(np.round(both, places).tolist(), DIGITS)
    t = r_format(np.round(gamma / se, DIGITS - 1).tolist(), DIGITS)
    names, half = _names(list(found.gamma)), len(gamma)
    rows = list(zip(cells[:half], cells[half:], t, strict=True))
    told = _table([("Estimate", "Std. Error", "t value"), *rows], str.rjust)
    width = max(map(len, names))
    return [f"{name.ljust(width)} {line}" for name, line in zip(["", *names], told, strict=True)]


def _residuals(found: LmmFit, groups: Groups) -> list[str]:
    """The quartiles of the residuals, each divided by the residual standard deviation."""
    u0_hat, u1_hat = effects(found, groups)
    x, y = (numbers(groups.table, name) for name in ("x", "y"))
    line = found.gamma["Intercept"] + u0_hat[groups.of_unit]
    line = line + (found.gamma.get("x", 0.0) + u1_hat[groups.of_unit]) * x
    quartiles = np.quantile((y - line) / np.sqrt(found.sigma2), (0, 0.25, 0.5, 0.75, 1)).tolist()
    return _table([QUARTILES, r_format(zap_small(quartiles, DIGITS + 1), DIGITS)], str.rjust)


def _fixed_corr(found: LmmFit) -> str:
    name, (first, second) = list(found.gamma)[1], np.sqrt(np.diag(found.cov))[:2]
    return "\n".join(
        ["Correlation of Fixed Effects:", f"{' ' * len(name)} (Intr)", f"{name} {found.cov[0, 1] / first / second:.3f}"]
    )


def _table(rows: Sequence[Row], align: Aligned, before: str = "") -> list[str]:
    """Rows of cells as lines, every column as wide as its widest cell, without blanks at the ends of lines."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    cells = ([align(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows)
    return [(before + " ".join(row)).rstrip() for row in cells]
