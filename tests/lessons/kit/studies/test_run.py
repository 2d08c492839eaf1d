"""A study gives the same numbers wherever it runs, and they are those of the fits that readers see."""

import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import FitError, fit_lmm, fit_ols
from lessons.kit.fit.refits import refit_of
from lessons.kit.studies import Analysis, Study, batch, check, estimates, places, run_batch
from lessons.kit.studies.study import BATCH

MODELS = {
    "right": Analysis("y ~ x * w + (1 + x | group)"),
    "robust": Analysis("y ~ x + w", cluster="group"),
    "many": Analysis("y ~ x + w + (1 | group)", reml=False, test="normal"),
}
WORLD = {"n_groups": 8, "n_per_group": 6, "tau11": 0.1, "corr01": 0.3, "icc_x": 0.2}
STUDY = Study("two_level", WORLD, MODELS, repeats=120, seed=5, sweep={"n_groups": (8, 12)})


@pytest.mark.parametrize("method", ["spawn", "threads"])
def test_every_executor_gives_the_same_numbers_to_the_last_digit(method, monkeypatch):
    # A spawned process runs its parent's main file; a test of a page leaves one behind that is gone.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    pool = ThreadPoolExecutor(3) if method == "threads" else ProcessPoolExecutor(2, get_context(method))
    with pool:
        found = estimates(STUDY, pool)
    pd.testing.assert_frame_equal(found, estimates(STUDY), check_exact=True)


def test_the_first_repeats_are_the_same_however_many_follow():
    fewer = estimates(replace(STUDY, repeats=70, sweep={}))
    more = estimates(replace(STUDY, sweep={}))
    pd.testing.assert_frame_equal(fewer, more[more["repeat"] < 70].reset_index(drop=True), check_exact=True)


def test_batches_share_no_sample_and_another_seed_has_others():
    first = [STUDY.samples(0, k)[0]["y"][0] for k in range(STUDY.n_batches)]
    other = replace(STUDY, seed=6).samples(0, 0)[0]["y"][0]
    assert len({*first, other}) == STUDY.n_batches + 1


