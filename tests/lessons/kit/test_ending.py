"""Every lesson ends alike: it asks before it tells."""

from lessons.how.random_intercepts import QUESTIONS, TAKEAWAYS
from lessons.kit import Check, Step, ending


def test_the_ending_asks_before_it_tells():
    blocks = [Step("Check yourself"), Check(QUESTIONS), Step("Take away"), TAKEAWAYS]
    assert list(ending(QUESTIONS, TAKEAWAYS)) == blocks
