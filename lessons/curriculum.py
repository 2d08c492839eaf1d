"""The table of contents: chapters in order, lessons in order."""

from dataclasses import dataclass

from lessons.how import (
    bayes,
    diagnostics,
    dummies_or_random,
    estimation,
    fixed_and_random,
    icc,
    random_intercepts,
    random_slopes,
    shrinkage,
    slope_intercept_covariance,
)
from lessons.kit import Claim, Lesson, Sort
from lessons.when import power, rules_of_thumb
from lessons.why import (
    aggregation,
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
    """A part of the syllabus. able: what its readers can do in the end; closing: a task that takes all its lessons."""

    name: str
    title: str
    about: str
    lessons: tuple[Lesson | Planned, ...]
    able: tuple[str, ...] = ()
    closing: Sort | None = None

    @property
    def written(self) -> tuple[Lesson, ...]:
        return tuple(entry for entry in self.lessons if isinstance(entry, Lesson))

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it is still to be written."""
        return len(self.written) == len(self.lessons)


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
            aggregation.LESSON,
            frog_pond.LESSON,
        ),
        (
            "Tell what is a unit, what is a group, and at which level a claim lives.",
            "Say what it does to an interval that units of a group are alike.",
            "Catch a conclusion that jumps from groups to persons, or from persons to groups.",
            "Keep apart the slope within groups, the slope between them, and the context.",
        ),
        Sort(
            "traps",
            "Five studies, and each took a wrong turn. Which one?",
            ("ecological", "atomistic", "dependence", "averaging"),
            (
                Claim(
                    "States with more immigrants read better, so immigrants read better.",
                    "ecological",
                    "States are compared, and persons are spoken of.",
                ),
                Claim(
                    "In every country the rich live longer, so rich countries live longer.",
                    "atomistic",
                    "Persons are compared, and countries are spoken of.",
                ),
                Claim(
                    "600 pupils of 20 schools, an interval as for 600 drawn one by one.",
                    "dependence",
                    "Pupils of one school repeat each other.",
                ),
                Claim(
                    "The first school of the list leads, so its pupils do better.",
                    "averaging",
                    "A mean is nobody's score: pupils overlap.",
                ),
                Claim(
                    "Two pupils of one school agree, which is taken for two witnesses.",
                    "dependence",
                    "They are alike because they share a school.",
                ),
            ),
            "one level is as good as another",
        ),
    ),
    Chapter(
        "how",
        "The models",
        "From one variance between groups to slopes that differ.",
        (
            icc.LESSON,
            fixed_and_random.LESSON,
            random_intercepts.LESSON,
            shrinkage.LESSON,
            random_slopes.LESSON,
            slope_intercept_covariance.LESSON,
            estimation.LESSON,
            bayes.LESSON,
            diagnostics.LESSON,
            dummies_or_random.LESSON,
        ),
        (
            "Write a model level by level, and say what each of its variances means.",
            "Say whom a small group should believe, and why.",
            "Tell a slope that differs from one that does not, and what that costs.",
            "Say where the numbers come from, and what a variance of zero is.",
            "Look for what is wrong with a model, at both levels.",
        ),
        Sort(
            "why_so",
            "Five findings, and each puzzles its finder. What is behind it?",
            ("shrinkage", "the edge", "the zero of x", "confounding"),
            (
                Claim(
                    "The school with the best mean has three pupils, and the model puts it near the average.",
                    "shrinkage",
                    "A mean of three pupils is mostly luck.",
                ),
                Claim(
                    "REML finds a variance of 0 between six clinics that do differ.",
                    "the edge",
                    "With few groups the likelihood is often highest where the variance is 0.",
                ),
                Claim(
                    "Once x is centered elsewhere, intercepts and slopes correlate the other way.",
                    "the zero of x",
                    "An intercept is the level of a line at the zero; no line has moved.",
                ),
                Claim(
                    "Dummies and random intercepts find two different slopes of x.",
                    "confounding",
                    "Levels of groups go with x, and random intercepts take some of that for x.",
                ),
                Claim(
                    "A test at 5 % rejects a variance in 2 of 100 samples without one.",
                    "the edge",
                    "Half of such samples find 0 and never reject.",
                ),
            ),
            "an odd number is an error",
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
            rules_of_thumb.LESSON,
            power.LESSON,
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
