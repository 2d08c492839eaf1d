"""A new lesson to begin with: all its parts, in their order, and its line in the curriculum."""

import re
from pathlib import Path

import lessons
from lessons.curriculum import CHAPTERS, Planned

ROOM = Path(lessons.__file__).parent
TEXT = Path(__file__).with_name("skeleton.txt").read_text(encoding="utf-8")
PLACE = re.compile(r"(?P<chapter>[a-z]+)/(?P<slug>[a-z][a-z0-9_]*)")


class SkeletonError(ValueError):
    """Why there is no new lesson, in one plain sentence."""


def text(slug: str, question: str) -> str:
    """The file of a lesson that asks `question`."""
    words = {"@slug": slug, "@title": slug.replace("_", " ").capitalize(), "@question": question}
    return re.sub("|".join(words), lambda slot: words[slot[0]], TEXT)


def begin(place: str, room: Path = ROOM) -> Path:
    """Write the file for "chapter/slug", and put it where the curriculum has planned it; its path."""
    named = PLACE.fullmatch(place)
    chapter = next((one for one in CHAPTERS if named and one.name == named["chapter"]), None)
    if named is None or chapter is None:
        chapters = ", ".join(one.name for one in CHAPTERS)
        raise SkeletonError(f"Name a chapter ({chapters}) and a lesson, like how/shrinkage.")
    slug, path = named["slug"], room / chapter.name / f"{named['slug']}.py"
    if path.exists():
        raise SkeletonError(f"There is a lesson {place} already.")
    planned = next((entry for entry in chapter.lessons if isinstance(entry, Planned) and entry.slug == slug), None)
    if planned is None:
        raise SkeletonError(f'Plan it first: Planned("{slug}", "Its question?") in lessons/curriculum.py.')
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(text(slug, planned.question), encoding="utf-8")
    curriculum = room / "curriculum.py"
    curriculum.write_text(listed(curriculum.read_text(encoding="utf-8"), chapter.name, slug), encoding="utf-8")
    return path


def listed(curriculum: str, chapter: str, slug: str) -> str:
    """The curriculum with the lesson in the place where it was planned, and imported."""
    found = re.sub(rf'Planned\("{slug}", "[^"]*"\)', f"{slug}.LESSON", curriculum)
    known = re.search(rf"^from lessons\.{chapter} import (\([^)]*\)|.*)$", found, re.MULTILINE)
    if known:
        return found.replace(known[0], imported(chapter, {slug, *re.findall(r"\w+", known[1])}))
    return re.sub(r"^(from lessons\.kit import .*\n)", rf"\1{imported(chapter, {slug})}\n", found, flags=re.MULTILINE)


def imported(chapter: str, slugs: set[str]) -> str:
    """The line that imports these lessons, or, where it grows long, a line for each, as the formatter has it."""
    line = f"from lessons.{chapter} import {', '.join(sorted(slugs))}"
    if len(line) <= 120:
        return line
    return f"from lessons.{chapter} import (\n" + "".join(f"    {slug},\n" for slug in sorted(slugs)) + ")"
