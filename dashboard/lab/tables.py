"""What the Lab has found, in numbers: all figures of a parameter, and the cheapest design."""

from typing import Any

import numpy as np

from dashboard.lab.asked import CONTROLS, capital, named
from dashboard.lab.pictures import words_of
from dashboard.lab.running import Running
from lessons.kit import Table, listed, number, sentence
from lessons.kit.text import Words


def table(run: Running, parameter: str) -> Table | None:
    """All figures of one parameter in one world, a column a model, each with its Monte Carlo error. Of a sweep it is
    the world nearest to the sliders."""
    found, cell = run.figures, nearest(run)
    found = found[(found["cell"] == cell) & (found["parameter"] == parameter)] if len(found) else found
    if not len(found):
        return None
    every = [row for _, row in found.iterrows()]
    rows = tuple(
        (words, *((_with_error if name in ERRORS else _with_range)(row, name) for row in every))
        for name, words in ROWS.items()
    )
    failed = round(float((found["failed"] * found["n"]).sum()))
    says = sentence(
        "@world@n samples, ± one Monte Carlo standard error, or Wilson's 95 % interval. @failed",
        world=_which_world(run, cell),
        n=int(found["n"].max()),
        failed="No fit failed." if not failed else sentence(FAILED[failed == 1], n=failed),
    )
    return Table(("", *(words_of(str(row["model"])) for row in every)), rows, says)


ERRORS = ("bias", "spread", "reported")
ROWS = {"bias": "bias", "spread": "true error", "reported": "reported error", "coverage": "coverage",
        "rejected": "rejected", "singular": "singular"}  # fmt: skip
FAILED = {True: "@n fit failed; it is in no figure.", False: "@n fits failed; they are in no figure."}


def nearest(run: Running) -> int:
    """The cell of a sweep whose settings are nearest to those of the sliders, of those that have been drawn."""
    if not run.study.sweep or run.sums is None:
        return 0
    start = {name: run.asked.world.get(name, CONTROLS[name].default) for name in run.study.sweep}
    spread = {name: max(values) - min(values) for name, values in run.study.sweep.items()}

    def away(cell: int) -> float:
        return sum(abs(value - start[name]) / spread[name] for name, value in run.study.cell(cell).items())

    return min((int(cell) for cell in run.sums["cell"].unique()), key=away)


def _which_world(run: Running, cell: int) -> Words:
    """Which of the worlds of a sweep the table is about."""
    if not run.study.sweep:
        return ""
    return sentence(
        "@world. ",
        world=listed([sentence("@name @value", name=capital(named(name)), value=f"{value:g}")
                      for name, value in run.study.cell(cell).items()]),
    )  # fmt: skip


def _with_error(row: Any, name: str) -> str:
    return "" if np.isnan(row[name]) else f"{number(float(row[name]), 3)} ± {number(float(row[f'{name}_error']), 3)}"


def _with_range(row: Any, name: str) -> str:
    if np.isnan(row[name]):
        return ""
    share, low, high = (number(100 * float(row[key]), 1) for key in (name, f"{name}_low", f"{name}_high"))
    return f"{share} % ({low} to {high})"


def cheapest(run: Running, parameter: str, goal: float, school: float, pupil: float) -> Words:
    """The cheapest world of the sweep whose power is surely enough: Wilson's lower end reaches the goal."""
    found = run.figures
    model = next(iter(run.study.models))
    found = found[(found["parameter"] == parameter) & (found["model"] == model)] if len(found) else found
    good = []
    for _, row in found.iterrows():
        world: Any = run.study.of_cell(int(row["cell"]))
        cost = world.n_groups * school + world.n_groups * world.n_per_group * pupil
        if row["rejected_low"] >= goal:
            good.append((cost, world.n_groups, world.n_per_group, row["rejected"]))
    if not good:
        return sentence("By @model none of these designs surely reaches a power of @goal %.", model=words_of(model),
                        goal=number(100 * goal, 0))  # fmt: skip
    cost, groups, members, power = min(good)
    return sentence(
        "By @model the cheapest of these designs that surely reaches @goal % has **@groups** groups of **@members**: "
        "power @power %, cost @cost.",
        model=words_of(model),
        goal=number(100 * goal, 0),
        groups=int(groups),
        members=int(members),
        power=number(100 * float(power), 1),
        cost=number(float(cost), 0),
    )
