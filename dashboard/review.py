"""The questions that are due again, from all lessons, in one place."""

import streamlit as st

from dashboard import check, progress
from dashboard.markup import draw


def review() -> None:
    draw(
        '<header class="lesson-head"><h1>Once more</h1>'
        "<p>Questions you missed come back: at once, then after 1, 3, 7, 21 and 60 days</p></header>"
    )
    _body()


@st.fragment
def _body() -> None:
    due = check.due_now()
    if not due:
        st.markdown("Nothing is due. Questions you miss in a lesson will be asked here again.")
    for slug, question in due:
        check.ask(question, slug, "review-")
    progress.keep()
