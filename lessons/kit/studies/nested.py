"""What designs of two levels share: a predictor at each level, random intercepts and random slopes.

y_ij = gamma00 + gamma10 x_ij + gamma01 w_j + gamma11 w_j x_ij + u0_j + u1_j x_ij + e_ij,
(u0, u1) ~ N(0, T), e ~ N(0, sigma2). A normal w is drawn anew in every sample; what x is, each design says.
Members and whole groups may be lost, at random, so that groups are of unequal size and some are not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from datasets.simulate.two_level import group_labels
from lessons.kit.studies.controls import Design, control, one_of

STREAMS = ("u0", "u1", "w", "x_mean", "x", "e", "lost", "lost_groups")
LEVEL1 = ("x", "e", "lost")


@dataclass(frozen=True)
class Nested(Design):
    """The settings of every two-level world; tau00, tau11 and sigma2 are variances."""

    n_groups: int = control(30, 2, 10_000, "groups", (4, 200, 1))
    n_per_group: int = control(20, 1, 10_000, "members of a group", (2, 100, 1))
    gamma00: float = control(0.0, -1e6, 1e6, "intercept", (-5, 5, 0.1))
    gamma10: float = control(0.2, -1e6, 1e6, "effect of x, level 1", (-1, 1, 0.05))
    gamma01: float = control(0.4, -1e6, 1e6, "effect of w, level 2", (-1, 1, 0.05))
    gamma11: float = control(0.0, -1e6, 1e6, "effect of w on the slope of x", (-1, 1, 0.05))
    tau00: float = control(0.2, 0, 1e6, "variance of the intercepts", (0, 1, 0.01))
    tau11: float = control(0.05, 0, 1e6, "variance of the slopes", (0, 0.5, 0.01))
    corr01: float = control(0.0, -1, 1, "correlation of intercepts and slopes", (-1, 1, 0.1))
    sigma2: float = control(0.8, 0, 1e6, "variance within groups", (0.05, 2, 0.05))
    lost: float = control(0.0, 0, 0.95, "share of members lost", (0, 0.8, 0.05))
    lost_groups: float = control(0.0, 0, 0.95, "share of groups lost", (0, 0.8, 0.05))
    w: str = one_of(("treatment", "normal"), "0 and 1 by turns over the groups, or standard normal")

    def samples(self, seed: np.random.SeedSequence, n_samples: int) -> list[Mapping[str, Any]]:
        """Columns group, x, y (level 1) and w (level 2, repeated), (J n,) each, less who is lost, in order of group."""
        z = self._draws(seed, n_samples)
        w = z["w"] if self.w == "normal" else np.broadcast_to(np.arange(self.n_groups) % 2.0, z["w"].shape)
        x = self.level1_x(z)
        u0 = np.sqrt(self.tau00) * z["u0"]
        u1 = np.sqrt(self.tau11) * (self.corr01 * z["u0"] + np.sqrt(1 - self.corr01**2) * z["u1"])
        intercept, slope = self.gamma00 + self.gamma01 * w + u0, self.gamma10 + self.gamma11 * w + u1
        y = intercept[..., None] + slope[..., None] * x + np.sqrt(self.sigma2) * z["e"]
        group, wide = group_labels(self.n_groups, self.n_per_group), np.repeat(w, self.n_per_group, axis=1)
        x, y = x.reshape(n_samples, -1), y.reshape(n_samples, -1)
        every: list[Mapping[str, Any]] = [
            {"group": group, "x": x[r], "w": wide[r], "y": y[r]} for r in range(n_samples)
        ]
        return [_left(one, stay) for one, stay in zip(every, self._stays(z), strict=True)] if self._loses else every

    def level1_x(self, z: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """The level-1 predictor, (R, J, n), from standard normals: x (R, J, n), x_mean (R, J)."""
        raise NotImplementedError

    @property
    def _loses(self) -> bool:
        return self.lost > 0 or self.lost_groups > 0

    def _stays(self, z: Mapping[str, NDArray[np.float64]]) -> NDArray[np.bool_]:
        """Who is not lost, (R, J n): the more are to be lost, the more of the same ones are joined by others."""
        stays = (z["lost"] > ndtri(self.lost)) & (z["lost_groups"] > ndtri(self.lost_groups))[..., None]
        return stays.reshape(len(stays), -1)

    def _draws(self, seed: np.random.SeedSequence, n_samples: int) -> dict[str, NDArray[np.float64]]:
        """Standard normals, level 2 (R, J), level 1 (R, J, n); each array has a stream of its own, so none shifts
        another, and the first samples are the same however many follow."""
        level2 = (n_samples, self.n_groups)
        shapes = {name: (*level2, self.n_per_group) if name in LEVEL1 else level2 for name in STREAMS}
        # Children by key, not by spawn(): a seed that has spawned before would give others.
        keys = ((*seed.spawn_key, k) for k in range(len(STREAMS)))
        # A stream that nobody reads is not drawn.
        needed = STREAMS if self._loses else STREAMS[: STREAMS.index("lost")]
        streams = [np.random.default_rng(np.random.SeedSequence(seed.entropy, spawn_key=key)) for key in keys]
        return {name: rng.standard_normal(shapes[name]) for name, rng in zip(needed, streams, strict=False)}

    def truth(self) -> Mapping[str, float]:
        """Intercept, x, w, x:w and the variance components."""
        return {
            "Intercept": self.gamma00,
            "x": self.gamma10,
            "w": self.gamma01,
            "w:x": self.gamma11,
            "tau00": self.tau00,
            "tau11": self.tau11,
            "tau01": self.corr01 * (self.tau00 * self.tau11) ** 0.5,
            "sigma2": self.sigma2,
        }

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return ("y", "x", "w", "group")


def _left(sample: Mapping[str, Any], stays: NDArray[np.bool_]) -> Mapping[str, Any]:
    """The rows that stay, in groups that are still there."""
    columns = {name: column[stays] for name, column in sample.items()}
    return columns | {"group": columns["group"].remove_unused_categories()}
