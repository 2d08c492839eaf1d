"""Every chart of the folder, drawn from a few rows: in both looks, with every table, and named by its axes."""

import importlib
from functools import lru_cache
from html import unescape
from pathlib import Path

import pytest
import vl_convert

from lessons.kit import charts
from lessons.kit.charts import DARK, LIGHT, Look

FOLDER = Path(charts.__file__).parent
NO_CHARTS = {"__init__", "frame", "look"}  # The door, and what charts are made of.

AXES = {"x_domain": (0, 4), "y_domain": (0, 4), "x_title": "hours of sleep", "y_title": "words read"}
WORDS = {"group_word": "pond", "unit_word": "frog"}
TWO = [{"x": 1, "y": 1, "group": "1"}, {"x": 3, "y": 2, "group": "2"}]
LINE = [{"x": 0, "y": 1}, {"x": 4, "y": 3}]
NAMED = [{"x": 0, "y": 1, "label": "", "dy": 0}, {"x": 4, "y": 3, "label": "line", "dy": 9}]
LINES = [{"group": "1", "x": 0, "y": 1, "end": 0}, {"group": "1", "x": 3, "y": 3, "end": 1}]
PICKED = [row | {"label": "pond 1"} for row in LINES]
FOUND = {"estimate": 0.4, "low": 0.2, "high": 0.6, "chosen": True}

