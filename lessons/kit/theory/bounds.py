"""What margins allow: how low and how high a rate inside a group can be, and rates inside that keep the margins.

Duncan and Davis (1953), American Sociological Review 18, 665-666.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Shares = NDArray[np.float64]


def duncan_davis(share: ArrayLike, rate: ArrayLike) -> tuple[Shares, Shares]:
    """(low, high): [max(0, (rate - (1 - share)) / share), min(1, rate / share)], each (J,).

    share: of members in each group, above 0 and below 1. rate: of events in each group, in [0, 1]. No rate of members
    outside these bounds is possible, and each inside them is. For the others, call it with 1 - share.
    """
    w, y = np.asarray(share, dtype=float), np.asarray(rate, dtype=float)
    return np.maximum(0.0, (y - (1 - w)) / w), np.minimum(1.0, y / w)


def split_rate(share: ArrayLike, rate: ArrayLike, part: ArrayLike) -> tuple[Shares, Shares]:
    """(members, others): two rates in each group that give its rate, share * members + (1 - share) * others.

    part: of the events among equally many of both, those of members, in [0, 1]; 1/2 where both are alike. members /
    others is part / (1 - part), unless a bound stops it: 0 and 1 are the bounds themselves.
    """
    w, y, t = (np.asarray(one, dtype=float) for one in (share, rate, part))
    low, high = duncan_davis(w, y)
    members = np.clip(y * t / (w * t + (1 - w) * (1 - t)), low, high)
    return members, np.maximum(0.0, (y - w * members) / (1 - w))


def over_all(rate: ArrayLike, persons: ArrayLike) -> float:
    """The rate over all groups together, each counted by its persons."""
    n = np.asarray(persons, dtype=float)
    return float(n @ np.asarray(rate, dtype=float) / n.sum())
