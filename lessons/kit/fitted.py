"""What a lesson tells where one of its models cannot be fitted: that sentence, and everything else as before."""

from collections.abc import Iterable, Iterator

from lessons.kit.blocks import Block
from lessons.kit.blocks.prose import Prose
from lessons.kit.fit import FitError


def if_fitted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, up to the first whose model cannot be fitted, and instead of it the one sentence that says why."""
    try:
        yield from blocks
    except FitError as problem:
        yield Prose(str(problem))
