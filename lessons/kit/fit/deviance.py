"""The criterion of a random-slope model in coordinates in which every boundary is smooth.

phi = (sd0, sd1, t, v), with tau00 = sd0^2, tau11 = sd1^2, corr01 = sin t and sigma2 = exp v. A variance of 0 and a
correlation of -1 or 1 are places about which the criterion D is symmetric, so that Newton's method may cross them.
"""

import numpy as np

from lessons.kit.fit.criterion import Criterion, Jet


def deviance(model: Criterion, phi: np.ndarray) -> Jet:
    """D with its slope and curvature in phi = (sd0, sd1, t, v), (K, 4); in units of the criterion."""
    kappa, k1, k2 = _kappa(phi)
    logs, rss = model.curved(kappa)
    shrink = np.exp(-phi[:, 3])
    inner = logs.slope + shrink[:, None] * rss.slope
    value = model.df * phi[:, 3] + logs.value + shrink * rss.value
    slope = np.einsum("Ka,Kaf->Kf", inner, k1)
    curve = np.swapaxes(k1, 1, 2) @ (logs.curve + shrink[:, None, None] * rss.curve) @ k1
    curve += np.einsum("Ka,Kafg->Kfg", inner, k2)
    # What exp(-v) before R adds.
    mixed = -shrink[:, None] * np.einsum("Ka,Kaf->Kf", rss.slope, k1)
    slope[:, 3] += model.df - shrink * rss.value
    curve[:, 3] += mixed
    curve[:, :, 3] += mixed
    curve[:, 3, 3] += shrink * rss.value
    return Jet(value, slope, curve)


# kappa = (sd0^2 / s, sd0 sd1 sin t / s, sd1^2 / s, (sd0 sd1 cos t / s)^2) with s = exp v: a product of four functions.
POWERS = np.array([[2, 1, 0, 2], [0, 1, 2, 2]])
SCALE = np.array([-1, -1, -1, -2])
UNITS = np.eye(4, dtype=int)
ORDERS = np.concatenate([np.zeros((1, 4), int), UNITS, (UNITS[:, None] + UNITS[None]).reshape(16, 4)])


def _kappa(phi: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """kappa (K, 4) with its slopes (K, 4, 4) and curvatures (K, 4, 4, 4), kappa first."""
    jets = np.empty((len(phi), 4, 3, 4))
    for axis in (0, 1):
        x, power = phi[:, axis, None], POWERS[axis]
        jets[:, axis, 0] = x**power
        jets[:, axis, 1] = power * x ** np.maximum(power - 1, 0)
        jets[:, axis, 2] = power * (power - 1)
    sin, cos, one = np.sin(phi[:, 2]), np.cos(phi[:, 2]), np.ones(len(phi))
    jets[:, 2, 0] = np.stack([one, sin, one, cos**2], axis=1)
    jets[:, 2, 1] = np.stack([0 * one, cos, 0 * one, -2 * sin * cos], axis=1)
    jets[:, 2, 2] = np.stack([0 * one, -sin, 0 * one, 2 * (sin**2 - cos**2)], axis=1)
    scale = np.exp(phi[:, 3, None] * SCALE)
    jets[:, 3] = np.stack([scale, SCALE * scale, SCALE**2 * scale], axis=1)
    products = jets[:, np.arange(4), ORDERS].prod(axis=2)
    k1 = np.swapaxes(products[:, 1:5], 1, 2)
    return products[:, 0], k1, np.moveaxis(products[:, 5:].reshape(-1, 4, 4, 4), 3, 1)
