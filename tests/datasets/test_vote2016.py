"""Richer states voted less for Trump, richer persons within a state slightly more."""

import numpy as np
import pandas as pd
import pytest

from datasets import load


def state_means(votes: pd.DataFrame) -> pd.DataFrame:
    """Mean income bracket and share for Trump of every state, over its voters."""
    total = votes.assign(income=votes["income"] * votes["voters"]).groupby("state", observed=True)
    sums = total[["income", "trump", "voters"]].sum()
    return sums[["income", "trump"]].div(sums["voters"], axis=0)


def within_between_logit(votes: pd.DataFrame) -> np.ndarray:
    """Logits of voting for Trump by Newton steps: intercept, income within the state, state mean income."""
    mean = state_means(votes)["income"].loc[votes["state"]].to_numpy()
    terms = np.column_stack([np.ones(len(votes)), votes["income"] - mean, mean - mean.mean()])
    found = np.zeros(3)
    for _ in range(25):
        share = 1 / (1 + np.exp(-terms @ found))
        weight = votes["voters"].to_numpy() * share * (1 - share)
        score = terms.T @ (votes["trump"].to_numpy() - votes["voters"].to_numpy() * share)
        found = found + np.linalg.solve(terms.T @ (terms * weight[:, None]), score)
    return found


def test_richer_states_voted_less_for_trump():
    assert state_means(load("vote2016")).corr().loc["income", "trump"] == pytest.approx(-0.642, abs=0.001)


def test_within_states_richer_voters_chose_him_slightly_more():
    _, within, between = within_between_logit(load("vote2016"))
    assert within == pytest.approx(0.0108, abs=0.0005)
    assert between == pytest.approx(-0.328, abs=0.001)


def test_pooled_there_is_nothing_to_see():
    votes = load("vote2016")
    income = np.repeat(votes["income"], votes["voters"])
    share = np.repeat(votes["trump"] / votes["voters"], votes["voters"])
    assert abs(np.corrcoef(income, share)[0, 1]) < 0.005


def test_the_slope_within_states_is_one_of_composition():
    votes = load("vote2016")
    found = {white: within_between_logit(votes[votes["white"] == white])[1] for white in (0, 1)}
    assert found == pytest.approx({0: 0.079, 1: -0.016}, abs=0.001)


def test_every_state_and_the_district_of_columbia_have_voters_in_most_brackets():
    brackets = load("vote2016").groupby("state", observed=True)["income"].nunique()
    assert brackets.size == 51
    assert brackets.min() >= 11
