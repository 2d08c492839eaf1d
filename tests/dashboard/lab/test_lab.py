"""The Lab's page: a first look by itself, all samples on request, a sweep, a pin, and files that hold what it shows."""

import io
import time
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.lab import exported, pictures
from dashboard.lab.asked import Asked
from dashboard.lab.running import Running, figures, started, taken
from lessons.kit.studies import places, read_study, run_batch
from lessons.kit.theory import cluster_trial_power


def page() -> None:
    from dashboard.lab import lab

    lab()


def opened(**query: str) -> AppTest:
    at = AppTest.from_function(page, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


def words(at: AppTest) -> str:
    return " ".join([str(one.proto.body) for one in at.get("html")] + [one.value for one in at.markdown])


def at_rest(at: AppTest) -> AppTest:
    end = time.monotonic() + 60
    while at.session_state["lab-run"].job is not None:
        assert time.monotonic() < end
        time.sleep(0.2)
        at.run()
    assert not at.exception
    return at


def whole(asked: Asked) -> Running:
    """The run of all samples, done here."""
    study = asked.study
    rows = pd.concat([run_batch(study, *place) for place in places(study)], ignore_index=True)
    return Running(asked, study, study.n_cells * study.repeats, (), rows)


def test_a_first_look_comes_by_itself_and_all_samples_on_request():
    at = at_rest(opened(repeats="500"))
    assert "200 samples drawn" in words(at)
    at.button(key="lab-go").click().run()
    at_rest(at)
    assert "500 samples drawn" in words(at)
    run = at.session_state["lab-run"]
    pd.testing.assert_frame_equal(
        run.rows.sort_values(["repeat", "model", "parameter"]).reset_index(drop=True),
        whole(run.asked).rows.sort_values(["repeat", "model", "parameter"]).reset_index(drop=True),
    )


def test_another_setting_begins_anew_and_the_address_follows():
    at = at_rest(opened())
    at.slider(key="lab-n_groups").set_value(10).run()
    at_rest(at)
    assert at.session_state["lab-run"].asked.world == {"n_groups": 10}
    assert at.query_params["n_groups"] == "10"
    at.button(key="lab-pin").click().run()
    at.slider(key="lab-n_groups").set_value(60).run()
    at_rest(at)
    assert "groups, J 10" in words(at)


def test_a_world_too_large_and_a_wrong_sweep_get_one_sentence_and_lose_nothing():
    at = at_rest(opened(n_groups="40", sweep="moon:1,2"))
    assert "no setting that can be varied" in words(at)
    assert at.session_state["lab-n_groups"] == 40
    at.selectbox(key="lab-sweep").set_value("n_groups").run()
    assert "Give two to twelve values" in words(at)
    at.text_input(key="lab-sweep-values").set_value("10, 20, x").run()
    assert "must be a number" in words(at)
    at.text_input(key="lab-sweep-values").set_value("10, 20").run()
    assert not at.exception
    assert at.query_params["sweep"] == "n_groups:10,20"


NULL = Asked({"gamma01": 0.0, "tau11": 0.0, "n_groups": 20, "n_per_group": 10}, ("intercepts", "naive"), 500)


@pytest.fixture(scope="module")
def swept() -> Running:
    world = {"tau11": 0.0, "gamma10": 0.0, "tau00": 0.2, "sigma2": 0.8, "n_per_group": 10, "gamma01": 0.5}
    return whole(Asked(world, ("intercepts", "naive"), 500, {"n_groups": (10, 30, 60)}))


def test_power_of_a_sweep_is_the_closed_form_of_a_cluster_trial_within_monte_carlo_error(swept):
    found = figures(swept)
    rows = found[(found["model"] == "intercepts") & (found["parameter"] == "w")]
    for _, row in rows.iterrows():
        truth = cluster_trial_power(n_groups=int(row["n_groups"]), n_per_group=10, gamma01=0.5, tau00=0.2, sigma2=0.8)
        assert row["rejected_low"] - 0.02 < truth < row["rejected_high"] + 0.02
    drawn = pictures.sweep_figure(swept, "w", "rejected").tables["lines"]
    np.testing.assert_array_equal(np.unique(drawn["x"]), [10, 30, 60])
    assert (drawn["low"] <= drawn["y"]).all()


def test_under_the_null_the_mixed_model_rejects_5_of_100_and_the_naive_one_far_more():
    found = figures(whole(NULL))
    rate = {row["model"]: row for _, row in found[found["parameter"] == "w"].iterrows()}
    assert rate["intercepts"]["rejected_low"] < 0.05 < rate["intercepts"]["rejected_high"]
    assert rate["naive"]["rejected_low"] > 0.1


def test_the_cheapest_design_is_one_whose_power_is_surely_enough(swept):
    said = str(pictures.cheapest(swept, "w", 0.5, 100, 5))
    found = figures(swept)
    good = found[(found["model"] == "intercepts") & (found["parameter"] == "w") & (found["rejected_low"] >= 0.5)]
    assert f"**{good['n_groups'].min()}** groups of **10**" in said
    assert "none of these designs" in str(pictures.cheapest(swept, "w", 0.999, 100, 5))


@pytest.mark.parametrize("figure", ["rejected", "coverage", "bias", "errors", "singular"])
def test_every_figure_of_a_sweep_and_of_two_is_drawn(swept, figure):
    from lessons.kit.charts import LIGHT

    assert pictures.sweep_figure(swept, "w", figure).build(LIGHT).to_dict()
    two = whole(replace(swept.asked, repeats=200, sweep={"n_groups": (10, 20), "n_per_group": (5, 10, 15)}))
    drawn = pictures.sweep_figure(two, "x", figure)
    assert len(drawn.tables["cells"]["value"]) == 6
    assert drawn.build(LIGHT).to_dict()


def test_a_parameter_that_no_model_has_is_said_and_not_drawn(swept):
    assert pictures.sweep_figure(swept, "w:x", "rejected") is None
    assert pictures.rain_figure(swept, "tau11") is None
    assert pictures.table(swept, "tau11") is None


def test_what_is_taken_away_holds_what_is_shown(swept):
    with zipfile.ZipFile(io.BytesIO(exported.everything(swept))) as archive:
        assert read_study(archive.read("study.toml").decode()) == swept.study
        rows = pd.read_parquet(io.BytesIO(archive.read("results.parquet")))
        pd.testing.assert_frame_equal(rows, swept.rows, check_categorical=False, check_dtype=False)
        table = pd.read_csv(io.BytesIO(archive.read("figures.csv")))
        assert len(table) == len(figures(swept))
        assert "500 samples of each of 3 worlds" in archive.read("methods.txt").decode()


def test_slices_grow_with_what_a_batch_takes():
    run = started(Asked(repeats=5000), whole=True)
    try:
        assert run.sent == 1
        run = taken(run, (run_batch(run.study, 0, 0), 0.07))
        assert run.sent == 10
        assert (run.n_done, run.n_all) == (50, 5000)
        assert started(Asked(repeats=5000), whole=False).n_all == 200
    finally:
        run.job.drop()
