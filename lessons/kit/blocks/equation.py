"""A model written out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term of an equation: its symbol, its live number ("" where it varies), and what it multiplies, in LaTeX."""

    code: str
    value: str = ""
    times: str = ""


@dataclass(frozen=True)
class Equation:
    """A model written out, in colored symbols and in this run's numbers; `spread` are its variances."""

    outcome: str
    terms: tuple[Term, ...]
    spread: tuple[Term, ...] = ()
