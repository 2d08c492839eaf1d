"""What a formula calculates with columns, such as log(income) or I(age^2), as R does it; nothing else is ever run."""

import ast
import operator
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from lessons.kit.fit.errors import FitError

NUMBERS: dict[str, Callable[[Any], Any]] = {
    "I": lambda values: values,
    "log": np.log,
    "log2": np.log2,
    "log10": np.log10,
    "log1p": np.log1p,
    "exp": np.exp,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "scale": lambda values: (values - np.nanmean(values)) / np.nanstd(values, ddof=1),
}
CATEGORIES = ("factor", "as.factor", "C")
OPERATORS: dict[type, Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


NAME = re.compile(r"`[^`]+`|(?:[^\W\d]|\.(?=[^\W\d]|\.))[\w.]*|\.")
TOKEN = re.compile(rf"(\d[\w.]*)|({NAME.pattern})")
LONGEST = 300


def columns_in(expression: str) -> tuple[str, ...]:
    """The columns that an expression calculates with, each once; FitError for what is no calculation."""
    found: dict[str, None] = {}

    def column(name: str) -> np.ndarray:
        found.setdefault(name)
        return np.array([1.0, 2.0])

    with np.errstate(all="ignore"):
        _value(_tree(expression), expression, column)
    if not found:
        raise FitError(f"“{expression}” calculates with no column.")
    return tuple(found)


def calculated(expression: str, columns: dict[str, Any]) -> Any:
    """The column that an expression gives, (n,): floats, or a Categorical for factor(...); NaN where one was missing.

    FitError where the result is not a number although all that it is taken of are.
    """
    used = columns_in(expression)
    tree = _tree(expression)
    if isinstance(tree, ast.Call) and _name(tree.func) in CATEGORIES and len(used) == 1:
        return _categories(columns[used[0]])
    words = [name for name in used if not isinstance(columns[name], np.ndarray)]
    if words:
        raise FitError(f"“{expression}” calculates with {words[0]}, which is not a column of numbers.")
    with np.errstate(all="ignore"):
        values = np.asarray(_value(tree, expression, columns.__getitem__), dtype=float)
    missing = np.logical_or.reduce([np.isnan(columns[name]) for name in used])
    values = np.where(missing, np.nan, values)
    odd = int((~np.isfinite(values) & ~missing).sum())
    if odd:
        raise FitError(f"“{expression}” is not a number in {odd} of {len(values)} rows: look at what it is taken of.")
    return values


def _tree(expression: str) -> ast.expr:
    """The expression in Python's grammar: ^ is **, and a name stands as its letters' numbers, whatever it is."""
    if len(expression) > LONGEST:
        raise FitError("A calculation in the formula is too long: make it a column of its own first.")
    quoted = TOKEN.sub(lambda found: found[1] or "q_" + found[2].strip("`").encode().hex(), expression)
    try:
        return ast.parse(quoted.replace("^", "**").strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
        raise FitError(f"“{expression}” is no calculation: look for a bracket or a sign out of place.") from problem


def _name(node: ast.expr) -> str:
    """The name that a node stands for, or ""."""
    return bytes.fromhex(node.id.removeprefix("q_")).decode() if isinstance(node, ast.Name) else ""


def _value(node: ast.expr, whole: str, column: Callable[[str], Any]) -> Any:
    name = _name(node)
    match node:
        case _ if name:
            return column(name)
        case ast.Constant(value=int() | float() as number):
            return np.float64(number)
        case ast.BinOp(left, sign, right) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(left, whole, column), _value(right, whole, column))
        case ast.UnaryOp(sign, inner) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(inner, whole, column))
        case ast.Compare(left, [sign], [right]) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(left, whole, column), _value(right, whole, column))
        case ast.Call(function, [inner], []) if _name(function) in NUMBERS:
            return NUMBERS[_name(function)](_value(inner, whole, column))
        case ast.Call(function, [inner], []) if _name(function) in CATEGORIES and _name(inner):
            return _value(inner, whole, column)
        case _:
            raise FitError(f"“{whole}” cannot be calculated here: make it a column of its own first.")


def _categories(column: Any) -> Any:
    """A column as a category; numbers in their order, text in the order it has."""
    if isinstance(column, pd.Categorical):
        return column
    levels = np.unique(column[~np.isnan(column)])
    names = np.array([*(f"{level:g}" for level in levels), None], dtype=object)
    places = np.where(np.isnan(column), len(levels), np.searchsorted(levels, column))
    return pd.Categorical(names[places], categories=list(names[:-1]))
