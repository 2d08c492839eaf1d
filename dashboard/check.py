"""Questions on the page: one form each; the marking is the lesson's own."""

import streamlit as st

from lessons.kit import Multiple, Numeric, Single
from lessons.kit.questions import Mark, Question


def ask(question: Question, page: str) -> None:
    """Show a question, and after the answer its mark with the reason."""
    key = f"question-{page}-{question.name}"
    with st.container(key=key):
        match question:
            case Single():
                picked = st.radio(question.ask, [o.text for o in question.options], index=None, key=f"{key}-answer")
                mark = question.mark(picked) if picked is not None else None
            case Multiple():
                texts = [o.text for o in question.options]
                st.markdown(question.ask)
                ticked = frozenset(t for t in texts if st.checkbox(t, key=f"{key}-{t}"))
                mark = question.mark(ticked) if st.button("Check", key=f"{key}-check") else None
            case Numeric():
                value = st.number_input(question.ask, value=None, key=f"{key}-answer")
                mark = question.mark(float(value)) if value is not None else None
        if mark is not None:
            _tell(mark)


def _tell(mark: Mark) -> None:
    verdict = "Right." if mark.right else "Not quite."
    kind = "right" if mark.right else "wrong"
    st.html(f'<p class="mark {kind}" role="status"><b>{verdict}</b> {" ".join(mark.reasons)}</p>')
