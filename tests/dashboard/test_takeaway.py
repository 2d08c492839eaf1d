"""What a reader takes along: every file is there, whole, and says the state it was made in."""

import io
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest

from dashboard.pictures import bundle, drawn
from dashboard.takeaway import Parcel, citation, spec, specs, texts
from lessons.curriculum import lessons
from lessons.how.random_slopes import LESSON
from lessons.kit.code import DIALECTS

ADDRESS = "http://localhost:8501/random_slopes?tau11=9"
PNG = b"\x89PNG\r\n\x1a\n"


def parcel(lesson=LESSON, **settings) -> Parcel:
    run = lesson.run(lesson.params(**settings))
    return Parcel(lesson, run, ADDRESS, tuple(lesson.story(run)))


def test_the_zip_holds_the_table_its_codebook_six_scripts_the_charts_and_a_citation():
    packet = parcel(tau11=9)
    with zipfile.ZipFile(io.BytesIO(bundle(texts(packet), specs(packet), lambda _: None))) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        table = pd.read_csv(archive.open("random_slopes.csv"))
        scripts = {dialect.file: archive.read(dialect.file).decode() for dialect in DIALECTS}
        pictures = {name: archive.read(name) for name in names if name.startswith("charts/")}
    assert {"codebook.txt", "CITATION.txt", "random_slopes.csv", *(dialect.file for dialect in DIALECTS)} <= names
    pd.testing.assert_frame_equal(table[["x", "y"]], packet.run.data[["x", "y"]])
    assert all("random_slopes.csv" in text for text in scripts.values())
    assert len(pictures) == 2 * len(packet.figures) >= 4
    for name, content in pictures.items():
        assert content.startswith(PNG) if name.endswith(".png") else ElementTree.fromstring(content).tag.endswith("svg")


def test_the_citation_names_the_lesson_and_the_state():
    text = citation(parcel())
    assert LESSON.title in text
    assert ADDRESS in text


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.slug)
def test_every_lesson_can_be_taken_along(lesson):
    packet = parcel(lesson)
    pictures = drawn({figure.name: spec(figure) for figure in packet.figures[:1]})
    for one in pictures.values():
        assert one.png.startswith(PNG)
        assert "<path" in one.svg
    assert packet.model is not None
    assert packet.model.table == f"{lesson.slug}.csv"


def test_a_picture_shows_the_data_of_its_state():
    few, many = (drawn({"pupils": spec(parcel(n_groups=n).figures[0])})["pupils"].svg.count("<path") for n in (4, 40))
    assert many > few + 30


def test_no_file_is_empty():
    for name, content in texts(parcel()).items():
        assert content, name
