"""What a reader takes from the Lab: the study as a file, its figures, its rows, and a paragraph for a paper."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.lab.asked import MODELS, named
from dashboard.lab.running import Running
from lessons.kit.studies import Study, design, write_study
from lessons.kit.text import Words, listed, sentence


def study_file(study: Study) -> str:
    """For `frogpond study`."""
    return f"# frogpond study THIS.toml --out results.parquet\n{write_study(study)}"


def csv(run: Running) -> str:
    return run.figures.to_csv(index=False)


def parquet(run: Running) -> bytes:
    rows = run.rows if run.rows is not None else pd.DataFrame()
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), sink)
    return sink.getvalue().to_pybytes()


def methods(run: Running) -> Words:
    """How it was done, as a methods section says it."""
    study, world = run.study, vars(run.study.of_cell(0))
    fixed = [sentence("@name @value", name=named(name), value=_value(value)) for name, value in world.items()
             if name not in study.sweep]  # fmt: skip
    models = [
        sentence("@words (@formula)", words=MODELS[name][0], formula=one.formula) for name, one in study.models.items()
    ]
    return sentence(
        "We simulated @repeats samples of each of @cells (@design; seed @seed). Units followed y = γ00 + γ10 x + "
        "γ01 w + γ11 w x + u0 + u1 x + e, with normal random effects; settings were @fixed.@swept To every sample we "
        "fitted @models. Linear mixed models were fitted by REML, with t tests of coefficients by Satterthwaite's "
        "degrees of freedom. Figures have Monte Carlo errors as in Morris, White and Crowther (2019).",
        design=_uncapital(design(study.design).title),
        repeats=study.repeats,
        cells="one world" if study.n_cells == 1 else sentence("@n worlds", n=study.n_cells),
        seed=study.seed,
        fixed=listed(fixed),
        swept="" if not study.sweep else sentence(" Varied were @names.", names=listed([
            sentence("@name (@values)", name=named(name), values=", ".join(_value(one) for one in values))
            for name, values in study.sweep.items()])),
        models=listed(models),
    )  # fmt: skip


def _uncapital(words: str) -> str:
    return words[0].lower() + words[1:]


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def files(run: Running) -> dict[str, str | bytes]:
    """File name -> content: the study, its figures, its rows, the paragraph."""
    return {
        "study.toml": study_file(run.study),
        "figures.csv": csv(run),
        "results.parquet": parquet(run),
        "methods.txt": str(methods(run)) + "\n",
    }
