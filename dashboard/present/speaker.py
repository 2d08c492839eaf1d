"""What the speaker's page shows of a screen, on a second window or a phone: plain words, and the screen's controls."""

from typing import Any

from dashboard.present.notes import spoken
from dashboard.present.screens import Screen
from dashboard.room.asked import plain
from lessons.kit import Block, Controls, Lesson, Live, Prose, Range


def told(screen: Screen, then: str, lesson: Lesson, p: Controls) -> dict[str, Any]:
    """JSON for dashboard/room/remote.js; `then` is the title of the next screen."""
    ranges = {control.name: control for control in lesson.params.controls() if isinstance(control, Range)}
    return {
        "title": screen.title,
        "next": then,
        "notes": [[kind, plain(said)] for kind, said in (*spoken(lesson, screen.title), *_words(screen.notes))],
        "controls": [
            {"name": c.name, "label": c.label, "lo": c.lo, "hi": c.hi, "step": c.step, "value": getattr(p, c.name)}
            for c in (ranges[name] for name in screen.moves if name in ranges)
        ],
        "scenes": [scene.name for scene in lesson.scenes],
    }


def _words(notes: tuple[Block, ...]) -> list[tuple[str, str]]:
    """The prose that is not on the wall."""
    said = (note.filled if isinstance(note, Live) else note.text for note in notes if isinstance(note, Live | Prose))
    return [("", words) for words in said]
