"""The Lab's page: a world, models, many samples and a sweep, all of it in the address."""

import streamlit as st

from dashboard.lab import settings
from dashboard.lab.asking import MAIN, arrive, asks, begins
from dashboard.lab.found import found
from dashboard.lab.watching import buttons, current
from dashboard.markup import draw


def lab() -> None:
    draw('<header class="lesson-head"><h1>The Lab</h1><p>What would this design find, again and again?</p></header>')
    arrive()
    _body()


@st.fragment
def _body() -> None:
    moving = settings.heard()
    words, picture = st.columns([1, 1.7], gap="large")
    with words, st.container(key="lab-controls"):
        design = begins()
        numbers = st.container()
        asked = asks(moving)
    with picture, st.container(key="lab-found"):
        if asked:
            found(asked, buttons(asked, current(asked, moving), moving))
    with numbers:
        settings.settings(design, MAIN)
