"""Ask R with lme4 for the numbers of two lessons: `python -m tests.oracles.make_claims`, from the repository's root."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

import datasets
from lessons.kit import Lesson, real_data
from lessons.why import durkheim, propositions

TABLE = Path(__file__).with_name("claims.csv")
SCRIPT = Path(__file__).with_name("make_claims.R")


@dataclass(frozen=True)
class Asked:
    """One model as R spells it, the rows it is fitted to, and a column of weights or ""."""

    formula: str
    rows: Callable[[], pd.DataFrame]
    weights: str = ""


def world(lesson: Lesson, **settings: float | str) -> pd.DataFrame:
    return lesson.run(lesson.params(**settings)).data


def provinces() -> pd.DataFrame:
    table = datasets.load("durkheim1897")
    return table.assign(y=table["suicides_per_million"] / 10, x=table["protestant"] / table["population"])


def means(data: pd.DataFrame) -> pd.DataFrame:
    return data.groupby("group", observed=True)[["y", "w"]].mean().reset_index()


def drawn(kind: str) -> pd.DataFrame:
    places = {"macro_micro": ("upper", "lower"), "micro_macro": ("lower", "upper"), "macro": ("upper", "upper")}
    x_level, y_level = places.get(kind, ("lower", "lower"))
    z = "changes" if kind == "cross" else "none"
    return world(propositions.LESSON, x_level=x_level, y_level=y_level, z=z, n_groups=40)


def classes(kind: str) -> pd.DataFrame:
    return drawn(kind).groupby("group", observed=True)[["y", "w", "x_mean"]].mean().reset_index()


def schools() -> pd.DataFrame:
    data = real_data("hsb")
    mean = data.groupby("group", observed=True)["x"].transform("mean")
    return data.assign(x_mean=mean, x_within=data["x"] - mean)


def school_means() -> pd.DataFrame:
    return schools().groupby("group", observed=True)[["y", "x_mean"]].mean().reset_index()


START = partial(world, durkheim.LESSON)
AGAINST = partial(world, durkheim.LESSON, gamma10=-8, gamma01=15, n_groups=30)
ASKED: Mapping[str, Asked] = {
    "durkheim_provinces": Asked("y ~ x", provinces),
    "durkheim_weighted": Asked("y ~ x", provinces, "population"),
    "durkheim_both": Asked("y ~ x + w + (1 | group)", START),
    "durkheim_faith": Asked("y ~ x + (1 | group)", START),
    "durkheim_means": Asked("y ~ w", lambda: means(START())),
    "durkheim_against": Asked("y ~ x + w + (1 | group)", AGAINST),
    "claim_micro": Asked("y ~ x + (1 | group)", partial(drawn, "micro")),
    "claim_macro": Asked("y ~ w", partial(classes, "macro")),
    "claim_macro_micro": Asked("y ~ w + (1 | group)", partial(drawn, "macro_micro")),
    "claim_micro_macro": Asked("y ~ x_mean", partial(classes, "micro_macro")),
    "claim_cross": Asked("y ~ x * w + (1 + x | group)", partial(drawn, "cross")),
    "hsb_micro": Asked("y ~ x_within + (1 | group)", schools),
    "hsb_macro": Asked("y ~ x_mean", school_means),
    "hsb_macro_micro": Asked("y ~ w + (1 | group)", schools),
    "hsb_cross": Asked("y ~ x_within * w + (1 + x_within | group)", schools),
}


def answers() -> Iterator[pd.DataFrame]:
    with TemporaryDirectory() as folder:
        for name, asked in ASKED.items():
            rows, found = Path(folder) / "rows.csv", Path(folder) / "found.csv"
            asked.rows().to_csv(rows, index=False)
            command = ["Rscript", str(SCRIPT), str(rows), asked.formula, asked.weights, str(found)]
            subprocess.run(command, check=True, capture_output=True)
            yield pd.read_csv(found).assign(id=name)[["id", "quantity", "key", "value"]]


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    pd.concat(answers()).to_csv(target, index=False)


if __name__ == "__main__":
    main()
