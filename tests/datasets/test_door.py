"""The door: what load, describe and names promise."""

from dataclasses import FrozenInstanceError

import pytest

from datasets import UnknownTable, describe, load, names
from datasets.reading import read


def test_a_changed_table_does_not_change_the_next_one():
    mine = load("sleepstudy")
    mine.loc[0, "reaction"] = -1.0
    mine["extra"] = 0
    mine["subject"] = mine["subject"].cat.rename_categories(str.upper)
    theirs = load("sleepstudy")
    assert theirs.loc[0, "reaction"] == 249.56
    assert list(theirs.columns) == ["subject", "days", "reaction"]


def test_a_changed_array_does_not_change_the_next_table():
    mine = load("sleepstudy")["reaction"].to_numpy(copy=True)
    mine[:] = 0
    assert load("sleepstudy")["reaction"].min() > 0


@pytest.mark.parametrize("door", [load, describe])
def test_an_unknown_name_is_told_what_there_is(door):
    with pytest.raises(UnknownTable) as told:
        door("frogs")
    assert str(told.value) == f"There is no table 'frogs'; there are {', '.join(names())}."
    assert isinstance(told.value, KeyError)


def test_a_description_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        describe("hsb").rows = 1  # pyright: ignore[reportAttributeAccessIssue]


def test_the_word_none_is_a_value_and_an_empty_cell_is_missing(tmp_path):
    path = tmp_path / "made_up.csv"
    path.write_text("subject,days\nNone,0\nNA,1\n,2\n")
    table = read(path, describe("sleepstudy").columns[:2])
    assert table["subject"].isna().tolist() == [False, False, True]
    assert list(table["subject"].cat.categories) == ["None", "NA"]


def test_the_nominal_answer_none_survives_reading():
    assert (load("socatt")["party"] == "none").sum() == 23


def test_the_catalogue_starts_with_the_table_the_lessons_use_most():
    assert names()[0] == "hsb"
