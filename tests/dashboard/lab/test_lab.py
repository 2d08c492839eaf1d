"""The Lab's page: a first look by itself, all samples on request, a sweep, a pin, and files that hold what it shows."""

import io
import time
import zipfile
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.lab import exported, pictures, tables
from dashboard.lab.asked import NUMBERS, Asked
from dashboard.lab.order import finer, in_order
from dashboard.lab.running import Running, reused, started, taken
from dashboard.pictures import bundle
from dashboard.takeaway import spec
from lessons.kit.studies import places, read_study, run_batch, sums
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
    return Running(asked, study, study.n_cells * study.repeats, (), parts=(rows,), sums=sums(rows))


def test_a_first_look_goes_on_by_itself_to_all_samples():
    at = opened(repeats="500")
    assert "200 samples" in words(at) or at.session_state["lab-run"].n_drawn <= 500
    at_rest(at)
    assert "500 samples drawn" in words(at)
    run = at.session_state["lab-run"]
    pd.testing.assert_frame_equal(
        run.rows.sort_values(["repeat", "model", "parameter"]).reset_index(drop=True),
        whole(run.asked).rows.sort_values(["repeat", "model", "parameter"]).reset_index(drop=True),
    )


def moved(at: AppTest, seq: int, released: bool, **values: float) -> AppTest:
    """What the browser says while a hand moves a slider, and when it lets go."""
    now = {name: at.session_state[f"lab-{name}"] for name in NUMBERS}
    at.session_state["lab-settings"] = {"state": {"seq": seq, "values": now | values, "released": released}}
    return at.run()


def test_while_a_slider_moves_a_first_look_follows_and_once_it_is_released_the_rest():
    at = at_rest(opened(repeats="500"))
    moved(at, 1, False, n_groups=12)
    run = at.session_state["lab-run"]
    assert run.asked.world["n_groups"] == 12
    assert run.n_all == 200
    assert "n_groups" not in at.query_params
    moved(at, 2, True, n_groups=14)
    at_rest(at)
    assert at.query_params["n_groups"] == "14"
    assert "500 samples drawn" in words(at)


def test_what_a_browser_sends_is_read_or_left_alone():
    at = at_rest(opened(repeats="200"))
    for seq, sent in enumerate(("many", None, [], float("nan"), -5, 1e99, True), 1):
        moved(at, seq, True, n_groups=sent)
        assert not at.exception
    at.session_state["lab-settings"] = {"state": {"seq": 99, "values": 3}}
    at.run()
    assert not at.exception
    assert at.session_state["lab-n_groups"] == 30


def test_another_setting_begins_anew_and_the_address_follows():
    at = at_rest(opened())
    at_rest(moved(at, 1, True, n_groups=10))
    assert at.session_state["lab-run"].asked.world == {"n_groups": 10}
    assert at.query_params["n_groups"] == "10"
    at.button(key="lab-pin").click().run()
    at_rest(moved(at, 2, True, n_groups=60))
    assert "groups 10" in words(at)


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


NULL = Asked(
    "two_level", {"gamma01": 0.0, "tau11": 0.0, "n_groups": 20, "n_per_group": 10}, ("intercepts", "naive"), 500
)


@pytest.fixture(scope="module")
def swept() -> Running:
    world = {"tau11": 0.0, "gamma10": 0.0, "tau00": 0.2, "sigma2": 0.8, "n_per_group": 10, "gamma01": 0.5}
    return whole(Asked("two_level", world, ("intercepts", "naive"), 500, {"n_groups": (10, 30, 60)}))


def test_power_of_a_sweep_is_the_closed_form_of_a_cluster_trial_within_monte_carlo_error(swept):
    found = swept.figures
    rows = found[(found["model"] == "intercepts") & (found["parameter"] == "w")]
    for _, row in rows.iterrows():
        truth = cluster_trial_power(n_groups=int(row["n_groups"]), n_per_group=10, gamma01=0.5, tau00=0.2, sigma2=0.8)
        assert row["rejected_low"] - 0.02 < truth < row["rejected_high"] + 0.02
    drawn = pictures.sweep_figure(swept, "w", "rejected").tables["lines"]
    np.testing.assert_array_equal(np.unique(drawn["x"]), [10, 30, 60])
    assert (drawn["low"] <= drawn["y"]).all()


