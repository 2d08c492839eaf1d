"""Everything a first reader would wait for, done before the door opens: imports, the fits' first call, the specs."""

import gc
from collections.abc import Iterable, Iterator

from dashboard.spec import built
from lessons.curriculum import lessons
from lessons.kit import Block, Figure, Row
from lessons.kit.charts import DARK, LIGHT


def warm() -> int:
    """Tell every lesson once and build its charts' specs, light and dark; returns how many. A broken lesson raises."""
    specs = 0
    for lesson in lessons():
        for figure in _figures(lesson.story(lesson.run(lesson.params()))):
            for look in (LIGHT, DARK):
                built(figure.chart, look, tuple(sorted(figure.settings.items())))
                specs += 1
    # What is loaded now stays: collections need not walk it again while readers wait.
    gc.collect()
    gc.freeze()
    return specs


def _figures(story: Iterable[Block]) -> Iterator[Figure]:
    for block in story:
        match block:
            case Figure():
                yield block
            case Row():
                yield from block.figures
            case _:
                pass
