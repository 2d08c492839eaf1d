"""The marks of a printed line: which distances on the picture of the pupils a number of a fit speaks of."""

from collections.abc import Mapping, Sequence

import numpy as np

from lessons.kit.columns import Columns, alike, labels, numbers
from lessons.kit.fit import LmmFit
from lessons.kit.groups import Groups
from lessons.kit.pictures.lines import FOLLOWED, PUPIL_AXES, effects
from lessons.kit.text import number, sentence

LEFT, RAY = PUPIL_AXES["x_domain"][0], 2.0
Segment = tuple[float, float, float, float]
CODES = {"tau00": "u0", "tau11": "u1", "sigma2": "e", "gamma00": "gamma00", "gamma10": "gamma10"}


def printed_marks(code: str, groups: Groups, found: LmmFit) -> Mapping[str, Columns]:
    """`marks` and `notes` of marked_lines for one number of a random-slope fit.

    code: tau00 (the gaps of the followed groups at x = 0), tau11 (their slopes, from one point), sigma2 (the residuals
    of the first group), gamma00 (the height of the average line at x = 0), gamma10 (its rise over one unit of x).
    """
    segments, label = _MADE[code](groups, found)
    x, y, x2, y2 = np.array(segments, dtype=float).T
    of, far = CODES[code], int(np.argmax(np.hypot(x2 - x, y2 - y)))
    at = (x[far], y[far]) if code == "gamma00" else (x2[far], y2[far])
    note = {"x": np.array([at[0]]), "y": np.array([at[1]]), "code": alike(of, 1), "label": labels([label])}
    return {"marks": {"x": x, "y": y, "x2": x2, "y2": y2, "code": alike(of, len(x))}, "notes": note}


def _gaps(groups: Groups, found: LmmFit) -> tuple[Sequence[Segment], str]:
    level = found.gamma["Intercept"]
    return [(0, level, 0, level + u0) for u0 in effects(found, groups)[0][:FOLLOWED]], "u₀ⱼ"


def _slopes(groups: Groups, found: LmmFit) -> tuple[Sequence[Segment], str]:
    level, slopes = found.gamma["Intercept"], found.gamma["x"] + effects(found, groups)[1][:FOLLOWED]
    return [(0, level, RAY, level + RAY * slope) for slope in slopes], "γ₁₀ + u₁ⱼ"


def _residuals(groups: Groups, found: LmmFit) -> tuple[Sequence[Segment], str]:
    u0, u1 = (each[0] for each in effects(found, groups))
    here = groups.of_unit == 0
    x, y = (numbers(groups.table, name)[here] for name in ("x", "y"))
    line = found.gamma["Intercept"] + u0 + (found.gamma["x"] + u1) * x
    return list(zip(x, line, x, y, strict=True)), "eᵢⱼ"


def _height(groups: Groups, found: LmmFit) -> tuple[Sequence[Segment], str]:
    level = found.gamma["Intercept"]
    return [(LEFT, level, 0, level)], str(sentence("γ₀₀ = @level", level=number(level)))


def _rise(groups: Groups, found: LmmFit) -> tuple[Sequence[Segment], str]:
    level, slope = found.gamma["Intercept"], found.gamma["x"]
    return [(0, level, 1, level), (1, level, 1, level + slope)], str(sentence("γ₁₀ = @slope", slope=number(slope)))


_MADE = {"tau00": _gaps, "tau11": _slopes, "sigma2": _residuals, "gamma00": _height, "gamma10": _rise}
