"""How far apart two units lie: pairs of one group beside pairs of two groups, as shares and as averages."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lessons.kit.columns import Columns, labels
from lessons.kit.text import number, sentence

HEIGHTS = (0.47, 0.42)  # Where the two averages are written, as shares of pairs: near the top, one below the other.


def gap_tables(
    pairs: Mapping[str, NDArray[np.float64]], words: Sequence[str], width: float, n_bins: int
) -> dict[str, Columns]:
    """What gaps draws of kind -> distances: `gaps` (kind, low, share) and `means` (kind, gap, height, label).

    share: of the pairs of its kind, in the bin that begins at low; the last bin is open. words: what a label calls each
    kind.
    """
    means = [float(gap.mean()) for gap in pairs.values()]
    told = zip(words, means, strict=True)
    return {
        "gaps": {
            "kind": labels(kind for kind in pairs for _ in range(n_bins)),
            "low": np.tile(np.arange(n_bins) * width, len(pairs)),
            "share": np.concatenate([_shares(gap, width, n_bins) for gap in pairs.values()]),
        },
        "means": {
            "kind": labels(pairs),
            "gap": np.array(means),
            "height": np.array(HEIGHTS),
            "label": labels(str(sentence("@kind: @gap", kind=kind, gap=number(gap, 1))) for kind, gap in told),
        },
    }


def _shares(gap: NDArray[np.float64], width: float, n_bins: int) -> NDArray[np.float64]:
    bins = np.minimum(gap // width, n_bins - 1).astype(int)
    return np.bincount(bins, minlength=n_bins) / max(1, len(gap))
