"""Profile-likelihood intervals of tau00, tau11, corr01 and sigma2 where the intercept and one slope are random.

An end is where the criterion D, least in the three other coordinates of phi, has risen by `drop` (lme4 profiles so
too, one end after the other; Venzon and Moolgavkar 1988, Applied Statistics 37, 87-94, is the idea of doing both at
once). Here all eight ends go in step: Newton in the three others, and once they have come to rest, Newton on
sqrt(D - D_least) in the coordinate itself, held between a place inside and one outside. At last D is made small from
far away in the other coordinates too: it may have several valleys, and an end is where the lowest of them rises.
"""

from dataclasses import dataclass

import numpy as np

from lessons.kit.fit.criterion import Criterion, Jet
from lessons.kit.fit.deviance import deviance

CORR, NEARLY_ZERO = 2, 1e-6
# Of each end: its coordinate, its direction, and where that coordinate stops.
AXIS = np.array([0, 0, 1, 1, 2, 2, 3, 3])
SIDE = np.array([-1, 1, -1, 1, -1, 1, -1, 1])
STOP = np.array([0, np.inf, 0, np.inf, -np.pi / 2, np.pi / 2, np.log(NEARLY_ZERO), np.inf])
EVERY = np.arange(8)
OTHERS = np.array([[k for k in range(4) if k != axis] for axis in range(4)])
ELSEWHERE = np.array([-1.4, -0.7, 0.0, 0.7, 1.4])
CALM, FAR = 0.05, 1000.0
PATIENCE, ROUNDS, TURNS = 15, 40, 4


@dataclass(frozen=True)
class _Newton:
    """Newton's step in the three other coordinates, and the profile that it leads to, by places.

    fall: twice what the step takes off D. pull: how the others give way as the own coordinate moves on. climb, bend:
    slope and curvature of the profile.
    """

    step: np.ndarray
    fall: np.ndarray
    calm: np.ndarray
    pull: np.ndarray
    climb: np.ndarray
    bend: np.ndarray


def _newton(at: Jet, axis: np.ndarray) -> _Newton:
    rows, others = np.arange(len(axis)), OTHERS[axis]
    slope, cross = at.slope[rows[:, None], others], at.curve[rows[:, None], axis[:, None], others]
    curve = at.curve[rows[:, None, None], others[:, :, None], others[:, None, :]]
    values, q = np.linalg.eigh(curve)
    along, across = (slope[:, None] @ q)[:, 0], (cross[:, None] @ q)[:, 0]
    size = np.maximum(np.abs(values), 1e-9)
    saddle = values < -1e-6 * size[:, -1:]
    # Away from a saddle at least a little: on it the slope is 0, which is no reason to stay.
    step = np.where(saddle, -np.where(along < 0, -1, 1) * np.maximum(np.abs(along) / size, 0.1), -along / size)
    step = (q @ step[:, :, None])[:, :, 0]
    fall = (along**2 / size).sum(axis=1)
    return _Newton(
        step / np.maximum(1, np.linalg.norm(step, axis=1))[:, None],
        fall,
        (fall < CALM) & ~saddle.any(axis=1),
        (q @ (across / size)[:, :, None])[:, :, 0],
        at.slope[rows, axis] - (across * along / size).sum(axis=1),
        at.curve[rows, axis, axis] - (across**2 / size).sum(axis=1),
    )


def _settle(model: Criterion, phi: np.ndarray, axis: np.ndarray) -> tuple[np.ndarray, np.ndarray, _Newton]:
    """From phi to where D is nearly least in the coordinates other than each place's own: phi, D and the next step."""
    base, lowest = phi, np.full(len(phi), np.inf)
    at = deviance(model, phi)
    newton = _newton(at, axis)
    for _ in range(PATIENCE):
        if newton.calm.all():
            break
        worse = (at.value > lowest + 1e-9) & ~newton.calm
        base, lowest = np.where(worse[:, None], base, phi), np.where(worse, lowest, at.value)
        phi = np.where(worse[:, None], (base + phi) / 2, _moved(phi, axis, newton.step))
        at = deviance(model, phi)
        newton = _newton(at, axis)
    return phi, at.value, newton


def _moved(phi: np.ndarray, axis: np.ndarray, step: np.ndarray) -> np.ndarray:
    """phi with `step` added to the coordinates other than its own."""
    moved = phi.copy()
    moved[np.arange(len(axis))[:, None], OTHERS[axis]] += step
    # The sign of corr01 is that of sin t only while both standard deviations are positive.
    held = axis == CORR
    moved[held, :2] = np.maximum(moved[held, :2], phi[held, :2] / 4)
    return moved


def profile_slopes(model: Criterion, here: np.ndarray, drop: float) -> np.ndarray:
    """(4, 2): the ends of sd0, sd1, t and v; inf where D never rises by `drop`. here: the estimate, in phi (4,)."""
    search = _Search(model, here, drop)
    for _ in range(TURNS):
        search.run()
        if not search.surprised():
            break
    return search.ends


