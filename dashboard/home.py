"""The landing page: the curriculum as a map, and one click to start."""

import streamlit as st

from lessons.curriculum import CHAPTERS, Planned, lessons


def home() -> None:
    first = lessons()[0]
    st.html(
        '<header class="home-head"><h1>Multilevel models, by moving them</h1>'
        "<p>Drag a variance. Watch the schools, the fitted model and the explanation follow.</p></header>"
    )
    with st.container(key="start"):
        st.page_link(
            st.session_state["pages"][first.slug],
            label=f"Start: {first.question}",
            icon=":material/play_arrow:",
        )
    with st.container(key="map"):
        for column, chapter in zip(st.columns(len(CHAPTERS)), CHAPTERS, strict=True):
            with column:
                st.html(f'<h2 class="chapter">{chapter.title}</h2><p class="about">{chapter.about}</p>')
                for entry in chapter.lessons:
                    if isinstance(entry, Planned):
                        st.html(f'<p class="planned">{entry.question}</p>')
                    else:
                        st.page_link(st.session_state["pages"][entry.slug], label=entry.question)
    st.html('<p class="legend">A filled dot is a lesson you can take now. The others are on the syllabus.</p>')
