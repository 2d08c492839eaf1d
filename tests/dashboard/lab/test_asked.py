"""The Lab's address says what is asked, whoever wrote it; and the file that is taken away is the same study."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.lab.asked import CONTROLS, MODELS, NUMBERS, OF_DESIGN, OWN, PARAMETERS, Asked, from_query, values_of
from dashboard.lab.real import LIKE, like
from lessons.kit.studies import StudyError, design, read_study, write_study
from lessons.kit.studies.controls import refuse


def test_an_address_without_anything_is_the_start_and_the_start_needs_no_address():
    assert from_query({}) == (Asked(), [])
    assert Asked().query() == {}


ASKED = Asked(
    "occasions", {"n_groups": 50, "gamma01": 0.3, "w": "normal"}, ("intercepts", "robust"), 200,
    {"n_per_group": (5, 10, 20), "tau00": (0.1, 0.2)}, "x", "coverage",
)  # fmt: skip


def test_what_is_asked_comes_back_from_its_address_and_from_its_file():
    assert from_query(ASKED.query()) == (ASKED, [])
    assert read_study(write_study(ASKED.study)) == ASKED.study
    assert read_study(write_study(Asked().study)) == Asked().study


@given(st.dictionaries(st.sampled_from(sorted(OWN)), st.text(max_size=30)))
def test_no_address_breaks_the_lab(query):
    asked, notices = from_query(query)
    assert asked.study.n_cells >= 1
    assert all(len(one.splitlines()) == 1 for one in notices)
    assert from_query(asked.query()) == (asked, [])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"n_groups": "1e9"}, "n_groups lies between"),
        ({"n_groups": "nan"}, "groups"),
        ({"n_groups": "2.5"}, "whole number"),
        ({"tau00": "-1"}, "lies between"),
        ({"w": "<script>"}, "did you mean"),
        ({"models": "all"}, "no model"),
        ({"design": "two_levels"}, "did you mean two_level"),
        ({"design": "<b>"}, "is no design"),
        ({"repeats": "1000000"}, "not offered"),
        ({"sweep": "n_groups:10"}, "Give two to twelve values"),
        ({"sweep": "moon:1,2"}, "no setting"),
        ({"n_groups": "10000", "n_per_group": "10000"}, "Here 20,000 is the most"),
        (
            {"sweep": "tau00:" + ",".join(f"0.{k}" for k in range(1, 10)), "sweep2": "sigma2:1,2,3,4,5,6,7,8"},
            "72 worlds",
        ),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(query, said):
    _, notices = from_query(query)
    assert len(notices) == 1
    assert said in notices[0] or (said == "did you mean" and "is no w" in notices[0])


@pytest.mark.parametrize("name", OF_DESIGN)
def test_every_design_is_asked_for_by_name_and_what_it_lacks_is_left_out(name):
    asked, notices = from_query({"design": name, "icc_x": "0.3", "first": "1", "sweep": "first:0,1"})
    assert notices == []
    assert asked.design == asked.study.design == name
    assert ("first" in asked.study.world) == ("first" in OF_DESIGN[name])
    assert asked.study.n_cells == (2 if "first" in OF_DESIGN[name] else 1)


@pytest.mark.parametrize("raw", ["two_level\x00", "\u200btwo_level", "two_level\n"])
def test_a_design_with_letters_that_nobody_sees_is_no_traceback(raw):
    asked, _ = from_query({"design": raw})
    assert asked.study.design == asked.design == "two_level"


def test_every_model_can_be_fitted_and_every_parameter_is_in_one():
    from lessons.kit.studies import run_batch

    study = Asked(models=tuple(MODELS), repeats=200).study
    rows = run_batch(study, 0, 0)
    assert set(PARAMETERS) <= set(rows["parameter"])
    assert (rows["status"] != "failed").all()


def test_values_are_put_in_order_and_none_twice():
    assert values_of("n_groups", "50; 10, 10 ,30") == (10, 30, 50)
    with pytest.raises(StudyError):
        values_of("n_groups", "")


@pytest.mark.parametrize("name", LIKE)
def test_a_world_like_a_real_table_is_a_world_and_its_variances_add_up(name):
    found = like(name)
    for setting, value in found.items():
        refuse(CONTROLS[setting], value)
    world = design("two_level")(**found)
    # y in its own SD: fixed, intercepts, slopes and residuals are about all of it.
    whole = world.gamma10**2 + world.tau00 + world.tau11 + world.sigma2
    assert whole == pytest.approx(1, abs=0.12)


def test_sliders_begin_and_end_within_what_is_allowed():
    for one in NUMBERS.values():
        low, high, step = one.metadata["handy"]
        assert one.metadata["low"] <= low <= one.default <= high <= one.metadata["high"]
        assert step > 0
