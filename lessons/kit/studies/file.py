"""A study as a file in TOML: reading one, saying where it is wrong, and the one to start from."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any

from lessons.kit.studies.controls import StudyError, nearest, refuse
from lessons.kit.studies.designs import design
from lessons.kit.studies.study import Analysis, Study, check

PLAIN = "two_level"
KEYS = ("design", "repeats", "seed", "world", "models", "sweep")
ANALYSIS_KEYS = tuple(one.name for one in fields(Analysis))
EXAMPLE = """\
# A study for Frogpond: every sample of this world is drawn `repeats` times, and every model is fitted to each.
# frogpond study THIS.toml --out results.parquet
design = "{name}"
repeats = {repeats}
seed = {seed}

# What is true. Every line that you leave out is as it stands here.
[world]
{world}

# What is fitted: a formula as lme4 writes it. A longer form says how: cluster-robust errors of an ordinary regression,
# ML in place of REML, a normal test in place of t with Satterthwaite's degrees of freedom, intervals of variances
# (profile, which takes its time, or wald).
[models]
multilevel = "y ~ w + x + (1 + x | group)"
naive = "y ~ w + x"
robust = {{ formula = "y ~ w + x", cluster = "group" }}
as_if_many = {{ formula = "y ~ w + x + (1 + x | group)", reml = false, test = "normal", intervals = "wald" }}

# Settings that take several values in turn; leave this out for one world only.
[sweep]
n_groups = [10, 30, 50]
"""


def example(name: str = PLAIN) -> str:
    """A file to start from, with every control of the design in its own words."""
    lines = [(f"{one.name} = {_toml(one.default)}", _told(one.metadata)) for one in fields(design(name))]
    wide = max(len(setting) for setting, _ in lines)
    world = "\n".join(f"{setting:{wide}}  # {told}" for setting, told in lines)
    plain = {one.name: one.default for one in fields(Study) if one.default is not MISSING}
    return EXAMPLE.format(name=name, world=world, repeats=plain["repeats"], seed=plain["seed"])


def _toml(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _told(metadata: Mapping[str, Any]) -> str:
    if "options" in metadata:
        return f"{' or '.join(metadata['options'])}: {metadata['words']}"
    return f"{metadata['words']}; {metadata['low']:,.12g} to {metadata['high']:,.12g}"


def read_study(text: str) -> Study:
    """The study that a file describes; StudyError in one sentence, with its line, where it describes none."""
    try:
        study = _study(tomllib.loads(text))
        check(study)
    except tomllib.TOMLDecodeError as problem:
        raise StudyError(_not_toml(str(problem))) from problem
    except StudyError as problem:
        raise StudyError(f"{_place(text, problem.at)}{problem}") from problem
    return study


def _not_toml(said: str) -> str:
    found = re.fullmatch(r"(.*) \(at (?:line (\d+)|end).*\)", said)
    if not found:
        return f"This is not TOML: {said}."
    where = f"Line {found[2]}" if found[2] else "The last line"
    return f"{where} is not TOML: {found[1][:1].lower()}{found[1][1:]}."


def _place(text: str, at: tuple[str, ...]) -> str:
    line = line_of(text, at) if at else 0
    return f"Line {line}: " if line else ""


def line_of(text: str, at: tuple[str, ...]) -> int:
    """The line that these words lead to, 1 the first: where the last is set, or the nearest around it that is; else
    the last line that sets it anywhere; 0 where there is none."""
    set_at = _lines(text)
    for depth in range(len(at), 0, -1):
        if at[:depth] in set_at:
            return set_at[at[:depth]]
    return max((line for path, line in set_at.items() if path[-1] == at[-1]), default=0)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of every table and every setting, by the words that lead to it."""
    table: tuple[str, ...] = ()
    found: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            table = _words(header[1])
            found.setdefault(table, number)
        elif key := re.match(r"""\s*([\w.\-"' ]+?)\s*=""", line):
            found.setdefault((*table, *_words(key[1])), number)
    return found


def _words(key: str) -> tuple[str, ...]:
    return tuple(word.strip(" \"'") for word in key.split("."))


def _study(table: Mapping[str, Any]) -> Study:
    _refuse_unknown(table, KEYS)
    name = table.get("design", PLAIN)
    kind = design(_text(name, "design"))
    world, models, sweep = (_table(table, key) for key in ("world", "models", "sweep"))
    known = [one.name for one in fields(kind)]
    _refuse_unknown(world, known, "world")
    _refuse_unknown(sweep, known, "sweep")
    for one in fields(kind):
        if one.name in world:
            _refuse_value(one, world[one.name], "world")
        for value in _list(sweep.get(one.name, [one.default]), one.name):
            _refuse_value(one, value, "sweep")
    return Study(
        design=name,
        world=world,
        models={key: _analysis(key, value) for key, value in models.items()},
        sweep={key: tuple(values) for key, values in sweep.items()},
        **{key: _whole(table[key], key) for key in ("repeats", "seed") if key in table},
    )


def _refuse_value(one: Any, value: Any, table: str) -> None:
    try:
        refuse(one, value)
    except StudyError as problem:
        raise StudyError(str(problem), table, one.name) from problem


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], *at: str) -> None:
    for key in table:
        if key not in known:
            raise StudyError(f"“{key}” is nothing that can be set here{nearest(key, known)}", *at, key)


def _analysis(name: str, value: Any) -> Analysis:
    value = {"formula": value} if isinstance(value, str) else value
    if not isinstance(value, dict) or not isinstance(value.get("formula"), str):
        raise StudyError(f'The model “{name}” needs a formula, such as "y ~ x + (1 | group)".', "models", name)
    _refuse_unknown(value, ANALYSIS_KEYS, "models", name)
    for key, setting in value.items():
        if not isinstance(setting, bool if key == "reml" else str):
            right = "true or false" if key == "reml" else "text"
            raise StudyError(f"{key} is {right}, not {setting!r}.", "models", name, key)
    try:
        return Analysis(**value)
    except StudyError as problem:
        raise StudyError(str(problem), "models", name, *problem.at) from problem


def _table(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise StudyError(f"{key} is a table: write [{key}], and its settings below.", key)
    return value


def _text(value: Any, key: str) -> str:
    if not isinstance(value, str):
        raise StudyError(f"{key} is text, not {value!r}.", key)
    return value


def _list(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise StudyError(f"A swept setting takes several values, such as {key} = [10, 30, 50].", "sweep", key)
    return value


def _whole(value: Any, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise StudyError(f"{key} is a whole number from 0 up, not {value!r}.", key)
    return value
