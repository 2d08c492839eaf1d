"""What a method does over many samples, each figure with its Monte Carlo error.

Source: Morris, White and Crowther (2019), Using simulation studies to evaluate statistical methods, Statistics in
Medicine 38, 2074-2102, table 6; Wilson's interval for rates.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from lessons.kit.theory.wilson import wilson_interval

LEVEL = 0.05
# Rate -> how many of what it is a share of.
RATES = {"coverage": "n_intervals", "rejected": "n_tests", "singular": "n", "failed": "n"}


def summaries(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell, model and parameter of the rows that `run_batch` gives.

    n: samples; failed, singular: shares of them, a failed one in no other figure. bias, spread (the empirical
    standard error), reported (root mean square of the model's standard errors), each with its Monte Carlo standard
    error; coverage of the 95 % interval and the share rejected at 5 %, with Wilson's 95 % interval.
    """
    return summed_up(sums(rows))


def sums(rows: pd.DataFrame) -> pd.DataFrame:
    """What can be added up of the rows of `run_batch`, a row for each cell, model and parameter: counts, and powers of
    the errors and of the squared standard errors. Those of two batches together are the sums of both."""
    keys = _keys(rows, "repeat")
    error, se2 = rows["estimate"] - rows["truth"], rows["se"] ** 2
    parts = rows[keys].assign(
        truth=rows["truth"],
        n=1,
        n_fitted=error.notna(),
        error=error,
        error2=error**2,
        n_se=se2.notna(),
        se2=se2,
        se4=se2**2,
        n_intervals=rows["low"].notna() & rows["high"].notna(),
        coverage=(rows["low"] <= rows["truth"]) & (rows["truth"] <= rows["high"]),
        n_tests=rows["p"].notna(),
        rejected=rows["p"] < LEVEL,
        singular=rows["status"] == "singular",
        failed=error.isna(),
    )
    return _added(parts, keys)


def added(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The sums of several batches as one."""
    every = pd.concat(parts, ignore_index=True)
    return _added(every, _keys(every, "truth"))


def _keys(table: pd.DataFrame, after: str) -> list[str]:
    """cell, the swept settings, model, parameter."""
    return [*dict.fromkeys([*table.columns[: table.columns.get_loc(after)], "model", "parameter"])]


def _added(parts: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    groups = parts.groupby(keys, sort=False, observed=True)
    return groups.sum().assign(truth=groups["truth"].first()).reset_index()


def summed_up(found: pd.DataFrame) -> pd.DataFrame:
    """The figures that `summaries` says, from `sums`; NaN where fewer than two samples were fitted."""
    n, n_se = (np.where(found[name] > 1, found[name], np.nan) for name in ("n_fitted", "n_se"))
    with np.errstate(invalid="ignore", divide="ignore"):
        bias = found["error"] / n
        spread = np.sqrt(_variance(found["error"], found["error2"], n))
        reported = np.sqrt(found["se2"] / n_se).where(found["se2"] > 0)
        wide = _variance(found["se2"], found["se4"], n_se)
        figures = {
            "bias": bias,
            "bias_error": spread / np.sqrt(n),
            "spread": spread,
            "spread_error": spread / np.sqrt(2 * (n - 1)),
            "reported": reported,
            "reported_error": np.sqrt(wide / (4 * n_se * reported**2)),
        }
    table = found[[*_keys(found, "truth"), "truth", "n", "n_fitted"]].assign(**figures)
    for name, of in RATES.items():
        ends = [_rate(true, all_) for true, all_ in zip(found[name], found[of], strict=True)]
        table[[name, f"{name}_low", f"{name}_high"]] = np.array(ends).reshape(-1, 3)
    return table


def _variance(total: pd.Series, squares: pd.Series, n: np.ndarray) -> pd.Series:
    return ((squares - total**2 / n) / (n - 1)).clip(lower=0)


def _rate(came_true: float, n: float) -> tuple[float, float, float]:
    if not n:
        return float("nan"), float("nan"), float("nan")
    share = float(came_true) / float(n)
    return share, *wilson_interval(share, int(n))
