"""Passages that lessons share: in order, and nothing is fitted before it is asked for."""

from types import SimpleNamespace

from lessons.how.random_intercepts import LESSON, QUESTIONS, TAKEAWAYS
from lessons.kit import Check, Recovery, SecondOpinion, Step, ending, set_and_found
from lessons.kit.lazily import Lazily


def test_the_ending_asks_before_it_tells():
    assert list(ending(QUESTIONS, TAKEAWAYS)) == [
        Step("Check yourself"), Check(QUESTIONS), Step("Take away"), TAKEAWAYS,
    ]  # fmt: skip


def test_a_second_opinion_is_about_the_model_that_is_named_and_fits_nothing_before():
    run, fitted = LESSON.run(LESSON.params(n_groups=5, n_per_group=4)), []

    def fit():
        fitted.append("random_intercept")
        return run.fits["random_intercept"]

    shown, watched = Recovery((), "Says."), SimpleNamespace(fits=Lazily({"random_intercept": fit}))
    step, recovery, opinion = set_and_found(shown, watched, "random_intercept")
    assert (step, recovery) == (Step("Set and found"), shown)
    assert isinstance(opinion, SecondOpinion)
    assert not fitted
    assert "statsmodels" in opinion.ask()
    assert fitted