def test_under_the_null_the_mixed_model_rejects_5_of_100_and_the_naive_one_far_more():
    found = whole(NULL).figures
    rate = {row["model"]: row for _, row in found[found["parameter"] == "w"].iterrows()}
    assert rate["intercepts"]["rejected_low"] < 0.05 < rate["intercepts"]["rejected_high"]
    assert rate["naive"]["rejected_low"] > 0.1


def test_the_cheapest_design_is_one_whose_power_is_surely_enough(swept):
    said = str(tables.cheapest(swept, "w", 0.5, 100, 5))
    found = swept.figures
    good = found[(found["model"] == "intercepts") & (found["parameter"] == "w") & (found["rejected_low"] >= 0.5)]
    assert f"**{good['n_groups'].min()}** groups of **10**" in said
    assert "none of these designs" in str(tables.cheapest(swept, "w", 0.999, 100, 5))


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
    assert tables.table(swept, "tau11") is None


def packed(run: Running) -> bytes:
    """What the child packs, made here."""
    charts = {"sweep": spec(pictures.sweep_figure(run, "w", "rejected"))}
    return bundle(exported.files(run), charts, lambda _: None)


def test_what_is_taken_away_holds_what_is_shown(swept):
    with zipfile.ZipFile(io.BytesIO(packed(swept))) as archive:
        assert read_study(archive.read("study.toml").decode()) == swept.study
        rows = pd.read_parquet(io.BytesIO(archive.read("results.parquet")))
        pd.testing.assert_frame_equal(rows, swept.rows, check_categorical=False, check_dtype=False)
        table = pd.read_csv(io.BytesIO(archive.read("figures.csv")))
        assert len(table) == len(swept.figures)
        assert "500 samples of each of 3 worlds" in archive.read("methods.txt").decode()
        assert archive.read("charts/sweep.png").startswith(b"\x89PNG")
        assert "rejected at 5 %" in archive.read("charts/sweep.svg").decode()


def test_slices_grow_with_what_a_batch_takes():
    run = started(Asked(repeats=5000), whole=True)
    try:
        assert run.sent == 1
        first = run_batch(run.study, 0, 0)
        run = taken(run, (first, sums(first), 0.07))
        assert run.sent == 10
        assert run.left == pytest.approx(99 * 0.07)
        assert (run.n_done, run.n_all) == (50, 5000)
        assert started(Asked(repeats=5000), whole=False).n_all == 200
    finally:
        run.job.drop()


def test_what_there_is_of_the_same_worlds_is_not_drawn_again(swept):
    """Values are put between, samples are added: rows that were drawn stay, and are those that would be drawn."""
    more = replace(swept.asked, sweep={"n_groups": (10, 20, 30, 60)})
    run = started(more, True, swept)
    try:
        assert {cell for cell, _ in run.todo} == {1}
        assert run.n_done == 3 * 500
    finally:
        run.job.drop()
    kept = reused(swept, more.study).set_index(["cell", "model", "repeat", "parameter"]).sort_index()
    anew = run_batch(more.study, 2, 3).set_index(["cell", "model", "repeat", "parameter"]).sort_index()
    pd.testing.assert_frame_equal(kept.loc[anew.index], anew, check_categorical=False, check_dtype=False)
    assert reused(swept, replace(more, world={**more.world, "sigma2": 1.0}).study) is None
    assert reused(swept, replace(more, models=("naive",)).study) is None


