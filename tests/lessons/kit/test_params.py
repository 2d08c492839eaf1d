"""Controls: declared once, always within their ranges, readable from any link."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.kit import Controls, choice, size, slider


@dataclass(frozen=True)
class Pond(Controls):
    tau00: float = slider("tau00", 0, 4, start=1, step=0.05)
    corr01: float = slider("corr01", -0.95, 0.95, start=0, step=0.05)
    n_groups: int = size("n_groups", 2, 10, start=5)
    model: str = choice("model", "Fitted model", {"ols": "One line", "ri": "Random intercept"}, start="ri")


def test_the_defaults_need_no_link():
    assert Pond().to_query() == {}


def test_a_link_says_only_what_moved():
    assert Pond(tau00=2.5, seed=9).to_query() == {"tau00": "2.5", "seed": "9"}


def test_values_settle_on_the_grid_of_steps():
    assert Pond(tau00=0.1 + 0.2).tau00 == 0.3
    assert Pond(n_groups=4.2).n_groups == 4


@pytest.mark.parametrize("raw", ["frog", "nan", "inf", "", "1e9", "-1", None, "٣٣", 10**400, "9" * 5000, [], {}])
def test_a_broken_number_falls_back_alone_and_says_so(raw):
    p, notices = Pond.from_query({"tau00": raw, "n_groups": "7"})
    assert (p.tau00, p.n_groups) == (1, 7)
    assert len(notices) == 1
    assert notices[0].startswith("Intercept variance")
    assert notices[0].endswith(".")


@pytest.mark.parametrize("raw", ["<script>", [], {"ols": 1}, 10**400, None])
def test_a_broken_choice_falls_back_alone(raw):
    p, notices = Pond.from_query({"model": raw, "tau00": "2"})
    assert (p.model, p.tau00) == ("ri", 2)
    assert len(notices) == 1


def test_parameters_of_other_pages_are_left_alone():
    assert Pond.from_query({"utm_source": "mail", "sigma2": "x"}) == (Pond(), ())


def test_a_value_out_of_range_is_refused():
    with pytest.raises(ValueError, match="between"):
        Pond(tau00=5)


@given(
    st.floats(0, 4),
    st.floats(-0.95, 0.95),
    st.integers(2, 10),
    st.sampled_from(["ols", "ri"]),
    st.integers(1, 9999),
)
def test_every_state_survives_the_trip_through_a_link(tau00, corr01, n_groups, model, seed):
    p = Pond(tau00=tau00, corr01=corr01, n_groups=n_groups, model=model, seed=seed)
    assert Pond.from_query(p.to_query()) == (p, ())


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=30)))
def test_no_link_whatsoever_breaks_a_page(query):
    p, _ = Pond.from_query(query)
    assert isinstance(p, Pond)


def test_the_corners_hold_each_end_alone_and_every_corner_holds_all_together():
    corners = list(Pond.corners())
    assert Pond(tau00=0) in corners
    assert Pond(model="ols") in corners
    assert Pond(tau00=4, corr01=-0.95, n_groups=10) in list(Pond.every_corner())


def test_a_sentence_takes_the_numbers_of_the_world_as_their_sliders_show_them():
    assert Pond(tau00=2.5, n_groups=7).printed == {"tau00": "2.50", "corr01": "0", "n_groups": "7"}
