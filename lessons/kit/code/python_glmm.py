"""Python with glmm, the engine that Frogpond itself uses."""

from lessons.kit.code.model import TakeModel
from lessons.kit.code.python_data import read
from lessons.kit.code.remarks import cannot, head


def script(model: TakeModel) -> str:
    if model.cluster:
        return cannot(model, "glmm", "has no cluster-robust standard errors")
    if model.calculated:
        return cannot(model, "glmm", "calculates in its own way in a formula, and reads no names with dots")
    imports = ["import glmm", "import pandas as pd"]
    if model.random:
        imports.insert(0, "from itertools import combinations_with_replacement\n")
    start = head(model, "Needs: pip install pandas glmm.")
    data = "means" if model.aggregate_by else "data"
    body = FIT.format(formula=model.formula, data=data, reml=f", reml={model.reml}" if model.random else "")
    return start + "\n".join(imports) + "\n\n" + read(model, model.groups) + body + (MIXED if model.random else OLS)


FIT = """\

fit = glmm.fit({data}, "{formula}"{reml})

print("Fixed effects")
print(pd.DataFrame({{"estimate": fit.beta, "std. error": fit.se}}, index=fit.names))
"""
OLS = """\
print("Residual variance (not a standard deviation)")
print("residual", fit.dispersion)
"""
MIXED = """\
print("Variances and covariances (not standard deviations)")
for (group, terms), values in zip(fit.re_groups, fit.varcorr):
    for pair, value in zip(combinations_with_replacement(terms, 2), values):
        print(group, " with ".join(dict.fromkeys(pair)), value)
print("residual", fit.dispersion)
"""