class _Search:
    """Eight places on their way to the eight ends. `near` lies inside the interval, `far` outside of it."""

    def __init__(self, model: Criterion, here: np.ndarray, drop: float) -> None:
        self.model, self.drop, self.start = model, drop, here[AXIS]
        self.phi = np.repeat(here[None], len(AXIS), axis=0)
        at = deviance(model, self.phi)
        newton = _newton(at, AXIS)
        self.least = float(at.value[0])
        self.near, self.far = self.start, SIDE * np.inf
        self.done, self.endless = (self.start - STOP) * SIDE >= 0, np.zeros(len(AXIS), bool)
        self._go(newton, self.start + SIDE * np.sqrt(2 * drop / np.maximum(newton.bend, 2 * drop)))
        self._free()

    @property
    def psi(self) -> np.ndarray:
        """Where each place stands in its own coordinate."""
        return self.phi[EVERY, AXIS]

    @property
    def ends(self) -> np.ndarray:
        """An end that was not reached lies where the search last was outside: too wide rather than too narrow."""
        wide = np.where(np.isfinite(self.far), self.far, STOP)
        return np.where(self.done & ~self.endless, self.psi, wide).reshape(4, 2)

    def run(self) -> None:
        """Move the places until each is at its end."""
        for _ in range(ROUNDS):
            if self.done.all():
                return
            self.phi, value, newton = _settle(self.model, self.phi, AXIS)
            self.least = min(self.least, float(value[~self.done].min()))
            self._turn(value - newton.fall / 2 - self.least, newton)

    def surprised(self) -> bool:
        """Whether D is lower at an end than the search knew, far away in the other coordinates: then it is no end."""
        lost = np.flatnonzero((self.psi != STOP) & ~self.endless)
        tries = np.repeat(self.phi[None, lost], len(ELSEWHERE), axis=0)
        tries[:, AXIS[lost] != CORR, CORR] = ELSEWHERE[:, None]
        tries[:, AXIS[lost] == CORR, :2] *= np.exp(ELSEWHERE)[:, None, None] ** [1, -1]
        flat = tries.reshape(-1, 4)
        phi, value, _ = _settle(self.model, flat, np.tile(AXIS[lost], len(ELSEWHERE)))
        best = value.reshape(len(ELSEWHERE), -1).argmin(axis=0)
        lower = value.reshape(len(ELSEWHERE), -1).min(axis=0) < self.least + self.drop - 1e-3
        ends = lost[lower]
        self.phi[ends] = phi.reshape(*tries.shape)[best[lower], lower]
        self.near[ends], self.far[ends], self.done[ends] = self.psi[ends], SIDE[ends] * np.inf, False
        return bool(lower.any())

    def _turn(self, rise: np.ndarray, newton: _Newton) -> None:
        """Take note of what is inside and what outside, and move on."""
        psi, gap = self.psi, rise - self.drop
        sure = newton.calm & ~self.done & (np.abs(gap) > newton.fall)
        self.near = np.where(sure & (gap <= 0), psi, self.near)
        self.far = np.where(sure & (gap > 0), psi, self.far)
        stopped = sure & (gap <= 0) & (psi == STOP)
        ended = newton.calm & (newton.fall < 1e-3) & (np.abs(gap) < 1e-4)
        ended |= np.abs(self.far - self.near) < 1e-9
        self.endless |= np.abs(psi - self.start) > FAR
        self._go(newton, np.where(stopped | self.endless, psi, self._next(rise, newton)))
        self.done |= stopped | ended | self.endless
        self._free()

    def _next(self, rise: np.ndarray, newton: _Newton) -> np.ndarray:
        """Newton on sqrt(D - D_least), which is nearly straight; halfway or further out where that leads astray."""
        psi, root = self.psi, np.sqrt(np.maximum(rise, 1e-12))
        way = SIDE * (psi - self.start)
        climb = np.where(newton.climb * SIDE > 1e-12, newton.climb, np.nan)
        leap = self.start + SIDE * np.maximum(4 * way, 0.5)
        new = psi - (root - np.sqrt(self.drop)) * 2 * root / climb
        new = np.where(SIDE * (new - leap) > 0, leap, new)
        bounded = np.isfinite(self.far)
        good = (SIDE * (new - self.near) > 0) & (SIDE * (self.far - new) > 0)
        middle = np.where(bounded, (self.near + np.where(bounded, self.far, 0)) / 2, leap)
        return np.where(newton.calm, np.where(good, new, middle), psi)

    def _go(self, newton: _Newton, new: np.ndarray) -> None:
        """Move each open place to `new`, or to where its coordinate stops, the others giving way."""
        new = np.where(SIDE * (new - STOP) > 0, STOP, new)
        step = newton.step - newton.pull * (new - self.psi)[:, None]
        phi = _moved(self.phi, AXIS, step / np.maximum(1, np.linalg.norm(step, axis=1))[:, None])
        phi[EVERY, AXIS] = new
        self.phi = np.where(self.done[:, None], self.phi, phi)

    def _free(self) -> None:
        """Where a variance may be 0, a correlation may be anything."""
        if (self.done & (self.psi == 0) & (STOP == 0)).any():
            self.phi[AXIS == CORR, CORR] = STOP[AXIS == CORR]
            self.done |= AXIS == CORR
