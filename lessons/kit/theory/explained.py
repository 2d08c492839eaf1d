"""How much a two-level model explains, in the ways that textbooks count it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """Shares of variance. unit, group: Snijders and Bosker's R2 at level 1 and 2, against the null model. between: by
    how much tau00 falls. marginal, conditional: Nakagawa and Schielzeth's, of this model's own total."""

    unit: float
    group: float
    between: float
    marginal: float
    conditional: float


def explained(null: tuple[float, float], model: tuple[float, float], fixed: float, n_per_group: float) -> Explained:
    """null, model: (tau00, sigma2) of the two fits; fixed: variance of the fixed part; n: (harmonic) mean group size.

    unit: 1 - (s2 + t) / (s2_0 + t_0); group: 1 - (s2 / n + t) / (s2_0 / n + t_0) (Snijders and Bosker 1994).
    between: 1 - t / t_0; it may be below 0; 0 where t_0 is 0. marginal: f / (f + t + s2), conditional: (f + t) /
    (f + t + s2) (Nakagawa and Schielzeth 2013).
    """
    (t_0, s_0), (t, s) = null, model
    total = fixed + t + s
    return Explained(
        1 - (s + t) / (s_0 + t_0),
        1 - (s / n_per_group + t) / (s_0 / n_per_group + t_0),
        1 - t / t_0 if t_0 else 0.0,
        fixed / total,
        (fixed + t) / total,
    )
