"""Lines of equal height on a grid whose axes are logarithms, as short pieces: marching squares."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def contour(x: Numbers, y: Numbers, value: Numbers, level: float) -> tuple[Numbers, Numbers]:
    """Where `value` (nx, ny) is `level`, straight within each square: both ends of every piece, (S, 2) each."""
    u, v = np.meshgrid(np.log(x), np.log(y), indexing="ij")
    corners = [(slice(i, i - 1 or None), slice(k, k - 1 or None)) for i, k in ((0, 0), (1, 0), (1, 1), (0, 1))]
    height, across, up = ([grid[corner] for corner in corners] for grid in (value, u, v))
    crossed, places = [], []
    for here, there in ((0, 1), (1, 2), (2, 3), (3, 0)):
        rise = height[there] - height[here]
        share = np.clip((level - height[here]) / np.where(rise == 0, 1, rise), 0, 1)
        crossed.append((height[here] < level) != (height[there] < level))
        places.append(np.stack([one[here] + share * (one[there] - one[here]) for one in (across, up)], axis=-1))
    cut, at = np.stack(crossed, axis=-1), np.stack(places, axis=-2)
    first = np.argsort(~cut, axis=-1, kind="stable")
    ends = np.exp(np.take_along_axis(at, first[..., None], axis=-2))
    n_cut = cut.sum(axis=-1)
    pieces = np.concatenate([ends[n_cut >= 2][:, :2], ends[n_cut == 4][:, 2:]])
    return pieces[:, 0], pieces[:, 1]
