"""The catalogue and the tables say the same: walked from the files and from the entries."""

from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from datasets import Column, Description, describe, load, names
from datasets.catalogue import table_path
from datasets.rebuild import scripts

TABLES = Path(table_path("any")).parent
FEWEST = 25  # a walk that finds fewer tables has lost some
LARGEST = 300_000  # bytes: a table opens at once and the repository stays light
CATEGORICAL = {"group", "category", "ordinal"}
LICENSES = {
    "CC0-1.0",
    "GPL-2.0-only",
    "GPL-2.0-only OR GPL-3.0-only",
    "GPL-2.0-or-later",
    "GPL-3.0-only",
    "LGPL-2.0-or-later",
    "MIT",
}

every_table = pytest.mark.parametrize("about", [describe(name) for name in names()], ids=lambda about: about.name)


def test_the_walk_finds_the_tables():
    assert len(names()) >= FEWEST


def test_every_file_is_listed_and_every_listing_is_there():
    assert {path.stem for path in TABLES.glob("*.csv")} == set(names())


def test_every_table_has_a_script_and_every_script_a_table():
    assert set(scripts()) == set(names())


def test_the_notice_names_every_table_with_its_license():
    rows = [line.split("|")[1:4] for line in (TABLES / "NOTICE.md").read_text().splitlines() if "|" in line]
    noticed = {name.strip(): row[0].strip() for row in rows[2:] for name in row[2].split(",")}
    assert noticed == {name: describe(name).licence for name in names()}


@every_table
def test_the_file_is_the_one_that_was_catalogued(about: Description):
    content = table_path(about.name).read_bytes()
    assert sha256(content).hexdigest() == about.sha256
    assert len(content) < LARGEST
    assert b"\r" not in content
    assert content.endswith(b"\n")


@every_table
def test_rows_and_columns_are_as_described(about: Description):
    table = load(about.name)
    assert len(table) == about.rows
    assert list(table.columns) == [column.name for column in about.columns]
    assert all(name == name.lower() and name.isidentifier() for name in table.columns)


@every_table
def test_every_column_is_read_as_its_kind(about: Description):
    table = load(about.name)
    assert [column.name for column in about.columns if not reads_as_its_kind(table[column.name], column)] == []


@every_table
def test_nothing_is_missing_but_what_the_catalogue_counts(about: Description):
    assert load(about.name).isna().sum().to_dict() == {column.name: column.missing for column in about.columns}


@every_table
def test_zero_one_columns_say_what_one_is(about: Description):
    table = load(about.name)
    flags = [c for c in about.columns if c.kind == "integer" and set(table[c.name]) == {0, 1}]
    assert [column.name for column in flags if not column.says.startswith("1 ")] == []


@every_table
def test_the_levels_have_the_sizes_stated(about: Description):
    table = load(about.name)
    assert about.levels
    assert {level.name: level.size for level in about.levels} == {
        level.name: units(table, level.column) for level in about.levels
    }


@every_table
def test_the_first_picture_names_columns(about: Description):
    columns = {column.name: column for column in about.columns}
    named = {about.outcome, about.group, about.predictor, about.exposure, about.event} - {None}
    assert named <= set(columns)
    assert columns[about.group].kind in CATEGORICAL


@every_table
def test_the_table_says_where_it_comes_from(about: Description):
    assert about.licence in LICENSES
    said = [
        about.title,
        about.story,
        about.question,
        about.citation,
        about.rebuilt,
        about.source,
        about.version,
    ]
    assert all(text.strip() == text and text for text in said)
    assert about.question.endswith("?")
    assert about.story.count(". ") + about.story.endswith(".") >= 2
    assert all(column.says for column in about.columns)


def reads_as_its_kind(cells: pd.Series, column: Column) -> bool:
    """A group has string categories by first appearance; the others are what their kind is called."""
    if column.kind not in CATEGORICAL:
        return str(cells.dtype) == {"integer": "int64", "number": "float64", "text": "str"}[column.kind]
    expected = list(column.values) or list(dict.fromkeys(cells.dropna().astype(str)))
    ordered = column.kind == "ordinal"
    return list(cells.cat.categories) == expected and cells.cat.ordered == ordered and all(cells.value_counts())


def units(table: pd.DataFrame, column: str | None) -> int:
    """Rows without a column, the sum of a column that counts, else the number of different values."""
    if column is None:
        return len(table)
    if table[column].dtype == "int64":
        return int(table[column].sum())
    return table[column].nunique()


@every_table
def test_what_lessons_show_of_a_table_is_in_it(about: Description):
    table, shown = load(about.name), about.shown
    assert not shown.given or shown.given in table
    assert bool(shown.given) == bool(shown.given_words)
    if shown.brief:
        axes = {about.outcome: shown.outcome_axis}
        if about.predictor:
            axes[about.predictor] = shown.predictor_axis
        for column, (low, high) in axes.items():
            assert low <= table[column].min() < table[column].max() <= high
        assert f"{about.levels[-1].size:,}" in shown.about
