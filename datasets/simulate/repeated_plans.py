"""Many two-stage samples from one seed, kept as sums, so that a slider stretches all of them at once.

Group j of sample s:  u_sj ~ N(0, 1);  e_sij ~ N(0, 1), of which a smaller world uses the first n
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from datasets.simulate.draws import make_draws

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class RepeatedGroups:
    """The groups of S samples, standard-normal, (S, J) each.

    u: the draw of the group. mean: of the first n residual draws in it. square: their squares about that mean, summed.
    """

    u: Numbers
    mean: Numbers
    square: Numbers
    n_per_group: int


def repeated_groups(seed: int, n_samples: int, n_groups: int, n_per_group: int, largest: int = 60) -> RepeatedGroups:
    """S samples of J groups of n, cropped from the largest world; the first sample has the draws of the seed itself.

    Adding a group or a unit moves nobody else. ValueError for a world larger than the draws.
    """
    if not (1 <= n_groups <= largest and 1 <= n_per_group <= largest):
        raise ValueError("The draws are for a smaller world than the one asked for.")
    u, sums, squares = _kept(seed, n_samples, largest)
    mean = sums[:, :n_groups, n_per_group - 1] / n_per_group
    square = squares[:, :n_groups, n_per_group - 1] - n_per_group * mean**2
    return RepeatedGroups(u[:, :n_groups], mean, square, n_per_group)


@lru_cache(maxsize=4)
def _kept(seed: int, n_samples: int, largest: int) -> tuple[Numbers, Numbers, Numbers]:
    """u (S, J), and the running sums over the units of each group, (S, J, n), of e and of its squares."""
    own, more = make_draws(seed, largest, largest), np.random.default_rng([seed, n_samples])
    u = np.vstack([own.group[:, 0], more.standard_normal((n_samples - 1, largest))])
    e = np.concatenate([own.e[None], more.standard_normal((n_samples - 1, largest, largest))])
    kept = u, e.cumsum(axis=2), (e**2).cumsum(axis=2)
    for array in kept:
        array.setflags(write=False)
    return kept
