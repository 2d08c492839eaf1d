"""Every interval that any lesson shows, in its scenes and corners: it holds its estimate and can be written down."""

import numpy as np
import pytest

from lessons.curriculum import lessons
from lessons.kit import Lesson, Recovery, SetFound

every_lesson = pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
LARGEST = 1e6


def rows(lesson: Lesson, p) -> list[SetFound]:
    return [row for block in lesson.story(lesson.run(p)) if isinstance(block, Recovery) for row in block.rows]


def states(lesson: Lesson):
    start = lesson.params()
    yield start
    yield from (start.but(**scene.settings) for scene in lesson.scenes)
    yield from lesson.params.corners()


@every_lesson
def test_every_interval_holds_its_estimate_and_is_finite(lesson):
    seen = 0
    for p in states(lesson):
        for row in rows(lesson, p):
            if row.interval is None:
                continue
            low, high = row.interval
            seen += 1
            assert high is not None, (row.code, p)
            assert np.isfinite([low, high]).all(), (row.code, p)
            assert max(abs(low), abs(high)) <= LARGEST, (row.code, p)
            if row.found is None:
                # No correlation was found where a variance is 0: it may be anything.
                assert row.code == "corr01"
                assert (low, high) == pytest.approx((-1, 1)), p
            else:
                assert low <= row.found <= high, (row.code, p)
    assert seen > 20


@every_lesson
def test_every_variance_of_a_mixed_model_has_its_interval(lesson):
    shown = [row for row in rows(lesson, lesson.params()) if row.code in ("tau00", "tau11", "corr01")]
    assert any(row.found is not None for row in shown)
    assert all(row.interval is not None for row in shown if row.found is not None)
