"""The catalogue: what each table is, where it comes from, and what its columns mean."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
Kind = Literal["group", "category", "ordinal", "integer", "number", "text"]


class UnknownTable(KeyError):  # noqa: N818 - it reads as the sentence it carries
    """A name that the catalogue does not list."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Level:
    """One level of a design: its name, the column that identifies its units, how many there are.

    Without a column the unit is the row; a column of kind integer counts the units, which are not listed.
    """

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


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How lessons show a table: ``brief`` names it in a menu, ``about`` says in a sentence what it is and whose.

    ``unit`` and ``group`` are words for a level-1 and a level-2 unit; ``outcome`` and ``predictor`` are the words of
    their axes, whose ends are the tuples. ``alike`` says which values resemble each other. ``given`` is a column that
    explains some of it, ``given_words`` its name in words. ``contrast`` is a category of groups and one of its values:
    a predictor w is 1 there and 0 elsewhere; ``contrast_words`` says who is compared.
    """

    brief: str = ""
    about: str = ""
    unit: str = "row"
    group: str = "group"
    outcome: str = ""
    predictor: str = ""
    outcome_axis: tuple[float, float] = (0.0, 1.0)
    predictor_axis: tuple[float, float] = (0.0, 1.0)
    alike: str = ""
    given: str = ""
    given_words: str = ""
    contrast: tuple[str, str] | None = None
    contrast_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Description:
    """All the catalogue says of one table. ``levels`` run from the lowest to the highest.

    ``outcome``, ``predictor`` and ``group`` are columns for a first picture. ``exposure`` is what a count is
    out of or expected to be; ``event`` is 1 where the outcome, a time, has ended, 0 where it is censored.
    """

    name: str
    title: str
    story: str
    question: str
    levels: tuple[Level, ...]
    columns: tuple[Column, ...]
    outcome: str
    group: str
    predictor: str | None = None
    exposure: str | None = None
    event: str | None = None
    package: str
    version: str
    object: str
    licence: str
    citation: str
    rebuilt: str
    rows: int
    sha256: str
    notes: tuple[str, ...] = ()
    shown: Shown = Shown()

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
    plain = {key: value for key, value in entry.items() if key not in {"levels", "columns", "notes", "shown"}}
    return Description(
        name=name,
        levels=tuple(Level(level["name"], level.get("column"), level["size"]) for level in entry["levels"]),
        columns=tuple(_column(key, column) for key, column in entry["columns"].items()),
        notes=tuple(entry.get("notes", ())),
        shown=_shown(entry.get("shown", {})),
        **plain,
    )


def _shown(entry: dict[str, Any]) -> Shown:
    return Shown(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})


def _column(name: str, entry: dict[str, Any]) -> Column:
    values = tuple(entry.get("values", ()))
    return Column(name, entry["kind"], entry["says"], values, entry.get("missing", 0))
