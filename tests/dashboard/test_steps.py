"""The story cut at its headings: told lazily, and by one run at a time."""

import threading
from collections.abc import Iterator

from dashboard.steps import Steps
from lessons.kit import Block, Prose, Step


def test_a_step_that_nobody_asks_for_is_never_told():
    told: list[int] = []

    def story() -> Iterator[Block]:
        for k in range(3):
            told.append(k)
            yield Step(str(k))

    assert Steps("now", story())[0] == [Step("0")]
    assert told == [0, 1]


def test_two_runs_of_one_session_tell_the_same_story():
    """The first run is in the middle of the story when the second asks for all of it."""
    reached, go_on = threading.Event(), threading.Event()

    def story() -> Iterator[Block]:
        yield Step("first")
        reached.set()
        assert go_on.wait(30)
        yield Prose("told once")
        yield Step("second")

    steps = Steps("now", story())
    found: list[object] = []
    first = threading.Thread(target=lambda: found.append(steps[0]))
    second = threading.Thread(target=lambda: found.append(steps.told_to_the_end()))
    first.start()
    assert reached.wait(30)
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert found.count(2) == 1
    assert [Step("first"), Prose("told once")] in found
