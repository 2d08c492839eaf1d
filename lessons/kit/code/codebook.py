"""The codebook that goes with the data of a lesson: what each column is, and what was set."""

from collections.abc import Mapping

import pandas as pd

from datasets.simulate import TRUTH
from lessons.kit.glossary.symbols import GLOSSARY
from lessons.kit.params import Choice, Control, Controls


def codebook(
    heading: str, table: str, data: pd.DataFrame, p: Controls, also_set: Mapping[str, float], link: str
) -> str:
    """Plain text. `also_set`: what the lesson says it set, by code; `link` opens the same state."""
    controls = p.controls()
    fixed = {code: value for code, value in also_set.items() if code not in p.values()}
    parts = {
        f"{heading}\n{table}: {len(data):,} rows, one a level-1 unit": [],
        "Columns": [_column(str(name), data) for name in data.columns],
        "What was set": [
            *(f"{code} ({_words(code)}): {value:g}" for code, value in fixed.items()),
            *(_value(control, p) for control in controls if control.part in ("world", "sample")),
        ],
        "What was chosen to look at": [_value(control, p) for control in controls if control.part in ("model", "data")],
        "The same state on the page": [link],
    }
    kept = [(title, lines) for title, lines in parts.items() if lines or title.startswith(heading)]
    return "\n\n".join("\n  ".join([title, *lines]) for title, lines in kept) + "\n"


def _column(name: str, data: pd.DataFrame) -> str:
    if isinstance(data[name].dtype, pd.CategoricalDtype):
        return f"{name}: which {name} the row belongs to ({data[name].nunique():,} in all)"
    meaning = GLOSSARY[name].meaning if name in GLOSSARY else ""
    says = f"{name}: {_words(name)}. {meaning}".rstrip() if meaning else f"{name}: {_words(name)}"
    return says + (" Known only because the data were made; no script uses it." if name in TRUTH else "")


def _words(code: str) -> str:
    return GLOSSARY[code].words if code in GLOSSARY else f"the column {code}"


def _value(control: Control, p: Controls) -> str:
    value = getattr(p, control.name)
    shown = control.options[value] if isinstance(control, Choice) else format(value, "g")
    return f"{control.name} ({control.label[0].lower()}{control.label[1:]}): {shown}"
