"""A formula in R's spelling, and the same in plain names that every engine reads.

log(age), I(age^2), mean.ses and `two words` each become a column with a name of its own, and are called by what was
written once the model is fitted.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lessons.kit.fit.calculate import CATEGORIES, NAME, NUMBERS, columns_in
from lessons.kit.fit.errors import FitError

ALIAS = re.compile(r"calculated_\d+_")
INSTEAD = {
    "poly": "write x + I(x^2) for a curve",
    "center": "write scale(x), or I(x - 5) with the mean in place of the 5",
    "ifelse": "write I(x > 5), which is 1 where it is true and 0 elsewhere",
    "interaction": "write a:b",
    "as.numeric": "make it a column of numbers first",
    "relevel": "put the categories of the column in order first",
}


@dataclass(frozen=True)
class Spelling:
    """`text`: the formula in plain names. written: plain name -> what stood there. columns: all that the data need."""

    text: str
    written: Mapping[str, str]
    columns: tuple[str, ...]

    def shown(self, text: str) -> str:
        """What was written, for a text in plain names."""
        return ALIAS.sub(lambda alias: self.written[alias[0]], text) if self.written else text


def spell(formula: str) -> Spelling:
    """The formula in plain names; FitError for a function that a formula cannot use here."""
    plain = _Plain()
    text = plain.text(formula)
    return Spelling(text, {alias: name for name, alias in plain.alias_of.items()}, tuple(plain.columns))


class _Plain:
    """Walks through a formula and gives out plain names."""

    def __init__(self) -> None:
        self.alias_of: dict[str, str] = {}
        self.columns: dict[str, None] = {}

    def text(self, formula: str) -> str:
        out, at = "", 0
        while at < len(formula):
            found = NAME.match(formula, at) if not (at and re.match(r"[\w.]", formula[at - 1])) else None
            if not found:
                out, at = out + formula[at], at + 1
                continue
            inside = re.match(r"\s*\(", formula[found.end() :])
            at = _closing(formula, found.end() + inside.end()) if inside else found.end()
            out += self._call(formula[found.start() : at], found[0]) if inside else self._column(found[0])
        return out

    def _column(self, name: str) -> str:
        if name == ".":
            raise FitError("A dot for all other columns cannot be used here: name each predictor.")
        name = name.strip("`")
        self.columns.setdefault(name)
        return name if name.isidentifier() else self._alias(name)

    def _call(self, text: str, function: str) -> str:
        arguments = text[text.index("(") + 1 : -1]
        if function == "cbind":
            return f"cbind({', '.join(self._expression(part) for part in arguments.split(','))})"
        if function == "offset":
            return f"offset({self._expression(arguments)})"
        if function not in NUMBERS and function not in CATEGORIES:
            instead = INSTEAD.get(function, "make it a column of its own first")
            raise FitError(f"A formula cannot use {function}() here: {instead}.")
        return self._expression(text)

    def _expression(self, text: str) -> str:
        """The plain name of a calculation, or of a column that stands alone."""
        text = re.sub(r"\s+", " ", text).strip()
        alone = NAME.fullmatch(text)
        if alone:
            return self._column(text)
        for name in columns_in(text):
            self.columns.setdefault(name)
        return self._alias(text)

    def _alias(self, name: str) -> str:
        return self.alias_of.setdefault(name, f"calculated_{len(self.alias_of) + 1}_")


def _closing(formula: str, at: int) -> int:
    """Where the bracket opened just before `at` ends."""
    depth = 1
    while at < len(formula) and depth:
        depth += {"(": 1, ")": -1}.get(formula[at], 0)
        at += 1
    if depth:
        raise FitError(f"“{formula}” is not a formula: a bracket or a | is out of place.")
    return at
