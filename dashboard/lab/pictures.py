"""What the Lab has found, as pictures and tables: one sample, many samples, a sweep."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from dashboard.lab.asked import FIGURES, MODELS, PARAMETERS, named
from dashboard.lab.running import Running
from lessons.kit import Figure, charts, labels, number, sentence
from lessons.kit.charts.sweep import SWEPT
from lessons.kit.text import Words

Domain = tuple[float, float]
LARGEST_RAIN = 600
MOST_LINES = len(SWEPT)
# Below this a model's 95 % intervals miss so often that its rejections are no sign of power.
COVERS = 0.9
# An axis is kept while the numbers fill so much of it.
FILLED = 0.35
FORMS = {"rejected": "%", "coverage": "%", "singular": "%", "bias": "", "errors": ""}
GOALS = {"rejected": 0.8, "coverage": 0.95, "bias": 0.0, "errors": 1.0}
NOTHING = "No model that you chose has this parameter. Choose another one, or another model."


def words_of(model: str) -> str:
    return MODELS[model][0]


def _domain(values: np.ndarray, before: Domain | None = None) -> Domain:
    """The axis for these numbers: the one before as long as they fill it, so that it holds still under a slider."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if before and before[0] <= low and high <= before[1] and high - low > FILLED * (before[1] - before[0]):
        return before
    step = 10 ** np.floor(np.log10(max(high - low, 1e-9))) / 2
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step) or step


