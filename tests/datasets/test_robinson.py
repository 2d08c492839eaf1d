"""Robinson (1950): what he printed comes out of the counts of the census of 1930."""

import numpy as np
import pandas as pd
import pytest

from datasets import load

FOUR = ["native_white", "mixed_white", "foreign_white", "black"]


def phi(members: int, members_illiterate: int, others: int, others_illiterate: int) -> float:
    """Correlation of two yes-no marks over persons, from the four cells of their table."""
    a, b = members_illiterate, members - members_illiterate
    c, d = others_illiterate, others - others_illiterate
    return (a * d - b * c) / np.sqrt(float(a + b) * (c + d) * (a + c) * (b + d))


def persons(group: str) -> float:
    """Correlation over persons of illiteracy with belonging to one of the four groups."""
    total = load("robinson1930").sum(numeric_only=True)
    rest = [name for name in FOUR if name != group]
    illiterate = sum(total[f"{name}_illiterate"] for name in rest)
    return phi(total[group], total[f"{group}_illiterate"], sum(total[name] for name in rest), illiterate)


def states(group: str) -> float:
    """Unweighted correlation over states, out of all races, percentages to one decimal as Robinson's."""
    table = load("robinson1930")
    share = (100 * table[group] / table["population"]).round(1)
    illiterate = (100 * table["population_illiterate"] / table["population"]).round(1)
    return float(np.corrcoef(share, illiterate)[0, 1])


def divisions(group: str) -> float:
    """Correlation over divisions weighted by population, four groups, counts in thousands."""
    thousands = load("robinson1930").groupby("division", observed=True).sum(numeric_only=True).div(1000).round()
    return weighted(thousands, group)


def weighted(table: pd.DataFrame, group: str) -> float:
    """Correlation of share and illiteracy out of the four groups, weighted by their persons."""
    n = table[FOUR].sum(axis=1)
    illiterate = table[[f"{name}_illiterate" for name in FOUR]].sum(axis=1)
    both = np.cov(table[group] / n, illiterate / n, aweights=n)
    return float(both[0, 1] / np.sqrt(both[0, 0] * both[1, 1]))


@pytest.mark.parametrize(
    ("correlation", "group", "printed", "tolerance"),
    [
        (persons, "black", 0.203, 0.0006),  # half a unit in the last printed digit
        (persons, "foreign_white", 0.118, 0.0006),
        (states, "black", 0.773, 0.0015),  # ours .7719: his rounding is not known
        (states, "foreign_white", -0.526, 0.0006),
        (divisions, "black", 0.946, 0.0006),
        (divisions, "foreign_white", -0.619, 0.0006),
    ],
)
def test_robinsons_correlations(correlation, group, printed, tolerance):
    assert correlation(group) == pytest.approx(printed, abs=tolerance)


def test_weighting_the_states_gives_the_corrected_correlations():
    """te Grotenhuis, Eisinga and Subramanian (2011)."""
    assert weighted(load("robinson1930"), "foreign_white") == pytest.approx(-0.462, abs=0.0006)
    assert weighted(load("robinson1930"), "black") == pytest.approx(0.913, abs=0.0006)


def test_no_state_has_more_illiterates_than_persons_nor_groups_than_population():
    table = load("robinson1930")
    assert all((table[f"{name}_illiterate"] <= table[name]).all() for name in [*FOUR, "population"])
    assert (table[FOUR].sum(axis=1) <= table["population"]).all()


def test_the_long_table_is_the_wide_one_stacked():
    long, wide = load("robinson1930_long"), load("robinson1930")
    assert long["persons"].sum() == wide[FOUR].to_numpy().sum() == 97_273_223
    assert long["illiterate"].sum() == wide[[f"{name}_illiterate" for name in FOUR]].to_numpy().sum()
    assert (long.groupby("state", observed=True)["division"].nunique() == 1).all()
