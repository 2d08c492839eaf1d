"""The page to compare with: written as Streamlit's documentation would, run with the default configuration."""

import altair as alt
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf
import streamlit as st

st.title("Random slopes")
with st.sidebar:
    tau00 = st.slider("Intercept variance", 0.0, 64.0, 16.0, 1.0)
    tau11 = st.slider("Slope variance", 0.0, 16.0, 6.0, 0.25)
    corr01 = st.slider("Correlation", -0.95, 0.95, 0.0, 0.05)
    sigma2 = st.slider("Residual variance", 1.0, 64.0, 25.0, 1.0)
    n_groups = st.slider("Schools", 4, 60, 30)
    n_per_group = st.slider("Pupils in each school", 2, 30, 20)

rng = np.random.default_rng(1)
group = np.repeat(np.arange(n_groups), n_per_group)
covariance = corr01 * np.sqrt(tau00 * tau11)
effects = rng.multivariate_normal([0, 0], [[tau00, covariance], [covariance, tau11]], n_groups)
x = rng.normal(size=len(group))
y = 50 + effects[group, 0] + (3 + effects[group, 1]) * x + rng.normal(scale=np.sqrt(sigma2), size=len(group))
data = pd.DataFrame({"group": group, "x": x, "y": y})

fit = smf.mixedlm("y ~ x", data, groups="group", re_formula="~x").fit()
found = fit.cov_re.to_numpy()
st.write(
    f"Set {tau00:.2f} and {tau11:.2f}, found intercept variance {found[0, 0]:.2f}, slope variance {found[1, 1]:.2f}"
)

lines = pd.DataFrame(
    {"group": np.repeat(np.arange(n_groups), 2), "x": np.tile([-3.0, 3.0], n_groups)}
)  # fmt: skip
random = np.array([effect.to_numpy() for effect in fit.random_effects.values()])
lines["y"] = (
    fit.fe_params["Intercept"]
    + random[lines["group"], 0]
    + (fit.fe_params["x"] + random[lines["group"], 1]) * lines["x"]
)
dots = alt.Chart(data).mark_circle().encode(x="x", y=alt.Y("y", scale=alt.Scale(zero=False)))
st.altair_chart(dots + alt.Chart(lines).mark_line().encode(x="x", y="y", detail="group"))
