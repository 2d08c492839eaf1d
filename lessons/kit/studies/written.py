"""A study as the text of the file that describes it: `read_study` of it is the same study."""

from collections.abc import Mapping
from typing import Any

from lessons.kit.studies.study import Analysis, Study

PLAIN = Analysis("y ~ x")


def write_study(study: Study) -> str:
    """TOML, with a line for everything that is not as it stands anyway."""
    parts = [f"design = {toml(study.design)}\nrepeats = {study.repeats}\nseed = {study.seed}"]
    parts += [_table("world", study.world)] if study.world else []
    parts.append(_table("models", {name: _analysis(one) for name, one in study.models.items()}))
    parts += [_table("sweep", {name: list(values) for name, values in study.sweep.items()})] if study.sweep else []
    return "\n\n".join(parts) + "\n"


def _table(name: str, settings: Mapping[str, Any]) -> str:
    return "\n".join([f"[{name}]", *(f"{key} = {toml(value)}" for key, value in settings.items())])


def _analysis(one: Analysis) -> Any:
    own = {key: value for key, value in vars(one).items() if key != "formula" and value != getattr(PLAIN, key)}
    return {"formula": one.formula} | own if own else one.formula


def toml(value: Any) -> str:
    """A value as TOML writes it: text, number, true or false, a list, an inline table."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case list() | tuple():
            return "[" + ", ".join(toml(one) for one in value) + "]"
        case dict():
            return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
        case _:
            return repr(value)
