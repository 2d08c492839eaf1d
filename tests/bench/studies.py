"""Refits a second of a study: on one core, on two processes, on a Dask cluster of this machine where Dask is; and what
statsmodels does, and lme4 and the test that simr makes where R is."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import pandas as pd
import statsmodels.formula.api as smf

from dashboard.study.executors import ONE_THREAD
from lessons.kit.studies import Analysis, Study, estimates
from tests.bench.figures import Figure
from tests.bench.tree import Tree

# 600 rows, random slopes. One model, so a sample is a refit.
WORLD = {"n_groups": 30, "n_per_group": 20}
MODELS = {"slopes": Analysis("y ~ x + (1 + x | group)")}
WARM = 200
REFITS = 4000
FEW = 10
IN_R = Path(__file__).with_name("refits.R")
SECONDS_FOR_1000 = 0.5


def rate(executor: Executor | None) -> float:
    """Refits a second, once the workers have loaded what they need."""
    estimates(Study("two_level", WORLD, MODELS, WARM), executor)
    start = time.perf_counter()
    estimates(Study("two_level", WORLD, MODELS, REFITS), executor)
    return REFITS / (time.perf_counter() - start)


def measure(say: Callable[[str], None], *_: Tree | float | None) -> list[Figure]:
    """The same study on each."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    say("one core")
    found = [_figure("one core", rate(None), 1000 / SECONDS_FOR_1000)]
    say("two processes")
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found.append(_figure("two processes", rate(pool)))
    if find_spec("distributed"):
        say("a Dask cluster of this machine, two workers")
        found.append(_figure("local Dask, two workers", _on_dask()))
    say("statsmodels")
    found.append(_figure("statsmodels", _by_statsmodels()))
    if rscript := shutil.which("Rscript"):
        say("lme4")
        told = subprocess.run([rscript, str(IN_R)], capture_output=True, text=True, check=True).stdout
        found += [
            _figure(who.strip(), float(rate)) for who, rate in (line.rsplit(maxsplit=1) for line in told.splitlines())
        ]
    return found


def _by_statsmodels() -> float:
    samples = [pd.DataFrame(dict(one)) for one in Study("two_level", WORLD, MODELS, FEW).samples(0, 0)]
    start = time.perf_counter()
    for sample in samples:
        smf.mixedlm("y ~ x", sample, groups="group", re_formula="~x").fit(method="powell")
    return FEW / (time.perf_counter() - start)


def _on_dask() -> float:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        return rate(client.get_executor())


def _figure(where: str, found: float, goal: float | None = None) -> Figure:
    return Figure(f"refits a second, {where}", found, "1/s", goal=goal, more_is_better=True)