def test_a_sweep_is_drawn_coarse_first_and_nothing_twice():
    study = Asked(sweep={"n_groups": tuple(range(10, 100, 10)), "n_per_group": (5, 10, 20)}).study
    order = in_order(study, places(study))
    assert sorted(order) == sorted(places(study))
    first = [study.cell(cell) for cell, _ in order]
    assert {cell["n_groups"] for cell in first[:4]} == {10, 90}
    assert {cell["n_groups"] for cell in first[:9]} == {10, 50, 90}
    assert {batch for _, batch in order[: study.n_cells]} == {0}
    assert {batch for _, batch in order[: 4 * study.n_cells]} == {0, 1, 2, 3}


def test_values_are_put_where_the_figure_changes_most(swept):
    found = pd.DataFrame({"n_groups": [10, 20, 30, 60], "rejected": [0.1, 0.15, 0.8, 0.9]})
    study = replace(swept.asked, sweep={"n_groups": (10, 20, 30, 60)}).study
    assert finer(study, found, "rejected") == {"n_groups": (10, 20, 25, 30, 60)}
    level = found.assign(rejected=0.5)
    assert finer(study, level, "rejected") == {"n_groups": (10, 20, 30, 60)}
    close = replace(swept.asked, sweep={"n_groups": (10, 11)}).study
    assert finer(close, pd.DataFrame({"n_groups": [10, 11], "rejected": [0.0, 1.0]}), "rejected") == {
        "n_groups": (10, 11)
    }
    full = replace(swept.asked, sweep={"tau00": tuple(k / 100 for k in range(12))}).study
    steep = pd.DataFrame({"tau00": full.sweep["tau00"], "rejected": np.arange(12) ** 2.0})
    assert finer(full, steep, "rejected") == full.sweep


def test_closer_draws_only_what_is_new():
    at = at_rest(opened(sweep="n_groups:10,60", repeats="200"))
    at.button(key="lab-go").click().run()
    at_rest(at)
    at.button(key="lab-closer").click().run()
    at_rest(at)
    assert at.text_input(key="lab-sweep-values").value == "10, 35, 60"
    assert "600 samples drawn" in words(at)
    assert at.query_params["sweep"] == "n_groups:10,35,60"


def test_pins_stand_in_the_same_picture_with_a_truth_of_their_own(swept):
    other = whole(replace(swept.asked, world={**swept.asked.world, "gamma01": 0.8}))
    drawn = pictures.sweep_figure(swept, "w", "rejected", [other])
    names = drawn.settings["names"]
    assert list(names) == ["Random intercepts", "One regression", "Pin 1: Random intercepts", "Pin 1: One regression"]
    one, two = (whole(replace(run.asked, sweep={}, repeats=200)) for run in (swept, other))
    rain = pictures.rain_figure(one, "w", [two])
    assert set(rain.tables["pinned"]["value"]) == {0.8}
    assert rain.tables["set"]["value"] == [0.5]


def test_an_axis_holds_still_as_long_as_it_is_filled(swept):
    one = whole(replace(swept.asked, sweep={}, repeats=200))
    domain = pictures.rain_figure(one, "w").settings["domain"]
    wide = (domain[0] - 0.3, domain[1] + 0.3)
    assert pictures.rain_figure(one, "w", before=wide).settings["domain"] == wide
    assert pictures.rain_figure(one, "w", before=(0.45, 0.55)).settings["domain"] == domain
    assert pictures.rain_figure(one, "w", before=(-50.0, 50.0)).settings["domain"] == domain


def test_of_a_sweep_the_table_is_about_the_world_nearest_to_the_sliders(swept):
    near = replace(swept, asked=replace(swept.asked, world={**swept.asked.world, "n_groups": 50}))
    assert tables.nearest(near) == 2
    assert str(tables.table(near, "w").says).startswith("Groups 60.")
    assert tables.nearest(whole(NULL)) == 0


def test_a_model_whose_intervals_miss_is_not_praised_for_its_power(swept):
    says = str(pictures.sweep_figure(swept, "w", "rejected").says)
    assert "Intervals of One regression hold the truth in as few as" in says
    assert "Intervals of Random intercepts" not in says
    assert "Dotted: 80.0 %." in says
    assert "is no power" not in str(pictures.sweep_figure(swept, "w", "bias").says)
