"""What a child does for "Draw 400 samples": a lesson's own block, found by its name, from its controls."""

from collections.abc import Callable, Mapping
from typing import Any

from lessons.curriculum import lessons
from lessons.kit import Repeats
from lessons.kit.repeats import heard_by


def samples(slug: str, controls: Mapping[str, Any], name: str, tell: Callable[[float], None]) -> Any:
    """What `repeat` of the block `name` returns in the state that `controls` says."""
    lesson = next(lesson for lesson in lessons() if lesson.slug == slug)
    story = lesson.story(lesson.run(lesson.params(**controls)))
    block = next(block for block in story if isinstance(block, Repeats) and block.name == name)
    with heard_by(tell):
        return block.repeat(block.n_samples)
