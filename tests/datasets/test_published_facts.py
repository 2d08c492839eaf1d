"""Facts about the tables that were published, or follow from them by arithmetic, come out of the files."""

import numpy as np
import pandas as pd
import pytest

from datasets import describe, load, names


def sizes(name: str, group: str) -> tuple[int, int]:
    """The smallest and the largest group, in rows."""
    counts = load(name)[group].value_counts()
    return int(counts.min()), int(counts.max())


def slopes(y: pd.Series, x: pd.Series, group: pd.Series) -> dict[str, float]:
    """Slopes of y on x: pooled, between unweighted group means, within groups."""
    means = pd.DataFrame({"y": y, "x": x}).groupby(group, observed=True)
    y_mean, x_mean = means["y"].transform("mean"), means["x"].transform("mean")
    return {
        "pooled": slope(y, x),
        "between": slope(means["y"].mean(), means["x"].mean()),
        "within": slope(y - y_mean, x - x_mean),
    }


def slope(y: pd.Series, x: pd.Series) -> float:
    """Least-squares slope of y on x."""
    return float(np.polyfit(x, y, 1)[0])


@pytest.mark.parametrize(
    ("name", "group", "smallest", "largest"),
    [
        ("hsb", "school", 14, 67),
        ("london_exam", "school", 2, 198),
        ("sleepstudy", "subject", 10, 10),
        ("dyestuff", "batch", 5, 5),
        ("pastes", "cask", 2, 2),
        ("penicillin", "plate", 6, 6),
        ("orthodont", "subject", 4, 4),
        ("contraception", "district", 2, 118),
        ("radon", "county", 1, 116),
        ("couples", "couple", 2, 2),
        ("kidney", "patient", 2, 2),
        ("rats", "litter", 3, 3),
        ("socatt", "respondent", 4, 4),
    ],
)
def test_groups_have_the_known_sizes(name, group, smallest, largest):
    assert sizes(name, group) == (smallest, largest)


def test_hsb_has_ninety_public_and_seventy_catholic_schools():
    schools = load("hsb").drop_duplicates("school")
    assert schools["sector"].value_counts().to_dict() == {"Public": 90, "Catholic": 70}
    assert load("hsb_schools")["sector"].value_counts().to_dict() == {"Public": 90, "Catholic": 70}


def test_hsb_slope_within_schools():
    """Raudenbush and Bryk (2002, chapter 5): 2.191."""
    hsb = load("hsb")
    assert slopes(hsb["math"], hsb["ses"], hsb["school"])["within"] == pytest.approx(2.191, abs=0.001)


def test_hsb_school_ses_is_the_mean_of_ses_up_to_its_origin():
    schools = load("hsb").groupby("school", observed=True)[["ses", "school_ses"]].mean()
    assert (schools["school_ses"] - schools["ses"]).between(0.005, 0.007).all()


def test_hsb_schools_agree_with_the_pupils():
    pupils, schools = load("hsb"), load("hsb_schools").set_index("school")
    counted = pupils["school"].astype(str).value_counts()
    assert schools["n_pupils"].to_dict() == counted.to_dict()
    of_pupil = schools.loc[pupils["school"].astype(str)]
    assert (of_pupil["sector"].astype(str).to_numpy() == pupils["sector"].astype(str).to_numpy()).all()
    assert (of_pupil["school_ses"].to_numpy() == pupils["school_ses"].to_numpy()).all()


def test_london_exam_scores_are_normalized():
    exam = load("london_exam")[["exam", "reading"]]
    assert exam.mean().tolist() == pytest.approx([0, 0], abs=0.01)
    assert exam.std().tolist() == pytest.approx([1, 1], abs=0.01)


def test_the_sleep_study_slope_is_that_of_bates_and_others():
    """Bates et al. (2015): 251.405 + 10.467 days; in a balanced design least squares gives the same."""
    study = load("sleepstudy")
    assert np.polyfit(study["days"], study["reaction"], 1) == pytest.approx([10.467, 251.405], abs=0.001)


