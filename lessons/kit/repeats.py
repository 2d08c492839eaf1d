"""One design many times: seeds of their own, failures counted, and what the estimates do on average."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lessons.kit.fit import FitError
from lessons.kit.theory.wilson import wilson_interval

Numbers = NDArray[np.float64]
One = Callable[[int], Mapping[str, float]]
Tick = Callable[[float], None]
_tick: ContextVar[Tick | None] = ContextVar("tick", default=None)
PARTS = ("estimate", "se", "low", "high")


@contextmanager
def heard_by(tick: Tick) -> Generator[None]:
    """While this is open, `repeated` calls tick(share done) after every sample, in whichever lesson it is called."""
    before = _tick.set(tick)
    try:
        yield
    finally:
        _tick.reset(before)


def ticking() -> Tick | None:
    """Who hears how much is done, if anybody."""
    return _tick.get()


@dataclass(frozen=True)
class Summary:
    """Over many samples: bias and its Monte Carlo standard error; spread, which is the true standard error; the
    standard error that was reported (root of the mean square); the share of intervals that hold the truth, with
    Wilson's 95 % interval."""

    n: int
    bias: float
    bias_error: float
    spread: float
    reported: float
    coverage: float
    coverage_low: float
    coverage_high: float


@dataclass(frozen=True)
class Samples:
    """What `one` said of every sample that could be fitted, (R,) a column; n_failed could not, and are not counted."""

    columns: Mapping[str, Numbers]
    n_failed: int = 0

    @property
    def n(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def first(self, n: int) -> "Samples":
        """The first n of them, or all where there are fewer."""
        return Samples({name: column[:n] for name, column in self.columns.items()})

    def of(self, model: str) -> dict[str, Numbers]:
        """The estimates of one model: estimate, se, low, high, (R,) each."""
        return {part: self.columns[f"{model}.{part}"] for part in PARTS}

    def summary(self, model: str, truth: float) -> Summary:
        """How the estimates of one model stand to the truth."""
        found = self.of(model)
        n, spread = self.n, float(found["estimate"].std(ddof=1))
        coverage = float(((found["low"] <= truth) & (truth <= found["high"])).mean())
        return Summary(
            n,
            float(found["estimate"].mean() - truth),
            spread / n**0.5,
            spread,
            float(np.sqrt((found["se"] ** 2).mean())),
            coverage,
            *wilson_interval(coverage, n),
        )


def repeated(n_samples: int, seed: int, one: One) -> Samples:
    """`one` of `n_samples` seeds, none of them the one on screen; a sample whose model cannot be fitted has failed."""
    seeds = np.random.SeedSequence([seed, n_samples]).generate_state(n_samples)
    rows: list[Mapping[str, float]] = []
    tick = ticking()
    for sample, own_seed in enumerate(seeds):
        if tick:
            tick(sample / n_samples)
        try:
            rows.append(one(int(own_seed)))
        except FitError:
            continue
    names = rows[0] if rows else ()
    return Samples({name: np.array([row[name] for row in rows]) for name in names}, n_samples - len(rows))


def estimates_of(fits: Mapping[str, Any], term: str) -> dict[str, float]:
    """What `one` says of several fits: for each model its estimate of `term`, the standard error, both ends."""
    found: dict[str, float] = {}
    for model, fit in fits.items():
        values = (fit.gamma[term], fit.se[term], *fit.interval()[term])
        found |= {f"{model}.{part}": value for part, value in zip(PARTS, values, strict=True)}
    return found


def share_of_100(came_true: Numbers) -> tuple[float, float, float]:
    """How many of 100 samples something was true in, with Wilson's 95 % interval. came_true: 0 or 1, (R,)."""
    share = float(came_true.mean())
    low, high = wilson_interval(share, len(came_true))
    return 100 * share, 100 * low, 100 * high
