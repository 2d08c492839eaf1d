"""How a lesson ends: a step of questions, a step of what to remember."""

from lessons.kit import Check, Right, Single, Step, Takeaways, Wrong, ending


def test_a_lesson_ends_with_its_questions_and_what_to_remember():
    asked = (Single("q", "Why?", (Right("a", "b."), Wrong("c", "d.", "e"))),)
    first, questions, then, last = ending(asked, Takeaways(("Remember.",)))
    assert isinstance(first, Step)
    assert questions == Check(asked)
    assert isinstance(then, Step)
    assert last == Takeaways(("Remember.",))
