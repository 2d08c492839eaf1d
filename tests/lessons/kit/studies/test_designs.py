"""Designs: the moments of what they draw, and that a new one is one file."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit.fit import fit_lmm
from lessons.kit.studies import Analysis, Study, StudyError, all_designs, design, run_batch
from lessons.kit.studies.designs.two_level import TwoLevel

OWN = """
from dataclasses import dataclass
from lessons.kit.studies.controls import Design, control

@dataclass(frozen=True)
class Lonely(Design):
    n_groups: int = control(3, 1, 9, "groups")

DESIGN = Lonely
"""


def drawn(n_samples=400, seed=1, **world):
    samples = TwoLevel(**world).samples(np.random.SeedSequence(seed), n_samples)
    shape = (n_samples, samples[0]["group"].codes[-1] + 1, -1)
    return {name: np.array([one[name] for one in samples]).reshape(shape) for name in ("x", "w", "y")}


def test_the_moments_are_those_that_were_set():
    """400 samples of 50 x 20: variances within 2 %, of the level-2 quantities within 3 % (se 1 % of 20,000 draws)."""
    world = {"n_groups": 50, "gamma10": 0.0, "gamma01": 0.5, "tau00": 0.3, "tau11": 0.0, "sigma2": 0.7}
    z = drawn(**world, w="normal", icc_x=0.4)
    assert z["x"].var() == pytest.approx(1, rel=0.02)
    assert np.var(z["y"] - z["y"].mean(axis=2, keepdims=True), axis=2, ddof=1).mean() == pytest.approx(0.7, rel=0.02)
    between = np.var(z["x"].mean(axis=2))
    assert between == pytest.approx(0.4 + 0.6 / 20, rel=0.03)
    residual = z["y"].mean(axis=2) - 0.5 * z["w"][..., 0]
    assert residual.var() == pytest.approx(0.3 + 0.7 / 20, rel=0.03)


def test_intercepts_and_slopes_are_correlated_as_was_set():
    world = {"n_groups": 200, "n_per_group": 4, "sigma2": 0.0, "tau00": 1.0, "tau11": 4.0, "corr01": -0.6}
    z = drawn(60, **world, gamma01=0.0)
    slope = (z["y"][..., 1] - z["y"][..., 0]) / (z["x"][..., 1] - z["x"][..., 0])
    intercept = z["y"][..., 0] - slope * z["x"][..., 0]
    assert np.corrcoef(slope.ravel(), intercept.ravel())[0, 1] == pytest.approx(-0.6, abs=0.02)
    assert slope.var() == pytest.approx(4, rel=0.05)


def test_a_treatment_is_given_to_every_second_group():
    w = drawn(3, n_groups=5)["w"]
    assert (w == np.array([0, 1, 0, 1, 0])[None, :, None]).all()


def test_settings_stretch_the_same_draws():
    one, other = drawn(2, sigma2=1.0, tau00=0.0, tau11=0.0), drawn(2, sigma2=4.0, tau00=0.0, tau11=0.0)
    fixed = 0.2 * one["x"] + 0.4 * one["w"]
    assert other["y"] - fixed == pytest.approx(2 * (one["y"] - fixed))


def test_who_is_lost_is_lost_at_random_and_more_of_them_when_more_are():
    """100 samples of 40 x 25: the share that stays has a standard error of .16 percentage points, of groups 0.7."""

    def samples(**lost):
        return TwoLevel(n_groups=40, n_per_group=25, **lost).samples(np.random.SeedSequence(5), 100)

    whole, some, more = samples(), samples(lost=0.2), samples(lost=0.5)
    assert np.mean([len(one["y"]) for one in some]) == pytest.approx(800, abs=5)
    assert all(set(b["y"]) < set(a["y"]) < set(w["y"]) for w, a, b in zip(whole, some, more, strict=True))
    gone = samples(lost_groups=0.25)
    assert np.mean([len(one["group"].categories) for one in gone]) == pytest.approx(30, abs=0.9)
    assert all(np.isin(one["group"].value_counts(), [25]).all() for one in gone)
    assert np.mean([one["y"].var() for one in some]) == pytest.approx(
        np.mean([one["y"].var() for one in whole]), rel=0.02
    )


def test_what_is_left_of_a_world_is_fitted_as_what_was_never_whole():
    study = Study("two_level", {"lost": 0.3, "lost_groups": 0.2}, {"own": Analysis("y ~ w + x + (1 + x | group)")}, 2)
    rows, sample = run_batch(study, 0, 0), study.samples(0, 0)[0]
    fit = fit_lmm("y ~ w + x + (1 + x | group)", pd.DataFrame(dict(sample)))
    found = rows[rows["repeat"] == 0].set_index("parameter")["estimate"]
    assert found["w"] == pytest.approx(fit.gamma["w"], rel=1e-6)
    assert found["tau00"] == pytest.approx(fit.tau00, rel=1e-4)


def test_a_design_of_ones_own_is_one_file(tmp_path, monkeypatch):
    import lessons.kit.studies.designs as room

    (tmp_path / "lonely.py").write_text(OWN, encoding="utf-8")
    monkeypatch.setattr(room, "__path__", [*room.__path__, str(tmp_path)])
    room.all_designs.cache_clear()
    try:
        assert set(all_designs()) == {"lonely", "occasions", "two_level"}
        assert design("lonely")().n_groups == 3
        with pytest.raises(StudyError, match="did you mean lonely"):
            design("lonly")
    finally:
        room.all_designs.cache_clear()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"sigma2": -1}, "sigma2 lies between 0 and 1,000,000, and -1 does not."),
        ({"n_groups": 2.5}, "n_groups is a whole number, not 2.5."),
        ({"n_groups": True}, "n_groups is a whole number, not True."),
        ({"tau00": "much"}, "tau00 is a number, not 'much'."),
        ({"tau00": float("nan")}, "tau00 lies between"),
        ({"w": "norml"}, "“norml” is no w: did you mean normal?"),
    ],
)
def test_what_cannot_be_set_is_said_in_one_sentence(setting, said):
    with pytest.raises(StudyError) as problem:
        TwoLevel(**setting)
    assert str(problem.value).startswith(said)
