"""One design repeated many times: what its estimates do on average, with their Monte Carlo error."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.fit import FitError
from lessons.kit.repeats import ticking
from lessons.kit.theory import wilson_interval

Fits = Mapping[str, Any]


def repeat(
    n_samples: int,
    seed: int,
    simulate: Callable[[int], pd.DataFrame],
    fit: Callable[[pd.DataFrame], Fits],
    term: str,
) -> pd.DataFrame:
    """Draw and fit `n_samples` samples with seeds of their own, none of them the one on screen.

    Columns: sample, model, estimate, se, low, high; a fit that failed is left out, and so not counted.
    """
    seeds = np.random.SeedSequence([seed, n_samples]).generate_state(n_samples)
    rows: list[tuple[Any, ...]] = []
    tick = ticking()
    for sample, own_seed in enumerate(seeds):
        if tick:
            tick(sample / n_samples)
        try:
            fits = fit(simulate(int(own_seed)))
        except FitError:
            continue
        for model, found in fits.items():
            low, high = found.interval()[term]
            rows.append((sample, model, found.gamma[term], found.se[term], low, high))
    return pd.DataFrame(rows, columns=["sample", "model", "estimate", "se", "low", "high"])


def summary(samples: pd.DataFrame, truth: float) -> pd.DataFrame:
    """One row a model: mean estimate, its spread (the true standard error), the mean reported one, coverage.

    Columns: model, n, bias, bias_error (its Monte Carlo standard error), spread, reported, coverage, coverage_low and
    coverage_high (Wilson's 95 % interval).
    """
    rows: list[dict[str, Any]] = []
    for model, found in samples.groupby("model", sort=False):
        coverage = float(((found["low"] <= truth) & (truth <= found["high"])).mean())
        low, high = wilson_interval(coverage, len(found))
        sd = float(found["estimate"].std())
        rows.append(
            {
                "model": model,
                "n": len(found),
                "bias": float(found["estimate"].mean() - truth),
                "bias_error": sd / np.sqrt(len(found)),
                "spread": sd,
                "reported": float(np.sqrt((found["se"] ** 2).mean())),
                "coverage": coverage,
                "coverage_low": low,
                "coverage_high": high,
            }
        )
    return pd.DataFrame(rows)
