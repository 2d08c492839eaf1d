"""Links to lessons inside a sentence or a table."""

from dashboard import notation
from dashboard.markup import Html, markup
from lessons.curriculum import lessons
from lessons.kit.glossary.notation import NOTATIONS


def lesson_link(slug: str) -> Html:
    """A link to a lesson that is written, in the reader's notation; nothing for one that is not."""
    titles = {lesson.slug: lesson.title for lesson in lessons()}
    if slug not in titles:
        return Html()
    book = "" if notation.now() == next(iter(NOTATIONS.values())) else f"?{notation.KEY}={notation.now().code}"
    return markup('<a href="@slug@book" target="_self">@title</a>', slug=slug, book=book, title=titles[slug])
