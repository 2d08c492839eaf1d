"""A study as a file: the example is read as it is printed, and what is wrong is named with its line."""

import tomllib
from dataclasses import fields

import pytest

from lessons.kit.studies import Analysis, StudyError, design, example, read_study
from lessons.kit.studies.file import line_of


def test_the_example_is_a_study_with_every_control_as_it_stands_in_the_design():
    study = read_study(example())
    assert design(study.design)(**study.world) == design(study.design)()
    assert set(study.world) == {one.name for one in fields(design(study.design))}
    assert study.n_cells == 3
    assert study.models["robust"] == Analysis("y ~ w + x", cluster="group")
    assert study.models["as_if_many"].test == "normal"


def test_what_is_left_out_of_a_file_is_as_it_stands_in_the_example():
    short = read_study('[models]\nright = "y ~ x + (1 | group)"')
    full = read_study(example())
    assert (short.repeats, short.seed, short.design) == (full.repeats, full.seed, full.design)
    assert short.of_cell(0) == design("two_level")()


GOOD = """\
design = "two_level"
repeats = 100
[world]
n_groups = 30
w = "normal"
[models]
right = "y ~ x + (1 | group)"
robust = { formula = "y ~ x", cluster = "group" }
[sweep]
tau00 = [0.1, 0.2]
"""


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("n_groups = 30", "n_gruops = 30", "Line 4: “n_gruops” is nothing that can be set here: did you mean n_groups"),
        ("n_groups = 30", "n_groups = 1", "Line 4: n_groups lies between 2 and 10,000, and 1 does not."),
        ("n_groups = 30", "n_groups = 'x'", "Line 4: n_groups is a whole number, not 'x'."),
        ("n_groups = 30", "n_groups = ", "Line 4 is not TOML: invalid value."),
        ('"normal"', '"normall"', "Line 5: “normall” is no w: did you mean normal?"),
        ("repeats", "repeat", "Line 2: “repeat” is nothing that can be set here: did you mean repeats?"),
        ("repeats = 100", "repeats = 1", "Line 2: repeats lies between 2 and 1,000,000."),
        ("repeats = 100", "repeats = 1.5", "Line 2: repeats is a whole number from 0 up, not 1.5."),
        ("two_level", "two_levels", "Line 1: “two_levels” is no design: did you mean two_level?"),
        ("[world]", "[wrold]", "Line 3: “wrold” is nothing that can be set here: did you mean world?"),
        ("y ~ x + (", "y ~ z + (", "Line 7: “z” is no column"),
        ("y ~ x + (", "y ~ x + (1 | groop) + (", "Line 7: “groop” is no column: did you mean group?"),
        ("y ~ x + (", "y x + (", "Line 7: “y x + (1 | group)” is not a formula"),
        ("cluster =", "clutser =", "Line 8: “clutser” is nothing that can be set here: did you mean cluster?"),
        ('"group" }', '"goup" }', "Line 8: “goup” is no column: did you mean group?"),
        ('"group" }', '"group", test = "norm" }', "Line 8: “norm” is no test: did you mean normal?"),
        ('"group" }', '"group", intervals = "wold" }', "Line 8: “wold” is no kind of interval: did you mean wald?"),
        ('"group" }', '"group", intervals = "wald" }', "Line 8: Intervals for variances are there for one grouping"),
        ('"group" }', '"group", reml = "no" }', "Line 8: reml is true or false, not 'no'."),
        ("tau00 = [0.1, 0.2]", "tau00 = 0.1", "Line 10: A swept setting takes several values"),
        ("tau00 = [0.1, 0.2]", "tau00 = [0.1, -2]", "Line 10: tau00 lies between 0 and 1,000,000, and -2 does not."),
        ("tau00 = [0.1, 0.2]", "tua00 = [0.1]", "Line 10: “tua00” is nothing that can be set here: did you mean tau00"),
    ],
)
def test_a_bad_file_gets_one_sentence_with_its_line_and_the_nearest_word(right, wrong, said):
    assert GOOD.count(right) == 1
    read_study(GOOD)
    with pytest.raises(StudyError) as problem:
        read_study(GOOD.replace(right, wrong))
    assert str(problem.value).startswith(said)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("text", ["", "models = 3", "[models]", "[models]\na = 3", "world = 1", "[[models]]\n"])
def test_a_file_with_hardly_anything_gets_a_sentence_too(text):
    tomllib.loads(text)
    with pytest.raises(StudyError, match=r"[.?]$"):
        read_study(text)


def test_a_line_is_found_under_its_own_table():
    text = "[world]\ntau00 = 1\n[sweep]\ntau00 = [1]\n"
    assert line_of(text, ("world", "tau00")) == 2
    assert line_of(text, ("sweep", "tau00")) == 4
    assert line_of(text, ("sweep",)) == 3
    assert line_of(text, ("models",)) == 0
    assert line_of(text, ("tau00",)) == 4
    text = '[models]\na = { formula = "y" }\n[models.b]\nformula = "z"\nworld.x = 1\n'
    assert line_of(text, ("models", "a", "formula")) == 2
    assert line_of(text, ("models", "b", "formula")) == 4
    assert line_of(text, ("models", "b", "world", "x")) == 5
