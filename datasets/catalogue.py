"""The catalogue: what each table is, where it comes from, and how its columns are read."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd

HERE = Path(__file__).parent
Kind = Literal["group", "category", "ordinal", "integer", "number", "text"]


class UnknownTable(KeyError):  # noqa: N818 - it reads as the sentence it carries
    """A name that the catalogue does not list."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Level:
    """One level of a design: its name, the column that identifies its units (None: the row), how many."""

    name: str
    column: str | None
    size: int


@dataclass(frozen=True)
class Column:
    """One column: how it is read, and one line with its meaning, unit and coding.

    ``values`` are the categories in order (kinds category and ordinal); ``missing`` counts empty cells.
    """

    name: str
    kind: Kind
    says: str
    values: tuple[str, ...] = ()
    missing: int = 0


@dataclass(frozen=True)
class Description:
    """All the catalogue says of one table. ``levels`` run from the lowest to the highest."""

    name: str
    title: str
    story: str
    question: str
    levels: tuple[Level, ...]
    columns: tuple[Column, ...]
    outcome: str
    predictor: str
    group: str
    package: str
    version: str
    object: str
    licence: str
    citation: str
    rebuilt: str
    rows: int
    sha256: str
    notes: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """Package, version and object in one phrase, or the printed source."""
        return " ".join(part for part in (self.package, self.version, self.object) if part)


def table_path(name: str) -> Path:
    """Return the file of a table."""
    return HERE / "tables" / f"{name}.csv"


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Description]:
    """Return every entry of catalogue.toml by name, in file order."""
    entries = tomllib.loads((HERE / "catalogue.toml").read_text(encoding="utf-8"))
    return {name: _description(name, entry) for name, entry in entries.items()}


def _description(name: str, entry: dict[str, Any]) -> Description:
    plain = {key: value for key, value in entry.items() if key not in {"levels", "columns", "notes"}}
    return Description(
        name=name,
        levels=tuple(Level(level["name"], level.get("column"), level["size"]) for level in entry["levels"]),
        columns=tuple(_column(key, column) for key, column in entry["columns"].items()),
        notes=tuple(entry.get("notes", ())),
        **plain,
    )


def _column(name: str, entry: dict[str, Any]) -> Column:
    values = tuple(entry.get("values", ()))
    return Column(name, entry["kind"], entry["says"], values, entry.get("missing", 0))


def read(path: Path, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Read a table with the dtypes its columns state; an empty cell is missing, the word None is not."""
    dtypes = {"integer": "int64", "number": "float64"}
    raw = pd.read_csv(
        path,
        dtype={column.name: dtypes.get(column.kind, "str") for column in columns},
        keep_default_na=False,
        na_values=[""],
    )
    categorical = {"group", "category", "ordinal"}
    return raw.astype(
        {column.name: _categories(raw, column) for column in columns if column.kind in categorical}
    )


def _categories(raw: pd.DataFrame, column: Column) -> pd.CategoricalDtype:
    values = list(column.values) or list(raw[column.name].dropna().unique())
    return pd.CategoricalDtype(values, ordered=column.kind == "ordinal")
