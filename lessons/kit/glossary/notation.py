"""Three textbooks' notation for the same model: how each writes a symbol, and how each writes an equation.

snijders_bosker: one line, level-1 and level-2 terms together (Snijders and Bosker 2012).
hlm: one line a level, coefficients beta with equations of their own (Raudenbush and Bryk 2002).
gelman_hill: units i in groups j[i], group coefficients drawn from distributions (Gelman and Hill 2007).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lessons.kit.blocks.equation import Equation, Term
from lessons.kit.glossary.rows import rows
from lessons.kit.glossary.symbols import symbol
from lessons.kit.text import MINUS

Ink = Callable[[str, str], str]


@dataclass(frozen=True)
class Notation:
    """`shown` has the (html, latex) of the symbols that this textbook writes otherwise than the glossary."""

    code: str
    name: str
    shown: dict[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])


def _italic(letter: str, below: str = "", above: str = "") -> str:
    return f"<i>{letter}</i>" + (f"<sub>{below}</sub>" if below else "") + (f"<sup>{above}</sup>" if above else "")


HLM = {
    "y": (_italic("Y", "ij"), "Y_{ij}"),
    "x": (_italic("X", "ij"), "X_{ij}"),
    "w": (_italic("W", "j"), "W_{j}"),
    "x_mean": (_italic("X̄", ".j"), r"\bar{X}_{.j}"),
    "x_within": ("<i>X</i><sub>ij</sub> − <i>X̄</i><sub>.j</sub>", r"(X_{ij} - \bar{X}_{.j})"),
    "e": (_italic("r", "ij"), "r_{ij}"),
}
GELMAN_HILL = {
    "y": (_italic("y", "i"), "y_{i}"),
    "x": (_italic("x", "i"), "x_{i}"),
    "w": (_italic("w", "j"), "w_{j}"),
    "x_mean": (_italic("x̄", "j"), r"\bar{x}_{j}"),
    "x_within": ("<i>x</i><sub>i</sub> − <i>x̄</i><sub>j[i]</sub>", r"(x_{i} - \bar{x}_{j[i]})"),
    "gamma00": ("μ<sub>α</sub>", r"\mu_{\alpha}"),
    "gamma10": ("μ<sub>β</sub>", r"\mu_{\beta}"),
    "gamma01": ("γ<sub>1</sub>", r"\gamma_{1}"),
    "gamma11": ("γ<sub>2</sub>", r"\gamma_{2}"),
    "u0": ("α<sub>j</sub> − μ<sub>α</sub>", r"(\alpha_{j} - \mu_{\alpha})"),
    "u1": ("β<sub>j</sub> − μ<sub>β</sub>", r"(\beta_{j} - \mu_{\beta})"),
    "e": ("ε<sub>i</sub>", r"\epsilon_{i}"),
    "tau00": ("σ<sub>α</sub><sup>2</sup>", r"\sigma^2_{\alpha}"),
    "tau11": ("σ<sub>β</sub><sup>2</sup>", r"\sigma^2_{\beta}"),
    "tau01": ("ρσ<sub>α</sub>σ<sub>β</sub>", r"\rho\sigma_{\alpha}\sigma_{\beta}"),
    "corr01": ("ρ", r"\rho"),
    "icc": ("ICC", r"\mathrm{ICC}"),
    "sigma2": ("σ<sub>y</sub><sup>2</sup>", r"\sigma^2_{y}"),
}
_ALL = (
    Notation("snijders_bosker", "Snijders & Bosker"),
    Notation("hlm", "Raudenbush & Bryk (HLM)", HLM),
    Notation("gelman_hill", "Gelman & Hill", GELMAN_HILL),
)
NOTATIONS: dict[str, Notation] = {notation.code: notation for notation in _ALL}
DEFAULT = _ALL[0]


def html(code: str, notation: Notation = DEFAULT) -> str:
    """The symbol as this textbook prints it, in HTML."""
    return notation.shown[code][0] if code in notation.shown else symbol(code).html


def latex(code: str, notation: Notation = DEFAULT) -> str:
    """The symbol as this textbook prints it, in LaTeX."""
    return notation.shown[code][1] if code in notation.shown else symbol(code).latex


def written(equation: Equation, notation: Notation, ink: Ink) -> str:
    """The model in LaTeX, aligned at the first sign of each line, long ones in rows; `ink(code, latex)` colors a term.

    Every notation shows each estimate once and each symbol at least once.
    """
    lines = {"hlm": _levels, "gelman_hill": _distributions}.get(notation.code, _composite)(equation, notation, ink)
    return r"\begin{aligned}" + r"\\".join(row for line in lines for row in rows(_tidy(line))) + r"\end{aligned}"


def _composite(equation: Equation, notation: Notation, ink: Ink) -> list[str]:
    symbols, numbers = (_sum(equation.terms, notation, ink, live) for live in (False, True))
    return [f"{equation.outcome} &= {symbols}", f"{equation.outcome} &= {numbers}"]


def _levels(equation: Equation, notation: Notation, ink: Ink) -> list[str]:
    """Level 1 with its betas, then one level-2 equation a beta, in symbols and in numbers."""
    groups, rest = _coefficients(equation)
    betas = [rf"\beta_{{{index}j}}" for index in range(len(groups))]
    level1 = [rf"{beta}\,{_times(times, notation)}" for beta, times in zip(betas, groups, strict=True)]
    outcome = _times(equation.outcome, notation)
    lines = [f"{outcome} &= " + " + ".join([*level1, *(_one(term, notation, ink, False) for term in rest)])]
    for beta, terms in zip(betas, groups.values(), strict=True):
        symbols, numbers = (_sum(terms, notation, ink, live) for live in (False, True))
        lines.append(f"{beta} &= {symbols} = {numbers}")
    return lines


def _distributions(equation: Equation, notation: Notation, ink: Ink) -> list[str]:
    """The unit's line with its group's own coefficients, then where each of those comes from."""
    groups, rest = _coefficients(equation)
    level1: list[str] = []
    below: list[str] = []
    for letter, (times, terms) in zip((r"\alpha", r"\beta", r"\beta'"), groups.items(), strict=False):
        fixed = [term for term in terms if term.code not in VARIANCE_OF]
        own = next((VARIANCE_OF[term.code] for term in terms if term.code in VARIANCE_OF), "")
        level1.append(rf"{letter}{'_{j[i]}' if own else ''}\,{_times(times, notation)}")
        symbols, numbers = (_sum(fixed, notation, ink, live) for live in (False, True))
        if own:
            found = next((term.value for term in equation.spread if term.code == own), latex(own, notation))
            spread = ink(own, latex(own, notation)), ink(own, found)
            below.append(rf"{letter}_{{j}} &\sim N({symbols},\; {spread[0]}) = N({numbers},\; {spread[1]})")
        else:
            plain = " + ".join(ink(term.code, letter) for term in fixed[:1]) if len(fixed) == 1 else letter
            below.append(f"{plain} &= {numbers}")
    outcome = _times(equation.outcome, notation)
    errors = [_one(term, notation, ink, False) for term in rest]
    return [f"{outcome} &= " + " + ".join([*level1, *errors]), *below]


VARIANCE_OF = {"u0": "tau00", "u1": "tau11"}
INTERCEPT = ("gamma00", "gamma01", "u0")


def _coefficients(equation: Equation) -> tuple[dict[str, list[Term]], list[Term]]:
    """What multiplies each level-1 predictor ("" for the intercept), and the level-1 residual."""
    rest = [term for term in equation.terms if term.code == "e"]
    groups: dict[str, list[Term]] = {}
    for term in equation.terms:
        if term.code == "gamma11":
            across = symbol("w").latex
            groups.setdefault(term.times.removeprefix(across + r"\,"), []).append(Term(term.code, term.value, across))
        elif term.code in INTERCEPT:
            groups.setdefault("", []).append(term)
        elif term.code != "e":
            groups.setdefault(term.times, []).append(Term(term.code, term.value))
    return groups, rest


def _sum(terms: Iterable[Term], notation: Notation, ink: Ink, live: bool) -> str:
    return " + ".join(_one(term, notation, ink, live) for term in terms)


def _one(term: Term, notation: Notation, ink: Ink, live: bool) -> str:
    # The minus of a negative number must stay outside the color, where it can replace the plus before it.
    text = (term.value if live else "") or latex(term.code, notation)
    sign, digits = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    return rf"{sign}{ink(term.code, digits)}\,{_times(term.times, notation)}"


def _times(text: str, notation: Notation) -> str:
    """A predictor or an outcome, which lessons write as the glossary does, as this textbook writes it."""
    for code in ("x_within", "x_mean", "x", "w", "y"):
        text = text.replace(symbol(code).latex, latex(code, notation))
    return text


def _tidy(line: str) -> str:
    return line.replace(f"+ {MINUS}", "- ").replace(MINUS, "-")
