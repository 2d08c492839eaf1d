"""The summary of a study as text, one table a cell, a line for each parameter of each model."""

from collections.abc import Callable
from math import isnan

import pandas as pd

HEAD = ("parameter", "set", "bias", "spread", "reported", "coverage", "rejected at 5 %")
BELOW = (
    "± is one Monte Carlo standard error; ranges are Wilson's 95 % intervals. Spread is the standard deviation of the "
    "estimates,\nreported the root mean square of their standard errors. Failed fits are in no other figure."
)


def printed(found: pd.DataFrame) -> str:
    """What `summaries` found, to be read in a terminal."""
    swept = list(found.columns[1 : found.columns.get_loc("model")])
    parts = [_cell(part, swept) for _, part in found.groupby("cell", sort=True)]
    return "\n\n".join([*parts, BELOW])


def _cell(part: pd.DataFrame, swept: list[str]) -> str:
    first = part.iloc[0]
    title = [", ".join(f"{name} = {first[name]}" for name in swept)] if swept else []
    return "\n".join(title + [_model(rows) for _, rows in part.groupby("model", sort=False, observed=True)])


def _model(rows: pd.DataFrame) -> str:
    first = rows.iloc[0]
    shares = "; ".join(f"{name} {_rate(first, name)}" for name in ("singular", "failed"))
    table = [HEAD, *(_row(row) for _, row in rows.iterrows())]
    wide = [max(len(line[k]) for line in table) for k in range(len(HEAD))]
    lines = ["  " + "  ".join(f"{text:>{w}}" for text, w in zip(line, wide, strict=True)) for line in table]
    return "\n".join([f"{first['model']}: {first['n']:,} samples; {shares}", *lines])


def _row(row: "pd.Series") -> tuple[str, ...]:
    return (
        str(row["parameter"]),
        f"{row['truth']:.4g}",
        *(_known(row, name, _figure) for name in ("bias", "spread", "reported")),
        *(_known(row, name, _rate) for name in ("coverage", "rejected")),
    )


def _known(row: "pd.Series", name: str, form: Callable[["pd.Series", str], str]) -> str:
    return "" if isnan(row[name]) else form(row, name)


def _figure(row: "pd.Series", name: str) -> str:
    return f"{row[name]:.4f} ± {row[f'{name}_error']:.4f}"


def _rate(row: "pd.Series", name: str) -> str:
    low, high = 100 * row[f"{name}_low"], 100 * row[f"{name}_high"]
    return f"{100 * row[name]:.1f} % ({low:.1f} to {high:.1f})"