# module -> chart -> its settings, and a few rows of each of its tables.
EXAMPLES = {
    "arms": {
        "arms": (
            {"y_domain": (0, 4), "y_title": "words read", "group_word": "pond", "names": ("no course", "course")},
            {
                "means": [{"x": 0, "y": 1, "group": "1"}, {"x": 1, "y": 3, "group": "2"}],
                "arms": [{"x": -0.3, "x2": 0.3, "y": 1, "label": "1.00"}],
                "picked": [{"x": 0, "y": 1, "group": "1", "label": "pond 1"}],
            },
        )
    },
    "power_curves": {
        "power_curves": (
            {
                "x_domain": (0, 4),
                "x_title": "ponds",
                "y_title": "of 100",
                "y_domain": (0, 4),
                "names": ("own", "average"),
                "codes": ("sigma2", "gamma00"),
            },
            {
                "curves": [row | {"label": name} for name in ("own", "average") for row in LINE],
                "drawn": [{"x": 1, "y": 1, "low": 0.5, "high": 1.5, "label": "own"}],
                "goal": [{"x": 4, "y": 3.2, "said": "80"}],
                "here": [{"x": 2, "y": 2, "label": "own", "said": "you: 2"}],
                "marks": [{"x": 3, "y": 3, "label": "own", "said": "best: 3"}],
            },
        )
    },
    "studies": {
        "studies": (
            AXES | {"code": "gamma01"},
            {
                "values": [
                    {**row, "low": 0, "high": 5, "found": row["x"] > 2, "at": row["y"], "bottom": 0, "top": 3}
                    for row in TWO
                ],
                "beyond": [{"x": 1, "y": 3, "up": True, "found": False}],
                "truth": [{"y": 2}],
                "count": [{"x": 1, "y": 4, "label": "1 of 2 finds it"}],
                "own": [{"x": 1, "y": 1, "low": 0.5, "at": 0, "label": "one study"}],
            },
        )
    },
    "between_within": {
        "between_within": (
            {"y_title": "words read", "group_word": "pond"},
            {
                "dots": [{"rank": 1, "y": 1, "group": "1"}, {"rank": 2, "y": 4, "group": "2"}],
                "means": [{"rank": 1, "y": 1.5, "n": 4, "group": "1"}, {"rank": 2, "y": 3, "n": 4, "group": "2"}],
                "overall": [{"y": 2}],
                "picked": [{"rank": 1, "y": 1.5, "n": 4, "group": "1", "label": "pond 1"}],
            },
        )
    },
    "calibration": {"calibration": ({"title": "of its axis"}, {"guesses": [{"truth": 40, "guess": 60, "what": "p"}]})},
    "curves": {
        "curves": (
            AXES | {"names": ("own", "average"), "codes": ("sigma2", "gamma00")},
            {
                "curves": [row | {"label": name} for name in ("own", "average") for row in LINE],
                "here": [{"x": 2, "y": 2, "label": "own"}],
            },
        )
    },
    "district": {
        "district": (
            AXES | {"group_word": "pond"},
            {
                "units": [{"x": 1, "y": 3}],
                "spread": [{"x": 1, "low": 1, "high": 3}],
                "sure": [{"x": 1, "low": 1.5, "high": 2.5}],
                "means": [{"x": 1, "y": 2, "n": 4, "group": "1"}, {"x": 3, "y": 3, "n": 9, "group": "2"}],
                "overall": [{"y": 2.2}],
            },
        )
    },
    "fan": {
        "fan": (
            AXES | {"group_word": "pond"},
            {
                "lines": LINES,
                "band": [{"x": 0, "low": 1, "high": 2}, {"x": 4, "low": 1, "high": 4}],
                "average": LINE,
                "zero": [{"x": 2}],
                "crossings": [{"x": 2, "y": 1.6, "group": "1"}],
            },
        )
    },
    "field_of_designs": {
        "field_of_designs": (
            {
                "x_domain": (4, 200),
                "y_domain": (2, 70),
                "x_title": "ponds",
                "y_title": "frogs in each",
                "what": "words",
            },
            {
                "cells": [
                    {"x": 4, "x2": 30, "y": 2, "y2": 9, "value": 40, "tint": -1},
                    {"x": 30, "x2": 200, "y": 9, "y2": 70, "value": 90, "tint": 0},
                ],
                "lines": [{"x": 30, "y": 2, "x2": 30, "y2": 9}],
                "levels": [{"x": 30, "y": 5, "label": "80", "side": "on"}],
                "rules": [{"x": 30, "y": 30, "label": "30/30", "side": "above"}],
                "here": [{"x": 10, "y": 20, "label": "you", "side": "below"}],
                "same": [{"x": 10, "y": 20}, {"x": 20, "y": 10}],
            },
        )
    },
    "found_strips": {
        "found_strips": (
            {"y_domain": (0, 5), "y_title": "words read", **WORDS},
            {
                "dots": [{"x": 0.2, "y": 1, "group": "1"}],
                "means": [{"x": 0.1, "x2": 0.3, "y": 2, "group": "1"}],
                "overall": [{"y": 2.5}],
                "picked": [{"x": 0.1, "x2": 0.3, "y": 2, "group": "1", "label": "pond 1"}],
                "levels": [{"x": 0.2, "y": 3}],
                "band": [{"x": 0, "x2": 1, "y": 1, "y2": 3}],
            },
        )
    },
    "funnel": {
        "funnel": (
            {"x_domain": (0.8, 60), "y_domain": (0, 5), "x_title": "frogs", "y_title": "length", "group_word": "pond"},
            {
                "groups": [
                    {"n": 1, "own": 1, "shown": 2, "group": "1"},
                    {"n": 9, "own": 4, "shown": 3.8, "group": "2"},
                ],
                "truth": [{"n": 9, "y": 3.5}],
                "average": [{"y": 2.5}],
                "focus": [{"n": 3, "own": 4.5, "shown": 3, "label": "yours"}],
            },
        )
    },
    "gaps": {
        "gaps": (
            {"width": 1, "n_bins": 3, "title": "distance"},
            {
                "gaps": [
                    {"kind": kind, "low": low, "high": low + 1, "share": 0.3}
                    for kind in charts.KINDS
                    for low in range(3)
                ],
                "means": [{"kind": charts.KINDS[0], "gap": 1.5, "label": "mean", "height": 0.4}],
            },
        )
    },
    "group_lines": {
        "group_lines": (
            AXES | WORDS,
            {
                "dots": TWO,
                "truth": [row | {"y": row["y"] / 2} for row in LINES],
                "lines": LINES,
                "average": LINE,
                "picked": PICKED,
            },
        )
    },
    "intervals": {
        "intervals": (
            {"domain": (0, 1), "title": "slope", "code": "gamma10", "order": ("one", "two")},
            {"estimates": [{"label": "one", **FOUND}, {"label": "two", **FOUND}], "set": [{"value": 0.5}]},
        )
    },
    "landscape": {
        "landscape": (
            AXES,
            {
                "places": [
                    {"x": 0, "x2": 2, "y": 0, "y2": 2, "drop": 1},
                    {"x": 2, "x2": 4, "y": 2, "y2": 4, "drop": 9},
                ],
                "path": [row | {"order": k} for k, row in enumerate(LINE)],
                "here": [{"x": 1, "y": 1, "label": "you"}],
                "top": [{"x": 3, "y": 3, "label": "top"}],
                "truth": [{"x": 2, "y": 3, "label": "set"}],
            },
        )
    },
    "levels": {
        "levels": (
            AXES | {"x_domain": (0, 100), "group_word": "state"},
            {
                "points": [{**row, "place": "A", "persons": 10 + k, "name": "A"} for k, row in enumerate(TWO)],
                "line": NAMED,
                "kinds": [{"x": x, "y": 2, "place": "A", "persons": 5} for x in (0, 100)],
                "lines": [{"x": x, "y": 2, "place": "A"} for x in (0, 100)],
                "within": [row | {"y": row["y"] / 3} for row in NAMED],
                "total": [row | {"y": row["y"] / 2} for row in NAMED],
            },
        ),
    },
    "marked_lines": {
        "marked_lines": (
            AXES | WORDS,
            {
                "dots": TWO,
                "truth": [row | {"y": row["y"] / 2} for row in LINES],
                "lines": LINES,
                "average": LINE,
                "picked": PICKED,
                "marks": [{"x": 1, "y": 1, "x2": 1, "y2": 2, "code": "u0"}],
                "notes": [{"x": 1, "y": 2, "code": "u0", "label": "gap"}],
            },
        )
    },
    "many_intervals": {
        "many_intervals": (
            AXES | {"miss": "misses"},
            {
                "values": [{**row, "low": 0, "high": 4, "miss": row["x"] > 2} for row in TWO],
                "truth": [{"y": 2}],
                "count": [{"x": 1, "y": 4, "label": "1 of 2 misses"}],
                "first": [{"x": 1, "y": 0, "label": "first"}],
            },
        )
    },
    "anatomy": {
        "anatomy": (
            AXES | WORDS,
            {
                "others": TWO,
                "units": TWO,
                "average": LINE,
                "line": LINE,
                "unit": [{"x": 2, "y": 3}],
                "terms": [
                    {"x": 1, "y": 3.8, "y2": 3.5, "code": "u0", "label": "u", "value": "1.2", "chosen": True},
                    {"x": 2, "y": 3.8, "y2": 3.5, "code": "e", "label": "e", "value": "0.4", "chosen": False},
                ],
                "signs": [{"x": 1.5, "y": 3.8, "label": "+"}],
                "steps": [
                    {"x": 2, "y": 2, "x2": 2, "y2": 2.6, "code": "u0", "chosen": True},
                    {"x": 2.1, "y": 2.6, "x2": 2.1, "y2": 3, "code": "e", "chosen": False},
                ],
                "joints": [{"x": 2, "y": 2.6, "x2": 2.1}],
            },
        )
    },
    "one_group": {
        "one_group": (
            AXES | WORDS,
            {
                "others": TWO,
                "line": LINE,
                "average": [{"x": 0, "y": 2}, {"x": 4, "y": 4}],
                "units": [{"x": 2, "y": 3, "fitted": 2}],
                "shift": [{"x": 1, "y": 2, "y2": 1}],
                "residuals": [{"x": 3, "y": 3, "fitted": 2}],
                "ringed": [{"x": 2, "y": 3, "fitted": 2}],
                "notes": [{"x": 1, "y": 2, "code": "u0", "label": "gap"}],
            },
        )
    },
    "pairs": {
        "pairs": (
            {"domain": (0, 4), "title": "one", "other_title": "the other"},
            {
                "pairs": [{"y": 1, "y2": 2, "group": "1"}],
                "line": [{"y": 0, "y2": 1}, {"y": 4, "y2": 3}],
                "picked": [{"y": 3, "y2": 2, "group": "2", "label": "pond 2"}],
            },
        )
    },
    "quantiles": {
        "quantiles": (
            AXES | {"group_word": "pond", "code": "u0"},
            {
                "points": [{"x": 1, "y": 1, "group": "1", "out": False}, {"x": 3, "y": 3.5, "group": "2", "out": True}],
                "band": [{"x": 0, "low": 0, "high": 1}, {"x": 4, "low": 3, "high": 4}],
                "line": LINE,
            },
        )
    },
    "prior_to_posterior": {
        "prior_to_posterior": (
            {"x_domain": (0, 4), "x_title": "x"},
            {
                "curves": [
                    {"x": x, "y": y, "label": name}
                    for name in ("prior", "likelihood", "posterior")
                    for x, y in ((0, 1), (4, 0.2))
                ],
                "bars": [{"x": 0, "x2": 1, "y": 0.8}, {"x": 1, "x2": 2, "y": 0.4}],
                "marks": [{"x": 2, "y": 1.1, "label": "set"}],
            },
        )
    },
    "rain": {
        "rain": (
            {"domain": (0, 4), "title": "estimate", "code": "gamma10", "order": ("a", "b")},
            {
                "drops": [{"label": "a", "estimate": 1, "jitter": 0.2}, {"label": "b", "estimate": 3, "jitter": 0.8}],
                "means": [{"label": "a", "estimate": 1, "low": 0.8, "high": 1.2}],
                "set": [{"value": 2}],
                "pinned": [{"label": "b", "value": 3}],
            },
        )
    },
    "sweep": {
        "sweep": (
            AXES | {"names": ("a", "b"), "y_format": "%"},
            {
                "lines": [
                    {"x": x, "y": y, "low": y - 0.1, "high": y + 0.1, "label": label}
                    for label in ("a", "b")
                    for x, y in ((0, 0.2), (4, 0.9))
                ],
                "goal": [{"y": 0.95}],
            },
        ),
        "heat": (
            {"x_title": "groups", "y_title": "members", "what": "power", "domain": (0, 1), "form": ".0%"},
            {
                "cells": [
                    {"x": "10", "y": "5", "value": 0.3, "strong": False},
                    {"x": "20", "y": "5", "value": 0.8, "strong": True},
                ]
            },
        ),
    },
    "ranges": {
        "ranges": (
            AXES | {"code": "gamma10", "strong": "misses"},
            {
                "values": [{**row, "low": 0, "high": 4, "strong": row["x"] > 2} for row in TWO],
                "theory": LINE,
                "here": [{"x": 3, "y": 3, "label": "here"}],
            },
        )
    },
    "sampling_plan": {
        "sampling_plan": (
            {"center": 2, "reach": 2, "lens": 1, "y_title": "words read", "x_title": "ponds"},
            {"units": [{"x": 0.2, "y": 1}], "groups": [{"x": 0, "x2": 0.5, "y": 1.5}]},
        )
    },
    "scatter": {
        "scatter": (
            AXES | {"group_word": "pond", "code": "gamma01", "kind": "groups"},
            {"points": [row | {"weight": 0.5} for row in TWO], "line": LINE},
        )
    },
    "shares": {
        "shares": (
            {"title": "ICC", "code": "icc", "after": "after size"},
            {
                "estimates": [{"label": "one", **FOUND}],
                "after": [{"label": "one", "estimate": 0.3, "x": "size"}],
            },
        )
    },
    "spread": {
        "spread": (
            {
                "u0_domain": (-4, 4),
                "u1_domain": (-4, 4),
                "u0_title": "above",
                "u1_title": "steeper",
                "group_word": "pond",
            },
            {
                "groups": [{"group": "1", "u0": 1, "u1": 1, "u0_hat": 0.8, "u1_hat": 0.6}],
                "ellipses": [
                    {"u0": k, "u1": k * k - shift, "kind": kind, "order": k}
                    for shift, kind in enumerate(("set", "found"))
                    for k in range(3)
                ],
                "picked": [{"u0_hat": 0.8, "u1_hat": 0.6, "group": "1", "label": "pond 1"}],
            },
        )
    },
    "strips": {
        "strips": (
            {"y_domain": (0, 4), "y_title": "words read", **WORDS},
            {
                "dots": [{"x": 0.2, "y": 1, "group": "1"}],
                "means": [{"x": 0.1, "x2": 0.4, "y": 2, "group": "1"}],
                "overall": [{"y": 2.5}],
                "picked": [{"x": 0.1, "x2": 0.4, "y": 2, "group": "1", "label": "pond 1"}],
            },
        )
    },
    "three_kinds": {
        "three_kinds": (
            {},
            {
                "units": [
                    {"x": 0.2, "y": 0.2, "kind": "one", "size": 60},
                    {"x": 1.2, "y": 1, "kind": "other", "size": 90},
                ],
                "edges": [{"x": x, "y": 1, "order": x, "edge": 0, "dashed": False} for x in (0, 1)],
                "names": [{"x": 0.5, "y": 1.05, "label": "pond"}],
            },
        )
    },
    "three_slopes": {
        "three_lines": (
            AXES | {"group_word": "pond"},
            {
                "dots": TWO,
                "lines": LINES,
                "between": NAMED,
                "total": [row | {"y": row["y"] / 2} for row in NAMED],
                "means": [{"x": 2, "y": 2, "group": "1"}],
                "picked": [{"x": 2, "y": 2, "group": "1", "label": "pond 1"}],
            },
        ),
        "slope_rows": (
            {"domain": (0, 1), "title": "slope", "order": ("one",)},
            {
                "slopes": [{"label": "one", "kind": charts.KINDS_OF_SLOPE[0], **FOUND}],
                "set": [{"label": "one", "value": 0.5}],
                "closed": [{"value": 0.7}],
            },
        ),
    },
    "traces": {
        "traces": (
            AXES,
            {
                "draws": [{"step": step, "y": step, "chain": chain} for chain in ("1", "2") for step in (1, 2, 3)],
                "kept": [{"x": 2, "x2": 3}],
                "truth": [{"y": 2}],
            },
        )
    },
    "two_slopes": {
        "two_slopes": (
            AXES | {"group_word": "pond"},
            {
                "dots": TWO,
                "lines": LINES,
                "between": LINE,
                "means": [{"x": 2, "y": 2, "group": "1"}],
                "picked": [{"x": 2, "y": 2, "group": "1", "label": "pond 1"}],
                "own": LINES,
                "pair": [{"x": 1, "y": 1, "group": "1", "label": "poor"}, {"x": 1, "y": 3, "group": "2", "label": ""}],
                "gap": [{"x": 1, "y": 1, "y2": 3, "middle": 2, "turn": 0, "label": "2.00"}],
            },
        )
    },
    "variance_bars": {
        "variance_bars": (
            {"total": 4, "title": "variance", "order": ("one",)},
            {
                "parts": [
                    {"label": "one", "part": "between", "value": 1, "start": 0, "end": 1, "says": "1"},
                    {"label": "one", "part": "within", "value": 2, "start": 1, "end": 3, "says": "2"},
                ]
            },
        )
    },
}
CHARTS = [(module, name) for module, drawn in EXAMPLES.items() for name in drawn]
every_chart = pytest.mark.parametrize(("module", "name"), CHARTS, ids=[name for _, name in CHARTS])


