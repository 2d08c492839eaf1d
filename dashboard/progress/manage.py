"""What a reader may do with their progress: see it, take it along, load it, forget it."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.blocks import figure
from dashboard.progress.keep import forget, remember
from lessons.kit import Figure, number
from lessons.kit.charts import calibration
from lessons.kit.progress import ProgressError, Record, from_json, mean_miss, merge, to_json


def manage(known: Record) -> None:
    """The section below the map."""
    with st.expander("Your progress"):
        problem = st.session_state.pop("progress-problem", None)
        if problem:
            st.html(f'<p class="notice" role="status">{problem}</p>')
        st.markdown(_told(known))
        if known.guesses:
            with st.container(key="calibration"):
                figure(_calibration(known), "map")
        st.markdown("It is kept in this browser and nowhere else. There is no account.")
        with st.container(horizontal=True):
            st.download_button("Download it", to_json(known), "frogpond-progress.json", "application/json")
            if st.button("Forget it"):
                _confirm()
        given = st.file_uploader("Load a file you downloaded", type="json", key="progress-file")
        if given is not None and st.session_state.get("progress-file-seen") != given.file_id:
            st.session_state["progress-file-seen"] = given.file_id
            _load(known, given.getvalue())


def _told(known: Record) -> str:
    answers = [tries[-1].right for tries in known.answers.values()]
    facts = [
        f"{len(known.visited)} lessons begun",
        f"{sum(answers)} of {len(answers)} questions right at the last try",
        f"{len(known.solved)} challenges solved",
    ]
    miss = mean_miss(known)
    if miss is not None:
        guesses = len(known.guesses)
        facts.append(
            f"on average {number(100 * miss, 0)} % of the axis between guess and truth, over {guesses} predictions"
        )
    return "\n".join(f"- {fact}" for fact in facts)


def _calibration(known: Record) -> Figure:
    made = known.guesses.values()
    guesses = pd.DataFrame(
        {
            "what": [item.replace("/", ": ").replace("_", " ") for item in known.guesses],
            "guess": [100 * (one.guess - one.low) / (one.high - one.low) for one in made],
            "truth": [100 * (one.truth - one.low) / (one.high - one.low) for one in made],
        }
    )
    guesses[["guess", "truth"]] = guesses[["guess", "truth"]].clip(0, 100)
    above = int((guesses["guess"] > guesses["truth"]).sum())
    says = f"Each dot is one of your {len(guesses)} predictions. {above} of them were too high."
    return Figure(
        "calibration", "Guess and truth", calibration, {"guesses": guesses}, says, key="dashed: guess equals truth"
    )


def _load(known: Record, raw: bytes) -> None:
    try:
        loaded = from_json(raw.decode("utf-8", errors="replace"))
        remember(merge(known, replace(loaded, since=known.since)))
        st.session_state["progress-problem"] = "The file was added to your progress."
    except ProgressError as problem:
        st.session_state["progress-problem"] = f"{problem} Your progress is as it was."
    st.rerun()


@st.dialog("Forget your progress?")
def _confirm() -> None:
    st.markdown("Visits, answers, guesses and solved challenges are deleted from this browser. This cannot be undone.")
    if st.button("Forget it all", type="primary"):
        forget()
        st.rerun()
    if st.button("Keep it"):
        st.rerun()
