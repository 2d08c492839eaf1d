"""R: lm, with sandwich and lmtest where errors are cluster-robust, and lmer of lme4."""

from lessons.kit.code.model import TakeModel
from lessons.kit.code.remarks import head


def script(model: TakeModel) -> str:
    packages = _packages(model)
    needs = f"Needs: install.packages({_vector(packages)})." if packages else "Needs nothing but R."
    lines = [f"library({name})" for name in packages] + [""] * bool(packages)
    lines += [f'data <- read.csv("{model.table}")', *_factors(model)]
    data = "data"
    if model.aggregate_by:
        columns = ", ".join((model.outcome, *model.predictors))
        lines.append(f"means <- aggregate(cbind({columns}) ~ {model.aggregate_by}, data = data, FUN = mean)")
        data = "means"
    if model.cluster:
        columns = _vector((*model.parsed.columns, model.cluster))
        lines.append(f"data <- data[complete.cases(data[, {columns}]), ]")
    call = f"lmer({model.formula}, data = data, REML = {str(model.reml).upper()})"
    lines.append(f"fit <- {call if model.random else f'lm({model.formula}, data = {data})'}")
    fixed = CLUSTERED.format(cluster=model.cluster) if model.cluster else FIXED
    return head(model, needs) + "\n".join(lines) + "\n" + fixed + (MIXED if model.random else OLS)


def _packages(model: TakeModel) -> tuple[str, ...]:
    return ("lme4",) if model.random else ("sandwich", "lmtest") if model.cluster else ()


def _vector(names: tuple[str, ...]) -> str:
    """A character vector, or one string."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"c({quoted})" if len(names) > 1 else quoted


def _factors(model: TakeModel) -> list[str]:
    groups = [f"data${name} <- factor(data${name})" for name in model.groups]
    named = {name: ", ".join(f'"{level}"' for level in levels) for name, levels in model.categories.items()}
    return groups + [f"data${name} <- factor(data${name}, levels = c({levels}))" for name, levels in named.items()]


FIXED = """
cat("Fixed effects\\n")
print(coef(summary(fit))[, c("Estimate", "Std. Error"), drop = FALSE])
"""
CLUSTERED = """
# CR1: the sandwich times J/(J-1) (n-1)/(n-p), and t with J - 1 degrees of freedom, for J clusters.
J <- nlevels(droplevels(data${cluster}))
robust <- vcovCL(fit, cluster = data${cluster}, type = "HC1")
tests <- coeftest(fit, vcov = robust, df = J - 1)
cat("Fixed effects\\n")
print(tests[, c("Estimate", "Std. Error"), drop = FALSE])
cat("p values:", format(tests[, "Pr(>|t|)"]), "\\n")
"""
MIXED = """\
cat("Variances and covariances (column vcov; not standard deviations)\\n")
print(as.data.frame(VarCorr(fit))[, c("grp", "var1", "var2", "vcov")])
"""
OLS = """\
cat("Residual variance (not a standard deviation)\\n")
cat("residual", sigma(fit)^2, "\\n")
"""
