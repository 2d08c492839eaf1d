"""Julia: lm of GLM, reg of FixedEffectModels where errors are cluster-robust, and MixedModels."""

from lessons.kit.code.model import TakeModel
from lessons.kit.code.remarks import cannot, head
from lessons.kit.fit.formula import Random


def script(model: TakeModel) -> str:
    if model.calculated:
        return cannot(model, "Julia", "writes calculations and names with dots in its own way")
    package = "MixedModels" if model.random else "FixedEffectModels" if model.cluster else "GLM"
    packages = ["CSV", "DataFrames", package]
    packages += ["Statistics"] if model.aggregate_by else []
    names = ", ".join(f'"{name}"' for name in packages)
    start = head(model, f"Needs: import Pkg; Pkg.add([{names}]).")
    lines = [f"using {', '.join(packages)}", "", f'data = CSV.read("{model.table}", DataFrame)']
    lines += [f"data.{name} = string.(data.{name})" for name in (*model.groups, *model.categories)]
    fit = _mixed(model) if model.random else _clustered(model) if model.cluster else _ols(model)
    return start + "\n".join(lines) + "\n" + fit


def _formula(model: TakeModel) -> str:
    fixed = ["1", *(" & ".join(term) for term in model.terms)]
    return f"{model.outcome} ~ {' + '.join([*fixed, *map(_random, model.random)])}"


def _random(random: Random) -> str:
    terms = " + ".join(["1", *(term.replace(":", " & ") for term in random.terms[1:])])
    return f"({terms} | {' & '.join(random.columns)})"


def _contrasts(model: TakeModel) -> str:
    """Which level of a category the others are compared with."""
    pairs = [f':{name} => DummyCoding(base = "{levels[0]}")' for name, levels in model.categories.items()]
    return f", contrasts = Dict({', '.join(pairs)})" if pairs else ""


def _mixed(model: TakeModel) -> str:
    reml = str(model.reml).lower()
    return (
        f"model = fit(MixedModel, @formula({_formula(model)}), data; REML = {reml}{_contrasts(model)})\n\n"
        'println("Fixed effects")\nprintln(coeftable(model))\n'
        'println("Read the column Variance: these are variances. The column beside it has standard deviations.")\n'
        "println(VarCorr(model))\n"
    )


def _clustered(model: TakeModel) -> str:
    contrasts = _contrasts(model)
    return (
        "# CR1: the sandwich times J/(J-1) (n-1)/(n-p), and t with J - 1 degrees of freedom, for J clusters.\n"
        f"model = reg(data, @formula({_formula(model)}), Vcov.cluster(:{model.cluster}){contrasts})\n\n"
        'println("Fixed effects")\nprintln(model)\n'
        "variance = model.rss / (model.nobs - length(model.coef))\n"
        'println("Residual variance (not a standard deviation): ", variance)\n'
    )


def _ols(model: TakeModel) -> str:
    means, table = "", "data"
    if model.aggregate_by:
        columns = ", ".join(f":{name}" for name in (model.outcome, *model.predictors))
        means = f"means = combine(groupby(data, :{model.aggregate_by}), [{columns}] .=> mean; renamecols = false)\n"
        table = "means"
    contrasts = f"; {_contrasts(model)[2:]}" if model.categories else ""
    return (
        f"{means}model = lm(@formula({_formula(model)}), {table}{contrasts})\n\n"
        'println("Fixed effects")\nprintln(coeftable(model))\n'
        'println("Residual variance (not a standard deviation): ", deviance(model) / dof_residual(model))\n'
    )
