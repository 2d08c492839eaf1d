"""How long one fit takes: glmm through our layer, statsmodels, and lme4 where R is there, on the same data."""

import shutil
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from datasets.simulate import make_draws, two_level
from lessons.kit.fit import fit_lmm
from tests.bench.figures import Figure
from tests.bench.tree import Tree

FORMULA = "y ~ x + (1 + x | group)"
REFITS = 1000
LME4 = """
suppressMessages(library(lme4))
data <- read.csv("data.csv")
data$group <- factor(data$group)
times <- sapply(1:25, function(i) system.time(lmer(y ~ x + (1 + x | group), data))[["elapsed"]])
cat(1000 * median(times))
"""


def milliseconds(call: Callable[[], Any], times: int) -> float:
    """The median time of a call."""
    found: list[float] = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(1000 * (time.perf_counter() - start))
    return median(found)


def lme4(folder: Path) -> float | None:
    """Milliseconds in R for the data.csv in `folder`; None where R or lme4 is missing."""
    if not shutil.which("Rscript"):
        return None
    done = subprocess.run(["Rscript", "-e", LME4], cwd=folder, capture_output=True, text=True, timeout=120)
    return float(done.stdout) if done.returncode == 0 else None


def measure(say: Callable[[str], None], *_: Tree | float | None) -> list[Figure]:
    """600 pupils in 30 schools, random slopes; then as many samples as a sampling distribution needs."""
    import statsmodels.formula.api as smf

    world = {"n_groups": 30, "n_per_group": 20, "gamma00": 50, "gamma10": 3, "tau00": 16, "tau11": 6, "sigma2": 25}
    data = two_level(make_draws(1, 60, 30), **world)
    say("one fit")
    ours = milliseconds(lambda: fit_lmm(FORMULA, data), 300)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = smf.mixedlm("y ~ x", data, groups="group", re_formula="~x")
        default = milliseconds(lambda: model.fit(), 7)
        powell = milliseconds(lambda: model.fit(method="powell"), 7)
    with tempfile.TemporaryDirectory() as folder:
        data[["group", "x", "y"]].to_csv(Path(folder) / "data.csv", index=False)
        theirs = lme4(Path(folder))
    say(f"{REFITS} samples")
    samples = [two_level(make_draws(seed, 30, 20), **world) for seed in range(100)]
    start = time.perf_counter()
    for k in range(REFITS):
        fit_lmm(FORMULA, samples[k % 100])
    seconds = time.perf_counter() - start
    return [
        Figure("fit, against statsmodels (default)", ours, "ms", default),
        Figure("fit, against statsmodels (powell)", ours, "ms", powell),
        *([Figure("fit, against lme4", ours, "ms", theirs)] if theirs else []),
        Figure(f"{REFITS:,} refits", seconds, "s"),
    ]
