"""Everything a first reader would wait for, done before the door opens: imports, the fits' first call, the specs."""

import gc

from dashboard.predict import axis
from dashboard.spec import built
from lessons.curriculum import lessons
from lessons.kit import figures_of
from lessons.kit.charts import DARK, LIGHT

COLLECT_AFTER = 20_000, 20, 20


def warm() -> int:
    """Tell every lesson once and build its charts' specs, light and dark; returns how many. A broken lesson raises."""
    specs = 0
    for lesson in lessons():
        told = lesson.story(lesson.run(lesson.params()))
        for figure in (figure for block in told for figure in figures_of(block)):
            for look in (LIGHT, DARK):
                built(figure.chart, look, tuple(sorted(figure.settings.items())))
                specs += 1
    # Built at every start, whatever an earlier one has left: the first chart of a process takes long.
    built(axis, LIGHT, (("high", 1.0), ("low", 0.0), ("unit", "")))
    # What is loaded now stays: collections need not walk it again while readers wait.
    gc.collect()
    gc.freeze()
    # A run makes thousands of small objects, and nearly all of them go by themselves: look for circles less often.
    gc.set_threshold(*COLLECT_AFTER)
    return specs
