"""The power of a balanced trial whose groups are drawn by lot into two arms of equal size."""

from lessons.kit.theory.power import t_power


def cluster_trial_power(
    *, n_groups: int, n_per_group: int, gamma01: float, tau00: float, sigma2: float, level: float = 0.05
) -> float:
    """P(|t| > t*), t with J - 2 df and noncentrality gamma01 / sqrt(4 (tau00 + sigma2 / n) / J).

    gamma01: the difference of the arms. Exact for the t test of the group means, which is that of the mixed model
    where its tau00 is found above 0 (Raudenbush 1997, Psychological Methods 2, 173-185).
    """
    return t_power(gamma01, (4 * (tau00 + sigma2 / n_per_group) / n_groups) ** 0.5, n_groups - 2, level)
