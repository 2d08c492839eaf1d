"""The REML likelihood of a variance between balanced groups, tau00 held: where its profile is within reach of its top.

-2 log REML = w log s + b log (s + n tau00) + W / s + B / (s + n tau00), s = sigma2 at its best, B and W the sums of
squares between and within, b and w their df. The 95 % interval holds the tau00 at which that is at most 3.84 above its
least. Searle, Casella and McCulloch (1992), Variance Components, chapter 4.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri

Numbers = NDArray[np.float64]
DROP = float(chdtri(1, 0.05))
ROUNDS, SEARCH, INNER, FIRST = 18, 34, 4, 12
FAR = 12.0


def boundaries(within: Any, gap: Any, b: Any, w: Any) -> tuple[Numbers, Numbers]:
    """The least and the greatest B whose interval holds tau00, given W. gap: n tau00."""
    exact = b * (within / w + gap)
    ends = []
    for far in (-FAR, FAR):
        inner, outer = np.zeros(np.broadcast(exact, gap).shape), np.full(np.broadcast(exact, gap).shape, far)
        s = within / w + 0 * inner
        for _ in range(ROUNDS):
            at = (inner + outer) / 2
            drop, s = above_top(exact * np.exp(at), within, gap, b, w, s, INNER)
            held = drop <= DROP
            inner, outer = np.where(held, at, inner), np.where(held, outer, at)
        ends.append(exact * np.exp(inner))
    low, high = ends
    return np.where(low < exact * np.exp(-FAR + 0.01), 0.0, low), high


def profile_ends(between: Any, within: Any, n: Any, b: Any, w: Any) -> tuple[Numbers, Numbers]:
    """The interval of tau00 of many samples at once: 0 is a legal lower end."""
    between, within = np.broadcast_arrays(np.asarray(between, dtype=float), np.asarray(within, dtype=float))
    top = np.maximum(0, between / b - within / w)
    s = np.where(top > 0, within / w, (between + within) / (b + w))
    high_in, high_out = top, top + 1e5 * (between + within) / b
    low_in, low_out = top, np.zeros_like(top)
    s_low, s_high = s, s
    for _ in range(SEARCH):
        # Upward by ratios, so that a far end is found as surely as a near one.
        at = np.sqrt((high_in + 1e-9 * s) * high_out)
        drop, s_high = above_top(between, within, at, b, w, s_high, INNER)
        held = drop <= DROP
        high_in, high_out = np.where(held, at, high_in), np.where(held, high_out, at)
        at = (low_in + low_out) / 2
        drop, s_low = above_top(between, within, at, b, w, s_low, INNER)
        held = drop <= DROP
        low_in, low_out = np.where(held, at, low_in), np.where(held, low_out, at)
    at_zero = above_top(between, within, np.zeros_like(top), b, w, s, FIRST)[0] <= DROP
    return np.where(at_zero, 0.0, low_in) / n, high_in / n


def above_top(between: Any, within: Any, gap: Any, b: Any, w: Any, s: Any, rounds: int) -> tuple[Numbers, Numbers]:
    """How far -2 log REML at this gap lies above its least, and the sigma2 that is best there, sought from s on."""
    log = np.log(s)
    for _ in range(rounds):
        s = np.exp(log)
        share = s / (s + gap)
        slope = w - within / s + share * (b - between / (s + gap))
        log = log - np.clip(slope / (within / s + share**2 * np.maximum(b, between / (s + gap))), -1, 1)
    s = np.exp(log)
    here = w * log + within / s + b * np.log(s + gap) + between / (s + gap)
    pooled = (between + within) / (b + w)
    apart = w * np.log(within / w) + b * np.log(between / b)
    least = np.where(between / b > within / w, apart, (b + w) * np.log(pooled)) + b + w
    return here - least, s
