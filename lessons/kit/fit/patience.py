"""How long statsmodels would take for a model, so that nobody waits for it unawares.

Measured on one idle core, MixedLM by Powell's method with ftol = 1e-10: 45 evaluations of the likelihood for one
variance, 95 for two, 150 for three, 390 for six, and the Hessian after them. Each takes 60 microseconds a world and
3e-10 s times n_w q_w^2, where a world is a set of n_w rows that shares no group with the others, and q_w counts its
random effects. Rows of crossed factors form one world: 1,000 rows in 400 and 30 groups took 5.4 s (this rule: 8.9),
3,435 rows in 148 and 19 took 6.2 s (4.6), 31,022 rows of 2,410 schools nested in 131 authorities 3.3 s (2.5).
"""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from lessons.kit.fit.conditional import dense_codes
from lessons.kit.fit.formula import Frame, Model

PATIENCE = 15.0
EVALUATIONS, A_WORLD, A_PRODUCT = 80, 6e-5, 3e-10


def apart(model: Model, frame: Frame) -> np.ndarray:
    """The world of each row, numbered from 0, (n,): rows in different worlds share no group, and so are independent.

    With nested factors the worlds are the outermost groups; crossed factors tend to make one world of all rows.
    """
    codes = [dense_codes(random, frame) for random in model.random]
    starts = np.cumsum([0, *(code.max() + 1 for code in codes)])
    nodes = [code + start for code, start in zip(codes, starts, strict=False)]
    links = [(nodes[0], other) for other in nodes]
    rows, columns = (np.concatenate([link[end] for link in links]) for end in (0, 1))
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(starts[-1], starts[-1]))
    return connected_components(graph, directed=False)[1][nodes[0]]


def expected_seconds(model: Model, frame: Frame) -> float:
    """How long statsmodels needs for `model` on one core, in seconds, to within a factor of about two."""
    worlds = apart(model, frame)
    n = np.bincount(worlds)
    q = sum(_groups_in(worlds, dense_codes(random, frame)) * len(random.terms) for random in model.random)
    n_variances = sum(len(random.terms) * (len(random.terms) + 1) // 2 for random in model.random)
    return float(EVALUATIONS * n_variances * (A_WORLD * len(n) + A_PRODUCT * (n * q**2).sum()))


def _groups_in(worlds: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """How many groups of a factor each world has."""
    pairs = np.unique(np.column_stack([worlds, codes]), axis=0)
    return np.bincount(pairs[:, 0], minlength=worlds.max() + 1)


def in_words(seconds: float) -> str:
    """A rough time as a reader says it."""
    minutes = max(1, round(seconds / 60))
    if minutes < 90:
        return f"about {minutes} minute{'s' if minutes > 1 else ''}"
    return f"about {round(minutes / 60)} hours"
