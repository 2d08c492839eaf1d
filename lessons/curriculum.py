"""The table of contents: chapters in order, lessons in order."""

from dataclasses import dataclass

from lessons.how import (
    dummies_or_random,
    estimation,
    icc,
    random_intercepts,
    random_slopes,
    shrinkage,
    slope_intercept_covariance,
)
from lessons.kit import Lesson
from lessons.why import (
    atomistic_fallacy,
    dependence,
    durkheim,
    ecological_fallacy,
    frog_pond,
    nested_data,
    propositions,
)


@dataclass(frozen=True)
class Planned:
    """A lesson on the syllabus that is not written yet: shown on the map, never as a link."""

    slug: str
    question: str


@dataclass(frozen=True)
class Chapter:
    """A part of the syllabus."""

    name: str
    title: str
    about: str
    lessons: tuple[Lesson | Planned, ...]


CHAPTERS = (
    Chapter(
        "why",
        "Why multilevel",
        "What groups do to data, and what goes wrong when you look away.",
        (
            nested_data.LESSON,
            dependence.LESSON,
            propositions.LESSON,
            durkheim.LESSON,
            ecological_fallacy.LESSON,
            atomistic_fallacy.LESSON,
            Planned("aggregation", "Why not simply average?"),
            frog_pond.LESSON,
        ),
    ),
    Chapter(
        "how",
        "The models",
        "From one variance between groups to slopes that differ.",
        (
            icc.LESSON,
            Planned("fixed_and_random", "Fixed or random, and of what?"),
            random_intercepts.LESSON,
            shrinkage.LESSON,
            random_slopes.LESSON,
            slope_intercept_covariance.LESSON,
            estimation.LESSON,
            Planned("bayes", "What if we do not maximize at all?"),
            Planned("diagnostics", "Is the model any good?"),
            dummies_or_random.LESSON,
        ),
    ),
    Chapter(
        "responses",
        "Other outcomes",
        "When the outcome is a choice, a count or a time.",
        (
            Planned("binary", "Yes or no?"),
            Planned("ordinal", "How much do you agree?"),
            Planned("nominal", "Which of several?"),
            Planned("counts", "How many?"),
            Planned("duration", "How long until?"),
        ),
    ),
    Chapter(
        "structures",
        "Other structures",
        "When groups nest, cross, repeat or come in pairs.",
        (
            Planned("three_levels", "What if the groups have groups?"),
            Planned("longitudinal", "How does each person change?"),
            Planned("small_groups", "What if a group is two people?"),
            Planned("cross_classified", "What if one unit belongs to two kinds of group?"),
            Planned("multiple_membership", "What if a unit changes its group?"),
            Planned("multivariate", "What if there are two outcomes at once?"),
        ),
    ),
    Chapter(
        "when",
        "Is it for you?",
        "How many groups, how much power, and your own data.",
        (
            Planned("rules_of_thumb", "How many groups are enough?"),
            Planned("power", "How many schools, how many pupils?"),
            Planned("your_data", "What do your own data say?"),
            Planned("checklist", "Do you need a multilevel model?"),
            Planned("beyond", "What lies beyond?"),
            Planned("further_reading", "Where to read on?"),
        ),
    ),
)


def lessons() -> tuple[Lesson, ...]:
    """The lessons that are written, in order."""
    return tuple(entry for chapter in CHAPTERS for entry in chapter.lessons if isinstance(entry, Lesson))
