"""A guessing game on the page: a picture, a guess, its points, and how the guesses lean over the tries."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.markup import draw
from lessons.kit import Figure, Game, Round, number
from lessons.kit.blocks.game import Try, calibration_of, points
from lessons.kit.charts import calibration

MOST_TRIES = 200


def tries(page: str, name: str) -> tuple[Try, ...]:
    """The guesses of this session, oldest first."""
    return st.session_state.get(f"game-{page}-{name}", ())


def ask(block: Game, page: str, dealt: Round) -> None:
    """The guess of this round; its key holds the round, so that each starts afresh."""
    key = f"game-{page}-{block.name}-{len(tries(page, block.name))}"
    guess = st.slider(
        str(block.ask), block.low, block.high, (block.low + block.high) / 2, block.step, key=f"{key}-slider"
    )
    st.button("Commit my guess", key=f"{key}-go", type="primary", on_click=partial(_commit, block, page, guess, dealt))


def _commit(block: Game, page: str, guess: float, dealt: Round) -> None:
    told = tries(page, block.name)
    st.session_state[f"game-{page}-{block.name}"] = (*told, Try(guess, dealt.truth))[-MOST_TRIES:]
    st.session_state[f"game-{page}-{block.name}-dealt"] = len(told)
    st.session_state[f"game-{page}-{block.name}-open"] = False


def next_round(block: Game, page: str) -> None:
    st.session_state[f"game-{page}-{block.name}-open"] = True


def is_open(block: Game, page: str) -> bool:
    """Whether a guess is awaited: at the start, and after Next picture."""
    return st.session_state.get(f"game-{page}-{block.name}-open", True)


def showing(block: Game, page: str) -> int:
    """The number of the round whose picture is on the page."""
    return len(tries(page, block.name)) - (0 if is_open(block, page) else 1)


def reveal(block: Game, page: str, dealt: Round) -> None:
    """What the last guess came to, and Next picture."""
    last = tries(page, block.name)[-1]
    earned = points(last, block.width)
    kind = "right" if earned >= 80 else "wrong"
    draw(
        '<p class="mark @kind" role="status"><b>@earned points.</b> You said @guess. @says</p>',
        kind=kind,
        earned=earned,
        guess=number(last.guess),
        says=dealt.says,
    )
    st.button("Next picture", key=f"game-{page}-{block.name}-next", on_click=partial(next_round, block, page))


def told(block: Game, page: str) -> str:
    """Score and lean in one sentence."""
    done = tries(page, block.name)
    facts = calibration_of(done)
    score = sum(points(one, block.width) for one in done)
    side = "too high" if facts["lean"] > 0 else "too low"
    lean = f"They lean {number(abs(facts['lean']))} {side}." if abs(facts["lean"]) >= 0.01 else "They do not lean."
    pictures = "1 picture" if len(done) == 1 else f"{len(done)} pictures"
    return f"{score} points in {pictures}. Your guesses miss by {number(facts['miss'])} on average. {lean}"


def history(block: Game, page: str) -> Figure:
    """Every guess against its truth."""
    done = tries(page, block.name)
    share = 100 / (block.high - block.low)
    rows = pd.DataFrame(
        {
            "what": [f"picture {k + 1}" for k in range(len(done))],
            "guess": [share * (one.guess - block.low) for one in done],
            "truth": [share * (one.truth - block.low) for one in done],
        }
    )
    settings = {"title": "in percent"}
    says = told(block, page)
    return Figure(f"history_{block.name}", "Guess and truth", calibration, {"guesses": rows}, says, settings)