@lru_cache
def spec(module: str, name: str, look: Look) -> dict:
    made = getattr(importlib.import_module(f"lessons.kit.charts.{module}"), name)
    return made(look, **EXAMPLES[module][name][0]).to_dict() | {"width": 400, "height": 300, "config": look.config}


def picture(module: str, name: str, look: Look = LIGHT, without: str = "") -> str:
    tables = EXAMPLES[module][name][1]
    assert without in ("", *tables)
    filled = {table: [] if table == without else rows for table, rows in tables.items()}
    made = spec(module, name, look)
    return vl_convert.vegalite_to_svg(made | {"datasets": made.get("datasets", {}) | filled})


def test_every_module_of_the_folder_has_its_charts_here():
    modules = {path.stem for path in FOLDER.glob("*.py")} - NO_CHARTS
    assert modules
    assert modules == set(EXAMPLES)
    takes_a_look = {
        name for name in charts.__all__ if "look" in getattr(getattr(charts, name), "__annotations__", {})
    } - {"LIGHT", "DARK", "Look"}
    assert takes_a_look == {name for _, name in CHARTS}


@every_chart
def test_a_chart_names_its_axes_and_draws_no_number_that_is_none(module, name):
    settings, _ = EXAMPLES[module][name]
    drawn = unescape(picture(module, name))
    for key, title in settings.items():
        if key.endswith("title"):
            assert title in drawn, key
    assert "NaN" not in drawn
    assert "Infinity" not in drawn


@every_chart
def test_a_chart_draws_every_one_of_its_tables(module, name):
    whole = picture(module, name)
    for table in EXAMPLES[module][name][1]:
        assert picture(module, name, without=table) != whole, table


@every_chart
def test_a_chart_is_drawn_in_the_inks_of_its_look(module, name):
    assert picture(module, name, DARK) != picture(module, name)


def test_a_scatter_tells_units_from_groups_by_what_it_is_told_not_by_their_size():
    settings, tables = EXAMPLES["scatter"]["scatter"]
    for size in (10, 100):
        inks = {
            kind: str(charts.scatter(LIGHT, **settings | {"kind": kind, "size": size}).to_dict()["layer"][0]["mark"])
            for kind in ("units", "groups")
        }
        assert LIGHT.quiet in inks["units"]
        assert LIGHT.color("gamma01") in inks["groups"]
    assert set(tables) == {"points", "line"}