def test_every_repeat_of_every_cell_is_done_once():
    found = estimates(STUDY)
    one = found[(found["model"] == "right") & (found["parameter"] == "x")]
    assert len(places(STUDY)) == 2 * -(-120 // BATCH)
    assert sorted(zip(one["cell"], one["repeat"], strict=True)) == [(c, r) for c in range(2) for r in range(120)]
    assert (one["n_groups"].to_numpy() == np.repeat([8, 12], 120)).all()


def test_a_row_says_what_the_fit_that_readers_see_says():
    rows = run_batch(replace(STUDY, sweep={}), 0, 0)
    for repeat in range(3):
        data = pd.DataFrame(STUDY.samples(0, 0)[repeat])
        fits = {"right": fit_lmm(MODELS["right"].formula, data), "robust": fit_ols("y ~ x + w", data, "group")}
        for name, fit in fits.items():
            own = rows[(rows["model"] == name) & (rows["repeat"] == repeat)].set_index("parameter")
            for term in fit.gamma:
                low, high = fit.interval()[term]
                said = [fit.gamma[term], fit.se[term], low, high, fit.p[term]]
                assert list(own.loc[term, list(batch.NUMBERS)]) == pytest.approx(said, rel=1e-9), (name, term)
        for name in ("tau00", "tau11", "tau01", "sigma2"):
            own = rows[(rows["model"] == "right") & (rows["repeat"] == repeat) & (rows["parameter"] == name)]
            assert own["estimate"].item() == pytest.approx(getattr(fits["right"], name), rel=1e-9)


def test_variances_have_the_intervals_that_were_asked_for_and_no_test():
    asked = {kind: Analysis(MODELS["right"].formula, intervals=kind) for kind in ("none", "profile", "wald")}
    study = Study("two_level", {**WORLD, "tau00": 1.0}, asked, repeats=3)
    rows = run_batch(study, 0, 0).set_index(["model", "repeat", "parameter"])
    for repeat in range(3):
        fit = fit_lmm(MODELS["right"].formula, pd.DataFrame(study.samples(0, 0)[repeat]))
        for name in ("tau00", "tau11", "sigma2"):
            row = rows.loc[("profile", repeat, name)]
            assert (row["low"], row["high"]) == pytest.approx(fit.variance_interval()[name], rel=1e-6), name
            wald = rows.loc[("wald", repeat, name)]
            reach = 1.959964 * wald["se"]
            ends = wald["estimate"] - reach, wald["estimate"] + reach
            assert (wald["low"], wald["high"]) == pytest.approx(ends, rel=1e-5)
            assert np.isnan(rows.loc[("none", repeat, name), "low"])
    components = rows.index.get_level_values("parameter").isin(batch.VARIANCES)
    assert (rows["p"].isna() == components).all()


def test_the_wald_error_of_sigma2_is_that_of_a_chi_square():
    """Balanced, random intercepts: sigma2 has J (n - 1) degrees of freedom and the variance 2 sigma2^2 / df."""
    wald = Analysis("y ~ 1 + (1 | group)", intervals="wald")
    world = {"n_groups": 12, "n_per_group": 6, "tau00": 1.0, "tau11": 0.0, "gamma10": 0.0, "gamma01": 0.0}
    rows = run_batch(Study("two_level", world, {"one": wald}, repeats=5), 0, 0)
    row = rows[rows["parameter"] == "sigma2"]
    assert row["se"].to_numpy() == pytest.approx(row["estimate"].to_numpy() * (2 / 60) ** 0.5, rel=1e-6)


def test_an_interaction_has_its_truth_in_whichever_order_it_is_written():
    both = {"one": Analysis("y ~ x * w + (1 | group)"), "two": Analysis("y ~ w * x + (1 | group)")}
    rows = run_batch(Study("two_level", {"gamma11": 0.7}, both, repeats=2), 0, 0)
    assert list(rows.loc[rows["parameter"].isin(["x:w", "w:x"]), "truth"]) == [0.7] * 4


def test_a_normal_test_is_z_and_rejects_more_than_t_with_few_groups():
    formula = "y ~ w + (1 | group)"
    study = Study("two_level", WORLD, {"t": Analysis(formula), "z": Analysis(formula, test="normal")}, repeats=50)
    rows = run_batch(study, 0, 0)
    t, z = (rows[(rows["model"] == name) & (rows["parameter"] == "w")].reset_index() for name in ("t", "z"))
    assert z["high"].to_numpy() == pytest.approx((z["estimate"] + 1.959964 * z["se"]).to_numpy(), rel=1e-6)
    assert (z["p"] < t["p"]).all()
    pd.testing.assert_series_equal(t["estimate"], z["estimate"])


def test_a_fit_that_failed_keeps_its_rows_and_says_nothing_in_them(monkeypatch):
    def every_third(formula, sample, *rest, **more):
        every_third.calls += 1
        if every_third.calls % 3 == 0:
            raise FitError("no")
        return refit_of(formula, sample, *rest, **more)

    every_third.calls = 0
    monkeypatch.setattr(batch, "refit_of", every_third)
    study = Study("two_level", WORLD, {"right": Analysis("y ~ x + (1 | group)")}, repeats=30)
    rows = run_batch(study, 0, 0)
    failed = rows[rows["status"] == "failed"]
    assert sorted(set(failed["repeat"])) == list(range(2, 30, 3))
    assert len(rows) == 30 * 4
    assert failed[list(batch.NUMBERS)].isna().all(axis=None)
    assert rows.loc[rows["status"] != "failed", "estimate"].notna().all()


def test_what_is_checked_before_a_study_starts_is_what_it_needs():
    check(STUDY)
    with pytest.raises(ValueError, match="“z” is no column"):
        check(replace(STUDY, models={"right": Analysis("y ~ z + (1 | group)")}))
