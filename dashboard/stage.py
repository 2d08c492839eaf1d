"""The stage: the pictures of the step that the reader is at, beside its words."""

import streamlit as st

from dashboard.blocks import show
from dashboard.markup import draw
from lessons.kit import Controls, Lesson, Stage


def stage(block: Stage, lesson: Lesson, p: Controls) -> None:
    """Draw the pictures, the first one large; two of them take turns on a phone."""
    pair = len(block.figures) > 1
    with st.container(key=f"pictures-{len(block.figures)}"):
        if pair:
            draw(
                '<div class="switch" data-pictures="@titles"></div>',
                titles="|".join(str(f.title) for f in block.figures),
            )
        for figure in block.figures:
            with st.container(key=f"picture-{figure.name}"):
                show(figure, lesson, p)
