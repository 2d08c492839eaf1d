"""SPSS: REGRESSION, and MIXED."""

from lessons.kit.code.model import TakeModel, Term
from lessons.kit.code.remarks import cannot, commented, head

SIGN, END = "* ", "."
OWN_COLUMNS = "needs what is calculated as columns of their own, and names without dots"
NO_ROBUST = (
    "has no cluster-robust regression in its base system, and CSGLM of its Complex Samples module wants a plan file "
    "and corrects for few clusters in another way"
)


def script(model: TakeModel) -> str:
    if model.calculated:
        return cannot(
            model, "SPSS", "needs what is calculated as columns of their own, and names without dots", SIGN, END
        )
    if model.cluster:
        return cannot(model, "SPSS", NO_ROBUST, SIGN, END)
    start = head(model, "Set that folder first, with CD.", SIGN, END)
    means = [_means(model)] if model.aggregate_by else []
    plain = not model.random and model.terms and not model.categories and all(len(t) == 1 for t in model.terms)
    fit = _regression(model) if plain else _mixed(model)
    return start + "\n\n".join([_read(model), *means, fit]) + "\n"


def _read(model: TakeModel) -> str:
    columns = model.columns or (*model.groups, *model.predictors, model.outcome)
    types = "\n".join(f"    {name} AUTO" for name in columns)
    return (
        f"GET DATA\n  /TYPE=TXT\n  /FILE='{model.table}'\n  /DELIMITERS=','\n  /QUALIFIER='\"'\n"
        f"  /FIRSTCASE=2\n  /VARIABLES=\n{types}."
    )


def _means(model: TakeModel) -> str:
    """One row a group: the means take the place of the data."""
    columns = "\n".join(f"  /{name}=MEAN({name})" for name in (model.outcome, *model.predictors))
    return f"AGGREGATE\n  /OUTFILE=*\n  /BREAK={model.aggregate_by}\n{columns}."


def _regression(model: TakeModel) -> str:
    says = "The residual variance is the Mean Square of the row Residual in the table ANOVA."
    enter = " ".join(model.predictors)
    return (
        f'ECHO "{says}".\nREGRESSION\n  /STATISTICS=COEFF ANOVA\n  /DEPENDENT={model.outcome}\n  /METHOD=ENTER {enter}.'
    )


def _mixed(model: TakeModel) -> str:
    numbers = " ".join(name for name in model.predictors if name not in model.categories)
    by = f" BY {' '.join(model.categories)}" if model.categories else ""
    lines = [
        f"MIXED {model.outcome}{by}{f' WITH {numbers}' if numbers else ''}",
        f"  /FIXED={' '.join(_term(term) for term in model.terms)} | SSTYPE(3)",
        f"  /METHOD={'REML' if model.reml else 'ML'}",
        "  /PRINT=SOLUTION TESTCOV",
        *(_random(random.terms, random.columns) for random in model.random),
    ]
    last = commented([f"SPSS compares the categories of {n} with its last one" for n in model.categories], SIGN, END)
    return f'{last}ECHO "Covariance parameters are variances and covariances, not standard deviations.".\n' + (
        "\n".join(lines) + "."
    )


def _random(terms: tuple[str, ...], columns: tuple[str, ...]) -> str:
    slopes = [_term(tuple(term.split(":"))) for term in terms[1:]]
    kind = "UN" if slopes else "VC"
    return f"  /RANDOM={' '.join(['INTERCEPT', *slopes])} | SUBJECT({'*'.join(columns)}) COVTYPE({kind})"


def _term(term: Term) -> str:
    return "*".join(term)
