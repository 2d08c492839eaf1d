"""Python with statsmodels: OLS, and MixedLM by Powell's method.

MixedLM's own standard errors come from the Hessian of all parameters, the variances among them: in small or singular
fits they are off by up to half. The script works out the textbook's, which are lme4's and ours (fit/mixedlm.py).
"""

from lessons.kit.code.model import TakeModel
from lessons.kit.code.python_data import read
from lessons.kit.code.remarks import cannot, head

IMPORTS = "import pandas as pd\nimport statsmodels.formula.api as smf\n\n"


def script(model: TakeModel) -> str:
    if model.calculated:
        return cannot(model, "statsmodels", "writes calculations and names with dots in its own way")
    if model.cluster:
        return _start(model) + _complete(model) + CLUSTERED.format(fixed=_fixed(model), cluster=model.cluster)
    if not model.random:
        return _start(model) + OLS.format(fixed=_fixed(model), data="means" if model.aggregate_by else "data")
    how = _random_part(model)
    if how is None:
        return cannot(model, "statsmodels", "fits random slopes for the outermost grouping factor only")
    arguments, prepare, show = how
    call = f'smf.mixedlm("{_fixed(model)}", data, {arguments})'
    effects = RANDOM * ("re_formula" in arguments) + COMPONENT * ("vc_formula" in arguments)
    fit = MIXED.format(call=call, reml=model.reml, effects=effects)
    return _start(model, "import numpy as np\n") + prepare + fit + show + RESIDUAL


def _start(model: TakeModel, more: str = "") -> str:
    return head(model, "Needs: pip install pandas statsmodels.") + more + IMPORTS + read(model, model.groups)


def _fixed(model: TakeModel) -> str:
    return f"{model.outcome} ~ {model.parsed.fixed}"


OLS = """\

fit = smf.ols("{fixed}", {data}).fit()

print("Fixed effects")
print(pd.DataFrame({{"estimate": fit.params, "std. error": fit.bse}}))
print("Residual variance (not a standard deviation)")
print("residual", fit.scale)
"""
CLUSTERED = """\

groups = data["{cluster}"].cat.codes
# CR1: the sandwich times J/(J-1) (n-1)/(n-p), and t with J - 1 degrees of freedom, for J clusters.
fit = smf.ols("{fixed}", data).fit(cov_type="cluster", cov_kwds={{"groups": groups}}, use_t=True)

print("Fixed effects")
print(pd.DataFrame({{"estimate": fit.params, "std. error": fit.bse}}))
print("p values:", fit.pvalues.to_dict())
print("Residual variance (not a standard deviation)")
print("residual", fit.scale)
"""
MIXED = """\

model = {call}
# The default optimizer can stop early and say that it converged; Powell's method with a small ftol does not.
try:
    fit = model.fit(reml={reml}, method="powell", ftol=1e-10)
    if not np.isfinite(fit.llf):
        raise np.linalg.LinAlgError
except np.linalg.LinAlgError:  # rare, where a variance is near zero: a coarser search may stop before it gets there
    fit = model.fit(reml={reml}, method="powell")

# Standard errors that take the variances as known: V is the covariance matrix of a group's outcomes, and the
# fixed effects have the covariance matrix inverse(sum of X' inverse(V) X). fit.bse_fe comes from the Hessian of all
# parameters instead, and can be off by half where groups are few.
information = 0
for k, x in enumerate(model.exog_li):
    v = fit.scale * np.eye(len(x))
{effects}    information = information + x.T @ np.linalg.solve(v, x)
errors = np.sqrt(np.diag(np.linalg.inv(information)))

print("Fixed effects")
print(pd.DataFrame({{"estimate": fit.fe_params, "std. error": errors}}))
print("Variances and covariances (not standard deviations)")
"""
RANDOM = "    v += model.exog_re_li[k] @ fit.cov_re.to_numpy() @ model.exog_re_li[k].T\n"
COMPONENT = """\
    for variance, z in zip(fit.vcomp, model.exog_vc.mats):
        v += variance * z[k] @ z[k].T
"""
COVARIANCES = 'print(fit.cov_re.rename(index={{"{group}": "Intercept"}}, columns={{"{group}": "Intercept"}}))\n'
COMPONENTS = "print(pd.Series(fit.vcomp, model.exog_vc.names).to_string())\n"
RESIDUAL = 'print("residual", fit.scale)\n'


def _random_part(model: TakeModel) -> tuple[str, str, str] | None:
    """The arguments of mixedlm, the lines before it, and what shows the variances; None where it cannot be."""
    outer, *inner = model.random
    if any(len(random.terms) > 1 for random in inner) or (not model.nested and len(outer.terms) > 1):
        return None
    if not model.nested:
        parts = ", ".join(f'"{_joined(r.columns)}": "0 + C({_joined(r.columns)})"' for r in model.random)
        return f'groups="everyone", vc_formula={{{parts}}}', _prepared(model) + EVERYONE, COMPONENTS
    terms = " + ".join(["1", *outer.terms[1:]])
    group = _joined(outer.columns)
    arguments = f'groups="{group}", re_formula="{terms}"'
    show = COVARIANCES.format(group=group)
    if not inner:
        return arguments, _prepared(model), show
    parts = ", ".join(f'"{_joined(r.columns)}": "0 + C({_joined(r.columns)})"' for r in inner)
    return f"{arguments}, vc_formula={{{parts}}}", _prepared(model), show + COMPONENTS


EVERYONE = 'data["everyone"] = 1  # crossed factors are variance components of one group that holds all\n'


def _joined(columns: tuple[str, ...]) -> str:
    return "_".join(columns)


def _complete(model: TakeModel) -> str:
    needed = ", ".join(f'"{name}"' for name in (model.outcome, *model.predictors, *model.groups))
    return f"data = data.dropna(subset=[{needed}])\n"


def _prepared(model: TakeModel) -> str:
    """Rows without gaps, and a column of its own for a factor that two columns name together."""
    lines = _complete(model)
    for columns in (random.columns for random in model.random if len(random.columns) > 1):
        joined = ' + "_" + '.join(f'data["{name}"].astype(str)' for name in columns)
        lines += f'data["{_joined(columns)}"] = {joined}\n'
    return lines
