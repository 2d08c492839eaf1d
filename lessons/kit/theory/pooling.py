"""What no, complete and partial pooling cost, where the variances are known. Efron and Morris (1977) tell the story.

A group of n units has the level u ~ N(0, tau00) above the average; its mean is u + v with v ~ N(0, sigma2 / n).
"""

from math import atan, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def pooling_errors(tau00: float, sigma2: float, n: Numbers) -> dict[str, Numbers]:
    """Mean squared error of a group's level by each way to pool, (J,) each, in squared units of y.

    none: E v^2 = sigma2 / n. complete: E u^2 = tau00. partial: lambda sigma2 / n, with lambda = tau00 / (tau00 +
    sigma2 / n), which is never larger than either of the others (Snijders and Bosker 2012, section 4.8).
    """
    noise = sigma2 / n
    return {
        "none": noise,
        "complete": np.full(len(n), float(tau00)),
        "partial": noise * tau00 / (tau00 + noise),
    }


def nearer_share(tau00: float, sigma2: float, n: float) -> float:
    """P(|lambda (u + v) - u| < |v|), in [0.5, 1]: how often partial pooling lies nearer to the truth than the own mean.

    With r = sd(v) / sd(u), it is nearer where -r < u/v sd(v)/sd(u) < (2 + r^2) / r; the ratio of two standard normals
    is Cauchy, so the share is (atan(r) + atan((2 + r^2) / r)) / pi. Without variance between groups it is 1.
    """
    if tau00 == 0:
        return 1.0
    r = sqrt(sigma2 / n / tau00)
    return (atan(r) + atan((2 + r * r) / r)) / pi
