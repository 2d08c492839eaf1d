"""What a reader may do with their progress: see it, take it along, load it, forget it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.files import load, save
from dashboard.markup import notice
from dashboard.progress.record import LONGEST, Record, from_json, mean_miss, merge, to_json
from dashboard.progress.store import forget, now, remember, unread
from lessons.kit import Figure, number
from lessons.kit.charts import calibration

SAID = "progress-said"
ASIDE = "It is kept aside in this browser, and what you do now is kept from here on."


def manage(known: Record, show: Callable[[Figure], None]) -> None:
    """The section below the map; `show` draws a figure."""
    if unread():
        notice(f"{unread()} {ASIDE}")
    with st.expander("Your progress"):
        said = st.session_state.pop(SAID, None)
        if said:
            notice(said)
        st.markdown(_told(known))
        if known.guesses:
            with st.container(key="calibration"):
                show(_calibration(known))
        st.markdown("It is kept in this browser and nowhere else. There is no account.")
        with st.container(key="progress-files", horizontal=True):
            name, make = "frogpond-progress.json", partial(to_json, known)
            save("Download it", name, "application/json", make, "progress-download")
            if st.button("Forget it"):
                _confirm()
            _load(known)


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


def _load(known: Record) -> None:
    """A file that was just chosen is added; what came of it is said in the run that follows at once."""
    try:
        text = load("Load a file you downloaded", ".json", LONGEST, "progress-file")
        if text is None:
            return
        loaded = from_json(text, now())
    except ValueError as problem:
        st.session_state[SAID] = f"{problem} Your progress is as it was."
    else:
        remember(merge(known, replace(loaded, since=known.since)))
        st.session_state[SAID] = "The file was added to your progress."
    st.rerun()


@st.dialog("Forget your progress?")
def _confirm() -> None:
    st.markdown("Visits, answers, guesses and solved challenges are deleted from this browser. This cannot be undone.")
    if st.button("Forget it all", type="primary"):
        forget()
        st.rerun()
    if st.button("Keep it"):
        st.rerun()
