"""The ICC lesson: its three readings are one number, its game deals fair pictures, its closed forms hold."""

import numpy as np
import pandas as pd
import pytest

from lessons.how.after_predictor import predict_after
from lessons.how.icc import LESSON, deal, predict_pairs, schools, story, variances
from lessons.kit import Game, Live, PredictNumber, Recovery
from lessons.kit.blocks.game import Try, calibration_of, points
from lessons.kit.charts import LIGHT
from lessons.kit.columns import numbers
from lessons.kit.fit import fit_lmm, icc_interval
from lessons.kit.theory import icc, pair_correlation

LARGE = {"n_groups": 60, "n_per_group": 30}


def test_the_share_is_the_correlation_of_two_members():
    # Over 200 seeds the mean pair correlation is the ICC: its own bias is of order 1/J.
    groups = (LESSON.run(LESSON.params(seed=s, **LARGE)).groups for s in range(1, 201))
    rho = np.mean([pair_correlation(numbers(one.table, "y"), one.of_unit) for one in groups])
    assert rho == pytest.approx(icc(16, 48), abs=0.01)


@pytest.mark.parametrize("settings", [{"gamma10": 5, "icc_x": 0.0}, {"gamma10": 5, "icc_x": 1.0}, {"gamma10": 3}])
def test_what_the_null_model_should_find_includes_what_x_does(settings):
    seeds = [LESSON.params(seed=s, **settings, **LARGE) for s in range(1, 61)]
    found = np.array([(f.tau00, f.sigma2) for p in seeds for f in [LESSON.run(p).fits["null"]]])
    # Six Monte Carlo standard errors of the mean over 60 samples. Sampled means of x add sigma2_x / n between.
    error = 6 * found.std(axis=0) / np.sqrt(len(found))
    between, within = variances(seeds[0])
    assert found[:, 1].mean() == pytest.approx(within, abs=error[1])
    assert found[:, 0].mean() == pytest.approx(between, abs=error[0])


def test_a_predictor_within_raises_the_icc_and_one_between_lowers_it():
    def both(**settings):
        fits = LESSON.run(LESSON.params(**settings, **LARGE)).fits
        return fits["null"].icc, fits["with_x"].icc

    null, with_x = both(gamma10=6, icc_x=0)
    assert with_x > null + 0.05
    null, with_x = both(gamma10=6, icc_x=1)
    assert with_x < null - 0.05


def test_the_predictions_take_their_truth_from_what_is_set():
    run = LESSON.run(LESSON.params(tau00=30, sigma2=10))
    assert predict_pairs(run).truth == 0.75
    assert predict_after(run).truth == "up"
    assert predict_after(LESSON.run(LESSON.params(tau00=0))).truth == "same"


def test_an_empty_interval_is_said_and_not_shown():
    # With schools all alike, 2.5 % of samples have means that lie closer together than any ICC would put them.
    runs = (LESSON.run(LESSON.params(tau00=0, n_groups=4, n_per_group=2, seed=seed)) for seed in range(1, 400))
    run = next(run for run in runs if icc_interval(run.fits["null"])[1] == 0)
    shown = next(block for block in story(run) if isinstance(block, Recovery))
    assert shown.rows[-1].code == "icc"
    assert shown.rows[-1].interval is None
    assert "closer together than chance" in str(shown.says)


def test_each_round_of_the_game_is_graded_by_a_fit_of_its_own_picture():
    rounds = [deal(1, k) for k in range(12)]
    assert len({round(one.truth, 6) for one in rounds}) == 12
    assert min(one.truth for one in rounds) < 0.3
    assert max(one.truth for one in rounds) > 0.6
    for one in rounds[:3]:
        assert one.picture.build(LIGHT).to_dict()
        dots = pd.DataFrame({name: list(column) for name, column in one.picture.tables["dots"].items()})
        assert fit_lmm("y ~ 1 + (1 | group)", dots).icc == pytest.approx(one.truth, abs=1e-6)
        assert f"{one.truth:.2f}" in str(one.says)
    assert deal(1, 3).truth == rounds[3].truth
    assert deal(2, 3).truth != rounds[3].truth


def test_a_round_stays_while_its_page_is_told_anew():
    games = [
        next(block for block in story(LESSON.run(LESSON.params(tau00=tau00))) if isinstance(block, Game))
        for tau00 in (1, 2)
    ]
    assert games[0].round(0) is games[1].round(0)
    assert games[0].round(0) is not games[0].round(1)


def test_points_fall_from_a_hundred_to_nothing():
    assert [points(Try(guess, 0.5), 0.25) for guess in (0.5, 0.55, 0.75, 0.0)] == [100, 80, 0, 0]
    facts = calibration_of((Try(0.6, 0.5), Try(0.5, 0.5), Try(0.3, 0.5)))
    assert facts["miss"] == pytest.approx(0.1)
    assert facts["lean"] == pytest.approx(-1 / 30)


def test_the_top_picture_draws_what_the_chosen_model_finds():
    run = LESSON.run(LESSON.params(tau00=2, gamma10=5, icc_x=1, **LARGE))
    assert not len(schools(run).tables["levels"]["y"])
    for model, found in run.fits.items():
        drawn = schools(run, model).tables
        reach = float(drawn["band"]["y2"][0] - drawn["band"]["y"][0]) / 2
        assert reach**2 == pytest.approx(found.tau00)
        levels = found.gamma["Intercept"] + found.u_hat["group"]["Intercept"]
        assert sorted(drawn["levels"]["y"]) == pytest.approx(sorted(levels))


def test_no_formula_is_told_before_the_guess():
    told = list(story(LESSON.run(LESSON.params())))
    guess = next(k for k, block in enumerate(told) if isinstance(block, PredictNumber))
    before, after = (" ".join(b.text for b in part if isinstance(b, Live)) for part in (told[:guess], told[guess:]))
    assert "/ (" not in before
    assert "#tau00 / (#tau00 + #sigma2)" in after
