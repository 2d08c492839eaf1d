"""The pictures of believing: three curves, four priors side by side, and a sampler that piles up its draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from lessons import kit
from lessons.kit import sentence
from lessons.kit.theory import (
    Balanced,
    Chains,
    GroupMeans,
    TauLikelihood,
    TauPosterior,
    TauPrior,
    bulk_ess,
    gibbs,
    r_hat,
    tail_ess,
    tau_likelihood,
    tau_posterior,
)

PRIORS = {
    "cauchy": "Half-Cauchy",
    "flat": "Flat",
    "one": "Inverse gamma (1, 1)",
    "thousandth": "Inverse gamma (0.001, 0.001)",
}
DOMAIN = (0, 14)
REAL_DOMAIN = (0, 30)
X_TITLE = "standard deviation between groups"
MOST_STEPS, FIRST_STEPS, SHOWN_STEPS = 4000, 600, 500
STARTS = (0.1, 1.0, 5.0, 12.0)
BINS = 28


def prior_of(name: str, scale: float) -> TauPrior:
    """The prior that a choice names; only the half-Cauchy has a scale of the reader's."""
    return {
        "cauchy": TauPrior("cauchy", scale),
        "flat": TauPrior("flat"),
        "one": TauPrior("gamma", 1.0),
        "thousandth": TauPrior("gamma", 0.001),
    }[name]


def posteriors(likelihood: TauLikelihood, scale: float) -> dict[str, TauPosterior]:
    """One for each prior."""
    return {name: tau_posterior(likelihood, prior_of(name, scale)) for name in PRIORS}


def places(domain: tuple[float, float]) -> np.ndarray:
    """Places on an axis from 0, the closer together the nearer to it."""
    return domain[1] * np.linspace(0.025, 1, 280) ** 2


def curves(found: TauPosterior, domain: tuple[float, float]) -> kit.Columns:
    """Prior, likelihood and posterior over an axis, each with the highest place on it at 1."""
    x = places(domain)
    heights = {
        "prior": np.exp(found.prior.log_density(x) - found.prior.log_density(x).max()),
        "posterior": found.density(x),
        "likelihood": np.exp(found.likelihood.at(x)),  # On top: with a flat prior the two are one.
    }
    return {
        "x": np.tile(x, len(heights)),
        "y": np.concatenate([height / max(float(height.max()), 1e-12) for height in heights.values()]),
        "label": kit.labels(name for name in heights for _ in x),
    }


def marks(values: Mapping[str, float], domain: tuple[float, float]) -> kit.Columns:
    """Values on the axis by name, one name above the other; those that lie beyond it are left out."""
    shown = {name: value for name, value in values.items() if value <= 0.8 * domain[1]}
    return {
        "x": np.array(list(shown.values())),
        "y": np.array([1.19 - 0.1 * k for k in range(len(shown))]),
        "label": kit.labels(shown),
    }


NO_BARS = {"x": np.empty(0), "x2": np.empty(0), "y": np.empty(0)}


def bars(draws: np.ndarray, found: TauPosterior, domain: tuple[float, float]) -> kit.Columns:
    """How many draws lie where, on the scale on which the posterior has its top at 1."""
    if not len(draws):
        return NO_BARS
    count, edges = np.histogram(draws, BINS, domain)
    x = places(domain)
    height = found.density(x)
    area = float(np.trapezoid(height, x)) / float(height.max())
    inside = max(1, int(count.sum()))
    return {"x": edges[:-1], "x2": edges[1:], "y": np.minimum(1.2, count / inside * area / (edges[1] - edges[0]))}


def believed(
    name: str, title: kit.Words, found: TauPosterior, marked: Mapping[str, float], domain: tuple[float, float] = DOMAIN,
    *, draws: np.ndarray | None = None, still: Any = None,
) -> kit.Figure:  # fmt: skip
    """The three curves. marked: what else is on the axis; draws: of a sampler, which pile up."""
    low, high = found.interval
    says = sentence(
        "The posterior has its middle at @median, with 95 % between @low and @high.",
        median=found.median,
        low=low,
        high=high,
    )
    tables = {
        "curves": curves(found, domain),
        "bars": bars(np.empty(0) if draws is None else draws, found, domain),
        "marks": marks(marked, domain),
    }
    settings = {"x_domain": domain, "x_title": X_TITLE}
    return kit.Figure(name, title, kit.charts.prior_to_posterior, tables, says, settings, still=still)


