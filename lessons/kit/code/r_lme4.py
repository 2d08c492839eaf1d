"""R: lm, and lmer of lme4."""

from lessons.kit.code.model import TakeModel
from lessons.kit.code.remarks import head


def script(model: TakeModel) -> str:
    needs = 'Needs: install.packages("lme4").' if model.random else "Needs nothing but R."
    lines = ["library(lme4)", ""] if model.random else []
    lines += [f'data <- read.csv("{model.table}")', *_factors(model)]
    data = "data"
    if model.aggregate_by:
        columns = ", ".join((model.outcome, *model.predictors))
        lines.append(f"means <- aggregate(cbind({columns}) ~ {model.aggregate_by}, data = data, FUN = mean)")
        data = "means"
    call = f"lmer({model.formula}, data = data, REML = {str(model.reml).upper()})"
    lines.append(f"fit <- {call if model.random else f'lm({model.formula}, data = {data})'}")
    return head(model, needs) + "\n".join(lines) + "\n" + FIXED + (MIXED if model.random else OLS)


def _factors(model: TakeModel) -> list[str]:
    groups = [f"data${name} <- factor(data${name})" for name in model.groups]
    named = {name: ", ".join(f'"{level}"' for level in levels) for name, levels in model.categories.items()}
    return groups + [f"data${name} <- factor(data${name}, levels = c({levels}))" for name, levels in named.items()]


FIXED = """
cat("Fixed effects\\n")
print(coef(summary(fit))[, c("Estimate", "Std. Error"), drop = FALSE])
"""
MIXED = """\
cat("Variances and covariances (column vcov; not standard deviations)\\n")
print(as.data.frame(VarCorr(fit))[, c("grp", "var1", "var2", "vcov")])
"""
OLS = """\
cat("Residual variance (not a standard deviation)\\n")
cat("residual", sigma(fit)^2, "\\n")
"""
