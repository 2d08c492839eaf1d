"""A random effect of every single row: in a count or binomial model it is overdispersion.

log E y_i = x_i' gamma + u_i with u_i ~ N(0, tau00) makes a Poisson count vary by more than its mean (Elston, Moss,
Boulinier, Arrowsmith and Lambin 2001, Parasitology 122, 563-569; Harrison 2014, PeerJ 2, e616). A linear model has
its residual for that, a yes-or-no answer cannot vary by more than it does, and other families have a parameter.
"""

import re

import numpy as np

from lessons.kit.fit.errors import FitError
from lessons.kit.fit.formula import Frame, Model
from lessons.kit.fit.linear import frame_sizes

TOTALS = re.compile(r"\s*cbind\((\w+), (\w+)\)")
WORDS = {"poisson": "a Poisson", "binomial": "a binomial"}


def overdispersion(model: Model, frame: Frame, family: str) -> tuple[str, ...]:
    """A note for each random term with one row a group; FitError where that cannot be told from something else."""
    factors = [" and ".join(r.columns) for r in model.random if max(frame_sizes(r.columns, frame)) == 1]
    if not factors:
        return ()
    if family not in WORDS:
        raise FitError(
            f"Each row has its own {factors[0]}: its variance cannot be told from the dispersion that this model has."
        )
    if family == "binomial" and not _counts(model, frame):
        raise FitError(
            f"Each row has its own {factors[0]} and is one yes or no: whether such answers vary more than chance "
            "allows cannot be told."
        )
    return tuple(
        f"Each row has its own {name}: its variance is overdispersion, what the rows differ by beyond what "
        f"{WORDS[family]} model allows."
        for name in factors
    )


def _counts(model: Model, frame: Frame) -> bool:
    """Whether some row counts more than one answer."""
    columns = model.plain_columns(frame.columns)
    totals = TOTALS.match(model.spelling.text)
    numbers = [columns[name] for name in totals.groups()] if totals else []
    return all(isinstance(column, np.ndarray) for column in numbers) and bool((sum(numbers, np.zeros(1)) > 1).any())
