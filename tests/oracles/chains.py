"""Chains to be judged: autoregressive, of several lengths, some apart from each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Case:
    """steps of four chains; each step keeps `keeps` of the last; chain m lies m times `apart` higher, `wider` wider."""

    steps: int
    keeps: float
    apart: float = 0.0
    wider: float = 1.0


CASES = {
    "slow": Case(500, 0.9),
    "quick": Case(501, 0.3),
    "stuck": Case(100, 0.97),
    "apart": Case(400, 0.0, apart=0.5),
    "wider": Case(400, 0.2, wider=2.0),
    "short": Case(50, 0.5),
    "shortest": Case(20, -0.6),
}


def chains(case: str) -> NDArray[np.float64]:
    """The chains of a case, skewed, (S, 4)."""
    about = CASES[case]
    noise = np.random.default_rng(len(case)).standard_normal((about.steps, 4))
    draws = np.empty_like(noise)
    last = np.zeros(4)
    for step, fresh in enumerate(noise):
        draws[step] = last = about.keeps * last + fresh
    return np.exp((draws * about.wider ** np.arange(4) + about.apart * np.arange(4)) / 2)
