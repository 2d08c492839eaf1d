"""What a child does for the map: a small picture of each lesson, drawn from the first chart of its own story."""

import io
from collections.abc import Mapping
from typing import Any

from dashboard.pictures import Tell
from dashboard.spec import built
from lessons.curriculum import lessons
from lessons.kit import Figure, Lesson, figures_of
from lessons.kit.charts import DARK, LIGHT, Look
from lessons.kit.columns import records

WIDTH, HEIGHT, FINER, QUALITY = 340, 190, 1.5, 78
LOOKS: Mapping[str, Look] = {look.mode: look for look in (LIGHT, DARK)}


def name(lesson: Lesson, look: Look) -> str:
    """What the picture of a lesson is called in addresses."""
    return f"{lesson.slug}-{look.mode}"


def names() -> frozenset[str]:
    return frozenset(name(lesson, look) for lesson in lessons() for look in LOOKS.values())


def drawn(called: str, _: Tell) -> bytes:
    """The picture of that name, as WebP: a fifth of the PNG."""
    import vl_convert
    from PIL import Image

    lesson, look = next((one, look) for one in lessons() for look in LOOKS.values() if name(one, look) == called)
    png = vl_convert.vegalite_to_png(sketch(first_figure(lesson), look), scale=FINER)
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "WEBP", quality=QUALITY)
    return out.getvalue()


def first_figure(lesson: Lesson) -> Figure:
    """The first chart of the story as the lesson opens."""
    told = lesson.story(lesson.run(lesson.params()))
    return next(figure for block in told for figure in figures_of(block))


def sketch(figure: Figure, look: Look) -> dict[str, Any]:
    """The chart's marks alone: no axes, no legends, no letters."""
    page = built(figure.chart, look, tuple(sorted(figure.settings.items())))
    tables = {key: records(table) for key, table in figure.tables.items()}
    nothing = {"picked": []} if figure.picks else {}
    return _bare(page) | {
        "width": WIDTH,
        "height": HEIGHT,
        "padding": 6,
        "datasets": page.get("datasets", {}) | nothing | tables,
    }


def _bare(part: Any) -> Any:
    if isinstance(part, list):
        return [_bare(_unseen(one) if _is_text(one) else one) for one in part if not _is_text(one) or "name" in one]
    if not isinstance(part, Mapping):
        return part
    bare = {key: _bare(value) for key, value in part.items()}
    if isinstance(encoding := bare.get("encoding"), dict):
        for channel, without in (("x", "axis"), ("y", "axis"), ("color", "legend"), ("opacity", "legend")):
            if "field" in encoding.get(channel, {}):
                encoding[channel] = {**encoding[channel], without: None}
    return bare


def _unseen(part: Mapping[str, Any]) -> dict[str, Any]:
    """Letters that hear the pointer for other marks: the layer stays, and nothing of it is seen."""
    places = {channel: part["encoding"][channel] for channel in ("x", "y") if channel in part["encoding"]}
    return {**part, "mark": {"type": "point", "opacity": 0, "size": 0}, "encoding": places}


def _is_text(part: Any) -> bool:
    mark = part.get("mark") if isinstance(part, Mapping) else None
    return (mark.get("type") if isinstance(mark, Mapping) else mark) == "text"
