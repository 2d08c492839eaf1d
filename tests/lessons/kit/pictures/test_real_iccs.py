"""The ICC of real tables: those the catalogue names, as textbooks and lme4 have them."""

import pytest

import datasets
from lessons.kit import spelled
from lessons.kit.pictures.real_iccs import real_icc_figure, real_iccs


def test_every_table_that_says_what_is_alike_is_there_from_the_lowest_icc_to_the_highest():
    every = real_iccs()
    assert {one.table for one in every} == {n for n in datasets.names() if datasets.describe(n).shown.alike}
    assert [one.icc for one in every] == sorted(one.icc for one in every)
    assert all(one.low <= one.icc <= one.high for one in every)
    assert all((one.after is None) == (one.given == "") for one in every)


def test_they_are_what_others_found():
    found = {one.table: one for one in real_iccs()}
    # Raudenbush and Bryk (2002), chapter 4: .18 for High School and Beyond.
    assert round(found["hsb"].icc, 2) == 0.18
    # Bates et al. (2015), lme4's dyestuff: variances 1764.05 and 2451.25 by REML; dyestuff 2 has none between batches.
    assert found["dyestuff"].icc == pytest.approx(1764.05 / (1764.05 + 2451.25), abs=1e-5)
    assert found["dyestuff2"].icc == 0


def test_the_picture_names_both_ends_and_marks_what_a_predictor_moved():
    every, figure = real_iccs(), real_icc_figure()
    assert str(figure.title) == f"The ICC of {spelled(len(every))} real tables"
    assert f"Highest: {every[-1].words}" in str(figure.says)
    assert list(figure.tables["estimates"]["label"]) == [one.words for one in every]
    assert list(figure.tables["after"]["x"]) == [one.given for one in every if one.given]
