"""The stage: the pictures of the step that the reader is at, beside its words."""

import streamlit as st

from dashboard.blocks import show
from dashboard.markup import draw, notice
from lessons.kit import Controls, Lesson, Stage
from lessons.kit.fit import FitError


def stage(block: Stage, lesson: Lesson, p: Controls) -> None:
    """Draw the pictures, the first one large; two of them take turns on a phone."""
    try:
        figures = block.figures
    except FitError as problem:
        notice(problem)
        return
    with st.container(key=f"pictures-{len(figures)}"):
        if len(figures) > 1:
            draw('<div class="switch" data-pictures="@titles"></div>', titles="|".join(str(f.title) for f in figures))
        for figure in figures:
            with st.container(key=f"picture-{figure.name}"):
                show(figure, lesson, p)
