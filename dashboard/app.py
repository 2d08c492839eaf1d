"""Navigation from the curriculum."""

from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import chips, looks, reconnect
from dashboard.data import data
from dashboard.glossary import glossary
from dashboard.home import home
from dashboard.lab import lab
from dashboard.page import lesson_page
from dashboard.review import review
from lessons.curriculum import CHAPTERS
from lessons.kit import Lesson

BARE = {"present", "figure", "handout"}  # Pages that are not for wandering about.
ICON = Path(__file__).parent / "static" / "frogpond.svg"

st.set_page_config(page_title="Frogpond", page_icon=str(ICON), layout="wide")
st.logo(str(ICON), size="large")
looks.draw_style_sheet()
reconnect.anywhere()

start = st.Page(home, title="Map", url_path="map", default=True)
tables = st.Page(data, title="Data", url_path="data")
words = st.Page(glossary, title="Glossary", url_path="glossary")
studies = st.Page(lab, title="Lab", url_path="lab")
again = st.Page(review, title="Review", url_path="review")
pages = {
    entry.slug: st.Page(partial(lesson_page, entry), title=entry.title, url_path=entry.slug)
    for chapter in CHAPTERS
    for entry in chapter.lessons
    if isinstance(entry, Lesson)
}
st.session_state["pages"] = {**pages, "review": again, "map": start}
menu = {
    chapter.title: [pages[entry.slug] for entry in chapter.lessons if isinstance(entry, Lesson)] for chapter in CHAPTERS
}
written = {title: found for title, found in menu.items() if found}
here = st.navigation(
    {"": [start, tables, words, studies, again], **written}, position="hidden" if BARE & set(st.query_params) else "top"
)
chips.speak({})  # A lesson's page names its own.
here.run()