def side_by_side(found: Mapping[str, TauPosterior], truth: float) -> kit.Figure:
    """The posterior's middle and its middle 95 % by every prior, against what was set."""
    ends = np.array([(one.median, *one.interval) for one in found.values()])
    tables = {
        "estimates": {
            "label": kit.labels(SHORT[name] for name in found),
            "estimate": ends[:, 0],
            "low": ends[:, 1],
            "high": ends[:, 2],
            "chosen": np.ones(len(ends), dtype=bool),
        },
        "set": {"value": np.array([truth])},
    }
    says = sentence(
        "One sample, four priors: middles of @cauchy, @flat, @one and @thousandth, with 95 % intervals. Set: @set "
        "(dashed).",
        set=truth,
        **{name: one.median for name, one in found.items()},
    )
    settings = {"domain": DOMAIN, "title": "SD between groups", "code": "tau00", "order": tuple(SHORT.values())}
    return kit.Figure("priors", "Four priors", kit.charts.intervals, tables, says, settings, height="short")


SHORT = {
    "cauchy": "Half-Cauchy",
    "flat": "Flat",
    "one": "Inv. gamma (1)",
    "thousandth": "Inv. gamma (.001)",
}


@dataclass(frozen=True, eq=False)
class Walk:
    """The first steps of a sampler. kept: the standard deviations of the later half of them, (steps // 2, chains)."""

    chains: Chains
    n_steps: int

    @property
    def tau(self) -> np.ndarray:
        return np.sqrt(self.chains.tau00[: self.n_steps])

    @property
    def kept(self) -> np.ndarray:
        return self.tau[self.n_steps - self.n_steps // 2 :]

    @property
    def r_hat(self) -> float:
        return r_hat(self.kept)

    @property
    def worth(self) -> tuple[float, float]:
        """Independent draws that would be worth as much: in the middle, in the tails."""
        return bulk_ess(self.kept), tail_ess(self.kept)


def walked(groups: kit.Groups, prior: TauPrior, n_steps: int, seed: int) -> Walk:
    """The sampler on these groups, up to the step that the reader has reached; no more are taken than that may need."""
    data = kit.balanced(groups)
    means = tuple(float(mean) for mean in groups.mean("y"))
    starts = tuple(start**2 for start in STARTS)
    enough = FIRST_STEPS if n_steps <= FIRST_STEPS else MOST_STEPS
    return Walk(gibbs(GroupMeans(means, data.within, data.n_per_group), prior, starts, enough, seed), n_steps)


def trace(walk: Walk, found: TauPosterior) -> kit.Figure:
    """Four chains, step by step."""
    every = -(-walk.n_steps // SHOWN_STEPS)
    tau = walk.tau[::every]
    n_shown, n_chains = tau.shape
    tables = {
        "draws": {
            "step": np.tile(np.arange(1, walk.n_steps + 1, every), n_chains),
            "y": tau.T.ravel(),
            "chain": kit.labels(str(chain + 1) for chain in range(n_chains) for _ in range(n_shown)),
        },
        "kept": {"x": np.array([walk.n_steps - len(walk.kept) + 1]), "x2": np.array([walk.n_steps])},
        "truth": {"y": np.array([found.median])},
    }
    says = sentence(
        "Four chains after @n steps. The gray half counts. Dashed: the exact middle of the posterior, @median.",
        n=walk.n_steps,
        median=found.median,
    )
    settings = {
        "x_domain": (0, FIRST_STEPS if walk.n_steps <= FIRST_STEPS else MOST_STEPS),
        "y_domain": DOMAIN,
        "x_title": "step",
        "y_title": "SD of groups",
    }
    return kit.Figure("trace", "Four chains", kit.charts.traces, tables, says, settings, height="short")


@lru_cache(maxsize=64)
def at_the_edge(n_groups: int, n_per_group: int, sigma2: float) -> TauPosterior:
    """The posterior under a flat prior where means differ exactly as chance has it, so that REML finds 0."""
    data = Balanced(n_groups, n_per_group, (n_groups - 1) * sigma2, n_groups * (n_per_group - 1) * sigma2)
    return tau_posterior(tau_likelihood(data), TauPrior("flat"))
