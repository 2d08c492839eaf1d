"""The Data page: every table can be seen, understood and taken away."""

import io
import zipfile

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import datasets
from dashboard.data import codebook, packed
from lessons.kit import Figure
from lessons.kit.charts import LIGHT
from lessons.kit.pictures.first_look import first_look

every_table = pytest.mark.parametrize("name", datasets.names())


def page() -> None:
    from dashboard.data import data

    data()


def test_a_link_opens_its_table():
    at = AppTest.from_function(page, default_timeout=30)
    at.query_params["table"] = "sleepstudy"
    at.run()
    assert not at.exception
    assert at.selectbox[0].value == "sleepstudy"


def test_a_link_to_no_table_is_one_sentence():
    at = AppTest.from_function(page, default_timeout=30)
    at.query_params["table"] = "../../etc/passwd"
    at.run()
    assert not at.exception
    assert any("no table of that name" in h.proto.body for h in at.get("html"))


@every_table
def test_every_table_opens(name):
    at = AppTest.from_function(page, default_timeout=30).run()
    at.selectbox[0].select(name).run()
    assert not at.exception
    assert at.query_params["table"] == name


@every_table
def test_every_table_has_a_picture_and_a_sentence(name):
    look = first_look(name)
    assert isinstance(look.figure, Figure)
    look.figure.build(LIGHT).to_dict()
    assert str(look.says).endswith((".", ")."))
    assert look.icc is None or 0 <= look.icc <= 1
    dots, means = look.figure.tables["dots"], look.figure.tables["means"]
    assert len(dots["y"]) <= 3000
    assert (np.diff(means["y"]) >= 0).all(), "from the lowest mean to the highest"
    place = dict(zip(means["group"], means["rank"], strict=True))
    assert dots["rank"].tolist() == [place[group] for group in dots["group"]]


def test_the_icc_of_high_school_and_beyond_is_the_published_one():
    # Raudenbush and Bryk (2002), table 4.2: 8.61 / (8.61 + 39.15) = .18.
    assert first_look("hsb").icc == pytest.approx(0.18, abs=0.005)


@every_table
def test_what_is_taken_away_is_the_table_and_its_codebook(name):
    with zipfile.ZipFile(io.BytesIO(packed(name))) as bundle:
        table = pd.read_csv(bundle.open(f"{name}.csv"))
        text = bundle.read(f"{name}_codebook.txt").decode()
    about = datasets.describe(name)
    assert len(table) == about.rows
    assert text == codebook(name)
    for column in about.columns:
        assert column.says in text
    assert about.licence in text
    assert about.citation in text
