"""Make the worlds that lme4 is asked about: `python -m tests.oracles.make_worlds`. Seeded; the tables are committed."""

from pathlib import Path

import numpy as np
import pandas as pd

from datasets.simulate import make_draws, two_level

HERE = Path(__file__).parent / "worlds"
PLAIN = {
    "n_groups": 20,
    "n_per_group": 10,
    "gamma00": 5,
    "gamma10": 2,
    "tau00": 4,
    "tau11": 1,
    "corr01": 0.3,
    "sigma2": 9,
}


def balanced(seed: int, **changes: float) -> pd.DataFrame:
    return two_level(make_draws(seed, 60, 40), **PLAIN | changes, icc_x=0.2)


def unbalanced(seed: int) -> pd.DataFrame:
    """Groups of 1 to 40 units."""
    whole = balanced(seed, n_groups=25, n_per_group=40)
    keep = np.random.default_rng(seed).geometric(0.12, size=25).clip(1, 40)
    return whole[whole.groupby("group", observed=True).cumcount() < keep[whole["group"].cat.codes]]


WORLDS = {
    "plain": lambda: balanced(1),
    "no_group_variance": lambda: balanced(4, tau00=0, tau11=0, sigma2=25),
    "perfect_correlation": lambda: balanced(3, corr01=1, tau11=2),
    "unbalanced": lambda: unbalanced(4),
    "triples": lambda: balanced(5, n_groups=40, n_per_group=3, tau11=3),
    "few_groups": lambda: balanced(6, n_groups=4, n_per_group=15),
    "large_scale": lambda: balanced(7).assign(y=lambda d: 1e4 * d["y"] + 1e6),
    "large_icc": lambda: balanced(8, tau00=100, tau11=4, sigma2=1),
}


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for name, make in WORLDS.items():
        make()[["group", "x", "y"]].to_csv(HERE / f"{name}.csv", index=False, float_format="%.10g", lineterminator="\n")


if __name__ == "__main__":
    main()
