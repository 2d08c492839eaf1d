"""What a method does over many samples, each figure with its Monte Carlo error.

Source: Morris, White and Crowther (2019), Using simulation studies to evaluate statistical methods, Statistics in
Medicine 38, 2074-2102, table 6; Wilson's interval for rates.
"""

import numpy as np
import pandas as pd

from lessons.kit.theory.wilson import wilson_interval

LEVEL = 0.05
RATES = ("coverage", "rejected", "singular", "failed")


def summaries(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each cell, model and parameter of the rows that `run_batch` gives.

    n: samples; failed, singular: shares of them, a failed one in no other figure. bias, spread (the empirical
    standard error), reported (root mean square of the model's standard errors), each with its Monte Carlo standard
    error; coverage of the 95 % interval and the share rejected at 5 %, with Wilson's 95 % interval.
    """
    swept = list(rows.columns[1 : rows.columns.get_loc("repeat")])
    keys = ["cell", *swept, "model", "parameter"]
    found = [
        dict(zip(keys, key, strict=True)) | summary(part) for key, part in rows.groupby(keys, sort=False, observed=True)
    ]
    return pd.DataFrame(found)


def summary(part: pd.DataFrame) -> dict[str, float]:
    """The figures of one parameter of one model in one cell; NaN where fewer than two samples were fitted."""
    n, status = len(part), part["status"].to_numpy()
    truth = float(part["truth"].iloc[0])
    estimate, se = _kept(part, "estimate"), _kept(part, "se")
    figures = {"truth": truth, "n": n, "n_fitted": len(estimate)}
    figures |= _moments(estimate - truth, se)
    low, high, p = (_kept(part, name) for name in ("low", "high", "p"))
    figures |= _rate("coverage", (low <= truth) & (truth <= high))
    figures |= _rate("rejected", p < LEVEL)
    return figures | _rate("singular", status == "singular") | _rate("failed", np.isnan(part["estimate"].to_numpy()))


def _kept(part: pd.DataFrame, name: str) -> np.ndarray:
    values = part[name].to_numpy()
    return values[~np.isnan(values)]


def _moments(error: np.ndarray, se: np.ndarray) -> dict[str, float]:
    n, nan = len(error), float("nan")
    figures: dict[str, float] = dict.fromkeys(
        ("bias", "bias_error", "spread", "spread_error", "reported", "reported_error"), nan
    )
    if n > 1:
        spread = float(error.std(ddof=1))
        figures |= {"bias": float(error.mean()), "bias_error": spread / n**0.5}
        figures |= {"spread": spread, "spread_error": spread / (2 * (n - 1)) ** 0.5}
    if len(se) > 1 and (reported := float(np.sqrt((se**2).mean()))) > 0:
        wide = float((se**2).var(ddof=1))
        figures |= {"reported": reported, "reported_error": (wide / (4 * len(se) * reported**2)) ** 0.5}
    return figures


def _rate(name: str, came_true: np.ndarray) -> dict[str, float]:
    if not len(came_true):
        return dict.fromkeys((name, f"{name}_low", f"{name}_high"), float("nan"))
    share = float(came_true.mean())
    low, high = wilson_interval(share, len(came_true))
    return {name: share, f"{name}_low": low, f"{name}_high": high}
