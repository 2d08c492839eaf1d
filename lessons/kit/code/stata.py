"""Stata: regress, and mixed."""

from lessons.kit.code.model import TakeModel, Term
from lessons.kit.code.remarks import cannot, head
from lessons.kit.fit.formula import Random

SAYS = "The random-effects parameters are variances and covariances, not standard deviations."


def script(model: TakeModel) -> str:
    if model.calculated:
        return cannot(model, "Stata", "needs what is calculated as columns of their own, and names without dots", "* ")
    levels = _levels(model) if model.random else ""
    if levels is None:
        return cannot(model, "Stata", "fits crossed factors with random slopes for one of them only", "* ")
    start = head(model, "Needs Stata 13 or later.", "* ")
    lines = [f'import delimited using "{model.table}", varnames(1) case(preserve) clear', *_prepared(model)]
    fixed = " ".join((model.outcome, *(_term(term, model) for term in model.terms)))
    if model.random:
        lines += ["", f"mixed {fixed}{levels}", f'display "{SAYS}"']
    else:
        robust = f", vce(cluster {model.cluster})" if model.cluster else ""
        lines += ["", f"regress {fixed}{robust}", 'display "Residual variance (not a standard deviation): " e(rmse)^2']
    return start + "\n".join(lines) + "\n"


def _prepared(model: TakeModel) -> list[str]:
    """Categories as numbers in their order, a column for a factor that two columns name, and group means."""
    lines: list[str] = []
    for name, levels in model.categories.items():
        lines.append(f"generate {name}_id = .")
        lines += [f"replace {name}_id = {i} if {name} == {_value(x, levels)}" for i, x in enumerate(levels, 1)]
    whole = model.random[:1] if model.nested else model.random
    for columns in (random.columns for random in whole if len(random.columns) > 1):
        lines.append(f"egen {'_'.join(columns)} = group({' '.join(columns)})")
    if model.aggregate_by:
        columns = " ".join((model.outcome, *model.predictors))
        lines.append(f"collapse (mean) {columns}, by({model.aggregate_by})  // one row a group")
    return lines


def _value(level: str, levels: tuple[str, ...]) -> str:
    numbers = all(other.lstrip("-").replace(".", "", 1).isdigit() for other in levels)
    return level if numbers else f'"{level}"'


def _term(term: Term, model: TakeModel) -> str:
    """x; i.sector_id for a category; c.x#i.sector_id for an interaction."""
    marked = [f"i.{name}_id" if name in model.categories else f"c.{name}" for name in term]
    return marked[0].removeprefix("c.") if len(term) == 1 else "#".join(marked)


def _levels(model: TakeModel) -> str | None:
    """` || group: x, covariance(unstructured) reml`, outermost level first; None where mixed has no such form."""
    last = "reml" if model.reml else "mle"
    outer, *inner = model.random
    if model.nested:
        levels = [_level("_".join(outer.columns), outer, model)]
        return _joined(levels + [_level(random.columns[-1], random, model) for random in inner], last)
    sloped = [random for random in model.random if len(random.terms) > 1]
    if len(sloped) > 1:
        return None
    end = (sloped or list(model.random))[-1]
    crossed = [f"_all: R.{'_'.join(random.columns)}" for random in model.random if random is not end]
    return _joined([*crossed, _level("_".join(end.columns), end, model)], last)


def _level(name: str, random: Random, model: TakeModel) -> str:
    slopes = " ".join(_term(tuple(term.split(":")), model) for term in random.terms[1:])
    return f"{name}: {slopes}, covariance(unstructured)" if slopes else f"{name}:"


def _joined(levels: list[str], last: str) -> str:
    """The levels one after the other; what belongs to the whole model follows the last level's comma."""
    return "".join(f" || {level}" for level in levels) + (f" {last}" if "," in levels[-1] else f", {last}")
