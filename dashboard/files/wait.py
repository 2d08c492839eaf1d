"""Waiting for a child process without holding the page: the browser looks again until the job is over."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.work import Job

_pulse = component("frogpond_pulse", js=Path(__file__).with_name("pulse.js").read_text(encoding="utf-8"))
SORRY = "That did not work this time. Please try again."


@dataclass(frozen=True)
class Waited:
    """What has come of a job: `over` with its value or with a problem in one sentence, or not over yet."""

    over: bool
    value: Any = None
    problem: str = ""


def wait(job: Job, key: str, says: str, share: float | None = None) -> Waited:
    """Draw how far `job` is, in a fragment of its caller; while it is not over, this fragment runs again and again.

    share: how much is done of what the job is a part of.
    """
    job.look()
    if job.done:
        return Waited(True, job.value)
    if job.failed:
        return Waited(True, problem=SORRY)
    st.progress(min(1.0, job.share if share is None else share), says)
    _pulse(key=f"{key}-pulse", data={"at": time.time()}, on_look_change=lambda: None, height=1)
    return Waited(False)


def session() -> str:
    """The name of this session among those that wait."""
    run = get_script_run_ctx()
    return run.session_id if run else ""