def rain_figure(
    run: Running, parameter: str, pins: Sequence[Running] = (), before: Domain | None = None
) -> Figure | None:
    """Estimates of the parameter in the samples of the first world, those that were pinned below; None where no model
    has it. before: the axis as it was."""
    rows = _estimates(run, parameter)
    if not len(rows):
        return None
    truth = float(rows["truth"].iloc[0])
    by_model = [(words_of(str(model)), part["estimate"].to_numpy()) for model, part in _models(rows)]
    pinned = [(pin_words(k, model), part) for k, pin in enumerate(pins, 1)
              for model, part in _models(_estimates(pin, parameter))]  # fmt: skip
    by_model += [(words, part["estimate"].to_numpy()) for words, part in pinned]
    shown = [(words, values[: LARGEST_RAIN // (1 + len(pins))]) for words, values in by_model]
    jitter = np.concatenate([np.random.default_rng(len(values)).uniform(size=len(values)) for _, values in shown])
    mean = np.array([values.mean() for _, values in by_model])
    error = np.array([1.96 * _error(values) for _, values in by_model])
    own = np.array([part["truth"].iloc[0] for _, part in pinned], dtype=float)
    tables = {
        "drops": {
            "label": labels(words for words, values in shown for _ in values),
            "estimate": np.concatenate([values for _, values in shown]),
            "jitter": jitter,
        },
        "means": {"label": labels(words for words, _ in by_model), "estimate": mean, "low": mean - error,
                  "high": mean + error},
        "set": {"value": np.array([truth])},
        "pinned": {
            "label": labels(words for words, _ in pinned),
            "value": own,
        },
    }  # fmt: skip
    domain = _domain(np.concatenate([*(values for _, values in shown), [truth], own]), before)
    title = PARAMETERS[parameter]
    settings = {"domain": domain, "title": title, "code": "gamma10", "order": tuple(words for words, _ in by_model)}
    says = sentence(
        "@n samples. Set: @truth (dashed). @means",
        n=len(rows["repeat"].unique()),
        truth=truth,
        means=_listed([sentence("@words: mean @mean", words=words, mean=float(found))
                       for (words, _), found in zip(by_model, mean, strict=True)]),
    )  # fmt: skip
    return Figure("rain", "Many samples", charts.rain, tables, says, settings, key="diamonds: means")


def _estimates(run: Running, parameter: str) -> pd.DataFrame:
    """The estimates of the parameter in the first world, of the fits that there are."""
    every = run.seen
    return every[(every["cell"] == 0) & (every["parameter"] == parameter) & every["estimate"].notna()]


def pin_words(k: int, model: object) -> str:
    """How the k-th pin's line or row is called."""
    return str(sentence("Pin @k: @model", k=k, model=words_of(str(model))))


def _error(values: np.ndarray) -> float:
    return float(values.std(ddof=1) / len(values) ** 0.5) if len(values) > 1 else 0.0


def _listed(items: Sequence[Words]) -> Words:
    first, *rest = items
    return sentence("@first; @rest", first=first, rest=_listed(rest)) if rest else sentence("@first.", first=first)


def _models(rows: pd.DataFrame) -> Any:
    return rows.groupby("model", sort=False, observed=True)


def sample_figure(run: Running, parameter: str, before: Domain | None = None) -> Figure | None:
    """What the models say of the parameter in one sample, with their intervals where they have one."""
    rows = _estimates(run, parameter)
    rows = rows[rows["repeat"] == 0]
    if not len(rows):
        return None
    low, high = (rows[end].fillna(rows["estimate"]).to_numpy() for end in ("low", "high"))
    order = tuple(words_of(str(model)) for model in rows["model"])
    estimate, truth = rows["estimate"].to_numpy(), float(rows["truth"].iloc[0])
    tables = {
        "estimates": {"label": labels(order), "estimate": estimate, "low": low, "high": high,
                      "chosen": np.ones(len(rows), dtype=bool)},
        "set": {"value": np.array([truth])},
    }  # fmt: skip
    domain = _domain(np.concatenate([low, high, [truth]]), before)
    settings = {"domain": domain, "title": PARAMETERS[parameter], "code": "gamma10", "order": order}
    says = sentence("One sample, as you would have it. Set: @truth (dashed). Intervals are 95 %.", truth=truth)
    return Figure("sample", "One sample", charts.intervals, tables, says, settings, height="short")


def sweep_figure(run: Running, parameter: str, figure: str, pins: Sequence[Running] = ()) -> Figure | None:
    """The figure over one swept setting, a line a model, and those of pinned sweeps of the same setting; over two of
    them a field for the first model."""
    found = _swept(run, parameter, figure)
    if not len(found):
        return None
    names = list(run.study.sweep)
    if len(names) > 1:
        return _field(found, names, figure)
    alike = [(k, _swept(pin, parameter, figure)) for k, pin in enumerate(pins, 1) if list(pin.study.sweep) == names]
    pinned = [part.assign(label=[pin_words(k, model) for model in part["model"]]) for k, part in alike if len(part)]
    return _lines(pd.concat([found, *pinned], ignore_index=True), names[0], figure)


def _swept(run: Running, parameter: str, figure: str) -> pd.DataFrame:
    """The cells in which the figure is known, with the label of their line."""
    found = run.figures
    if not len(found):
        return found
    found = found[(found["parameter"] == parameter) & found[figure].notna()]
    return found.assign(label=[words_of(str(model)) for model in found["model"]])


def _lines(found: pd.DataFrame, name: str, figure: str) -> Figure:
    order = tuple(dict.fromkeys(found["label"]))[:MOST_LINES]
    found = found[found["label"].isin(order)].sort_values(name, kind="stable")
    x, y = found[name].to_numpy(dtype=float), found[figure].to_numpy()
    low, high = _band(found, figure)
    goal = np.array([GOALS[figure]] if figure in GOALS else [], dtype=float)
    tables = {
        "lines": {"x": x, "y": y, "low": low, "high": high, "label": labels(found["label"])},
        "goal": {"y": goal},
    }
    share = FORMS[figure] and figure != "coverage"
    wide = 0.03 * (x.max() - x.min())
    settings = {
        "x_domain": (float(x.min() - wide), float(x.max() + wide)),
        "y_domain": (0.0, 1.0) if share else _domain(np.concatenate([low, high, goal])),
        "x_title": named(name),
        "y_title": FIGURES[figure],
        "names": order,
        "y_format": FORMS[figure],
    }
    said = [sentence("@words: @first to @last", words=label, first=_figure(part[figure].iloc[0], figure),
                     last=_figure(part[figure].iloc[-1], figure))
            for label in order for part in [found[found["label"] == label]]]  # fmt: skip
    says = sentence(
        "From the smallest value to the largest. @said@alarms Bands are Monte Carlo error, 95 %.@goal",
        said=_listed(said),
        alarms=_alarms(found) if figure == "rejected" else "",
        goal=sentence(" Dotted: @goal.", goal=_figure(GOALS[figure], figure)) if figure in GOALS else "",
    )
    return Figure("sweep", "As you vary it", charts.sweep, tables, says, settings, key=str(FIGURES[figure]))


def _alarms(found: pd.DataFrame) -> Words:
    """A warning of every model whose intervals miss too often: what it rejects may be no effect at all."""
    worst = found.groupby("label", sort=False)["coverage"].min()
    warning = " Intervals of @model hold the truth in as few as @share: what it rejects is no power."
    said = [
        sentence(warning, model=str(label), share=_figure(float(share), "coverage"))
        for label, share in worst.items()
        if share < COVERS
    ]
    return "".join(map(str, said))


def _band(found: pd.DataFrame, figure: str) -> tuple[np.ndarray, np.ndarray]:
    """95 % Monte Carlo: Wilson's for rates; 1.96 errors for the rest."""
    if f"{figure}_low" in found:
        return found[f"{figure}_low"].to_numpy(), found[f"{figure}_high"].to_numpy()
    y = found[figure].to_numpy()
    if figure == "bias":
        error = found["bias_error"].to_numpy()
    else:  # A ratio of two estimates, by their relative errors.
        relative = [found[f"{part}_error"] / found[part] for part in ("reported", "spread")]
        error = y * np.hypot(*[one.to_numpy() for one in relative])
    return y - 1.96 * error, y + 1.96 * error


def _field(found: pd.DataFrame, names: list[str], figure: str) -> Figure:
    first = found["model"].iloc[0]
    part = found[found["model"] == first].sort_values([names[1], names[0]], ascending=[False, True], kind="stable")
    values = part[figure].to_numpy()
    low, high = (0.0, 1.0) if FORMS[figure] else _domain(values)
    strong = values > low + 0.55 * (high - low)
    tables = {
        "cells": {
            "x": labels(f"{value:g}" for value in part[names[0]]),
            "y": labels(f"{value:g}" for value in part[names[1]]),
            "value": values,
            "strong": strong,
        }
    }
    settings = {"x_title": named(names[0]), "y_title": named(names[1]), "what": FIGURES[figure], "domain": (low, high),
                "form": ".0%" if FORMS[figure] else ".2f"}  # fmt: skip
    says = sentence("@model: from @least to @most.", model=words_of(str(first)), least=_figure(values.min(), figure),
                    most=_figure(values.max(), figure))  # fmt: skip
    return Figure("sweep", str(FIGURES[figure]), charts.heat, tables, says, settings, key=words_of(str(first)))


def _figure(value: float, figure: str) -> str:
    return str(sentence("@share %", share=number(100 * value, 1))) if FORMS[figure] else number(float(value), 3)