@pytest.mark.parametrize(("name", "reml"), [("dyestuff", 1764.05), ("dyestuff2", 0.0)])
def test_dyestuff_between_variance_is_the_closed_form(name, reml):
    batches = load(name).groupby("batch", observed=True)["yield_g"]
    between, within = 5 * batches.mean().var(), batches.var().mean()
    assert max(0.0, (between - within) / 5) == pytest.approx(reml, abs=0.01)


@pytest.mark.parametrize(
    ("name", "lower", "upper"),
    [
        ("pastes", "cask", "batch"),
        ("egsingle", "child", "school"),
        ("melanoma", "county", "region"),
        ("melanoma", "region", "nation"),
        ("socatt", "respondent", "district"),
        ("chemistry", "school", "authority"),
        ("robinson1930", "state", "division"),
    ],
)
def test_nested_units_belong_to_one_group(name, lower, upper):
    assert (load(name).groupby(lower, observed=True)[upper].nunique() == 1).all()


@pytest.mark.parametrize(
    ("name", "one", "other", "pairs"),
    [
        ("penicillin", "plate", "sample", 144),
        ("wine", "judge", "bottle", 72),
        ("scotland_schools", "primary", "secondary", 303),
    ],
)
def test_crossed_units_meet(name, one, other, pairs):
    assert len(load(name)[[one, other]].drop_duplicates()) == pairs


def test_counts_do_not_exceed_what_they_are_out_of():
    assert (load("cbpp")["cases"] <= load("cbpp")["size"]).all()
    assert (load("vote2016")["trump"] <= load("vote2016")["voters"]).all()


def test_star_has_the_known_movers():
    schools = load("star")[["school_k", "school_1", "school_2", "school_3"]].astype(object)
    assert (schools.nunique(axis=1) > 1).sum() == 294
    assert len(set(schools.stack().dropna())) == 78


def test_the_heights_of_spouses_correlate():
    wide = load("couples").pivot(index="couple", columns="spouse", values="height_mm")
    assert wide.corr().loc["husband", "wife"] == pytest.approx(0.364, abs=0.001)


def test_the_penguins_reverse():
    birds = load("penguins").dropna(subset=["bill_length_mm", "bill_depth_mm"])
    species = birds.groupby("species", observed=True)[["bill_length_mm", "bill_depth_mm"]]
    within = {name: bills.corr().iloc[0, 1] for name, bills in species}
    assert within == pytest.approx({"Adelie": 0.39, "Chinstrap": 0.65, "Gentoo": 0.64}, abs=0.005)
    assert birds["bill_length_mm"].corr(birds["bill_depth_mm"]) == pytest.approx(-0.235, abs=0.001)


def test_the_beer_tax_reverses():
    """Stock and Watson (2007, chapter 10): .15 in 1982, .44 in 1988, -.66 with state effects."""
    table = load("fatalities")
    rate = 10_000 * table["deaths"] / table["population"]
    found = slopes(rate, table["beer_tax"], table["state"])
    assert found == pytest.approx({"pooled": 0.365, "between": 0.378, "within": -0.656}, abs=0.001)
    years = {
        year: slope(rate[rows], table["beer_tax"][rows]) for year in (1982, 1988) if any(rows := table["year"] == year)
    }
    assert years == pytest.approx({1982: 0.15, 1988: 0.44}, abs=0.005)


def test_the_radon_floor_effect_has_the_published_sign_and_size():
    """Gelman and Hill (2007, chapter 12): -.72 without pooling."""
    homes = load("radon")
    found = slopes(homes["log_radon"], homes["first_floor"], homes["county"])
    assert found["within"] == pytest.approx(-0.72, abs=0.005)


def test_every_table_that_is_simulated_or_cut_says_so():
    assert {n for n in names() if "subset" in describe(n).title} == {"insteval", "chemistry"}
    assert {n for n in names() if "simulated" in describe(n).title} == {"dyestuff2"}
