"""The power of a t test, and what is wrong with two ways around it. Snijders and Bosker (1993; 2012, chapter 11)."""

from typing import Any

import numpy as np
from scipy.special import ncfdtr, ndtri, stdtr, stdtrit


def t_power(effect: Any, se: Any, df: Any, level: float = 0.05) -> Any:
    """P(|t| > t*), t noncentral with df and effect / se: how often, in [0, 1], a two-sided test finds the effect.

    As P(F > t*^2), F noncentral with 1 and df. The arguments broadcast; df may be broken.
    """
    reach, away = stdtrit(df, 1 - level / 2), np.minimum(np.abs(effect) / se, FAR)
    found = 1 - ncfdtr(1, df, away**2, reach**2)
    return found if np.ndim(found) else float(found)


# From here on nothing is left to be told, and the series begins to give up.
FAR = 30.0


def normal_alarms(df: Any, level: float = 0.05) -> Any:
    """P(|t| > z*), t central with df: how often a test that takes t for z finds an effect that is not there."""
    return 2 * stdtr(df, ndtri(level / 2))


def post_hoc_power(t: Any, df: Any) -> Any:
    """The power that a study would have if the effect were what it found: a function of its t, and so of its p, alone.

    Hoenig and Heisey (2001), The American Statistician 55, 19-24.
    """
    return t_power(t, 1.0, df)


def t_of(p: Any, df: Any) -> Any:
    """The |t| whose two-sided p this is."""
    return -stdtrit(df, np.asarray(p) / 2)


def p_of(t: Any, df: Any) -> Any:
    """Its two-sided p; df may be infinite."""
    return 2 * stdtr(np.minimum(df, 1e12), -np.abs(t))
