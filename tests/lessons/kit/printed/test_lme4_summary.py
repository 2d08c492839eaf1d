"""Our fit in lme4's format is what lme4 prints, letter for letter; R made the references."""

import pytest

from lessons.kit import Groups, columns_of, fit_lmm
from lessons.kit.printed.lme4_summary import lme4_summary
from lessons.kit.printed.r_numbers import r_format
from tests.oracles.make_summaries import FOLDER, STATES, data_of


def printed(name: str) -> str:
    """Blanks at the ends of lines are not seen, and not compared."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


@pytest.mark.parametrize("name", STATES)
def test_our_fit_is_printed_as_lme4_prints_its_own(name):
    data = data_of(STATES[name])
    found = fit_lmm("y ~ x + (1 + x | group)", data)
    assert "\n".join(lme4_summary(found, Groups(columns_of(data))).values()).rstrip() == printed(name)


def test_the_references_hold_a_singular_fit_and_one_that_is_not():
    singular = {name: "singular" in printed(name) for name in STATES}
    assert {True, False} == set(singular.values())


# What R 4.2 says to format(c(...), digits = 4).
R_SAYS = {
    (612.1, 35.07, 654.94): ["612.10", " 35.07", "654.94"],
    (14.0217, 0.0000031, 24.2): ["1.402e+01", "3.100e-06", "2.420e+01"],
    (0.0, 5.0): ["0", "5"],
    (-1.5, 1000.0): ["  -1.5", "1000.0"],
    (float("nan"), 2.25): [" NaN", "2.25"],
}


@pytest.mark.parametrize("values", R_SAYS)
def test_numbers_are_formatted_as_r_formats_them(values):
    assert r_format(values, 4) == R_SAYS[values]
