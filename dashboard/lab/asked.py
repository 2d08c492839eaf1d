"""What a reader asks of the Lab: a world, models, a sweep; read from the address, kept in it, made a study."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from lessons.kit.studies import Analysis, Study, StudyError, all_designs, design
from lessons.kit.studies.controls import refuse
from lessons.kit.text import spelled

MODELS = {
    "slopes": ("Random slopes", Analysis("y ~ w + x + (1 + x | group)")),
    "intercepts": ("Random intercepts", Analysis("y ~ w + x + (1 | group)")),
    "naive": ("One regression", Analysis("y ~ w + x")),
    "robust": ("Cluster-robust regression", Analysis("y ~ w + x", cluster="group")),
    "cross": ("Random slopes, with w × x", Analysis("y ~ w + x + w:x + (1 + x | group)")),
}
PARAMETERS = {
    "w": "effect of w, level 2",
    "x": "effect of x, level 1",
    "w:x": "w × x, across levels",
    "Intercept": "intercept",
    "tau00": "variance of intercepts",
    "tau11": "variance of slopes",
    "sigma2": "variance within",
}
FIGURES = {
    "rejected": "rejected at 5 % (power)",
    "coverage": "coverage of 95 % intervals",
    "bias": "bias",
    "errors": "reported over true error",
    "singular": "singular fits",
}
REPEATS = (200, 500, 1000, 2000, 5000)
MOST_VALUES, MOST_CELLS, MOST_UNITS = 12, 60, 20_000
OF_DESIGN = {name: {one.name: one for one in fields(kind)} for name, kind in all_designs().items()}
CONTROLS = {name: one for every in OF_DESIGN.values() for name, one in every.items()}
NUMBERS = {name: one for name, one in CONTROLS.items() if "handy" in one.metadata}


@dataclass(frozen=True)
class Asked:
    """world: settings that are not as they start. sweep: at most two settings, each with its values. A setting that
    the design does not have is none of its world."""

    design: str = "two_level"
    world: Mapping[str, Any] = field(default_factory=dict[str, Any])
    models: tuple[str, ...] = ("slopes", "naive")
    repeats: int = 1000
    sweep: Mapping[str, tuple[float, ...]] = field(default_factory=dict[str, tuple[float, ...]])
    parameter: str = "w"
    figure: str = "rejected"

    @property
    def study(self) -> Study:
        """StudyError where it would be too large to be done here."""
        chosen, own = {name: MODELS[name][1] for name in self.models}, OF_DESIGN[self.design]
        world = {name: value for name, value in self.world.items() if name in own}
        sweep = {name: values for name, values in self.sweep.items() if name in own}
        study = Study(self.design, world, chosen, self.repeats, sweep=sweep)
        if study.n_cells > MOST_CELLS:
            raise StudyError(
                f"Those are {study.n_cells:,} worlds. Here {MOST_CELLS} is the most; the command takes more."
            )
        worlds: list[Any] = [study.of_cell(number) for number in range(study.n_cells)]
        largest = max(world.n_groups * world.n_per_group for world in worlds)
        if largest > MOST_UNITS:
            raise StudyError(
                f"That is a sample of {largest:,}. Here {MOST_UNITS:,} is the most; the command takes more."
            )
        return study

    def query(self) -> dict[str, str]:
        """What an address says of it: what is not as it starts."""
        start = Asked()
        said = {"design": self.design} if self.design != start.design else {}
        said |= {name: _said(value) for name, value in self.world.items()}
        if self.models != start.models:
            said["models"] = ",".join(self.models)
        for name in ("repeats", "parameter", "figure"):
            if getattr(self, name) != getattr(start, name):
                said[name] = str(getattr(self, name))
        for key, (name, values) in zip(("sweep", "sweep2"), self.sweep.items(), strict=False):
            said[key] = f"{name}:{','.join(_said(value) for value in values)}"
        return said


OWN = {*CONTROLS, "design", "models", "repeats", "parameter", "figure", "sweep", "sweep2"}


def _said(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"


def from_query(query: Mapping[str, str]) -> tuple[Asked, list[str]]:
    """What an address asks, and a sentence for whatever in it cannot be."""
    asked, notices = Asked(), list[str]()
    for name, raw in query.items():
        try:
            asked = _with(asked, name, raw)
        except StudyError as problem:
            notices.append(f"{problem} It stands as it starts.")
    try:
        asked.study  # noqa: B018
    except StudyError as problem:
        return Asked(), [*notices, f"{problem} You see the Lab as it starts."]
    return asked, notices


def _with(asked: Asked, name: str, raw: str) -> Asked:
    match name:
        case _ if name in CONTROLS:
            value = number(name, raw) if name in NUMBERS else plain(raw)
            refuse(CONTROLS[name], value)
            return replace(asked, world={**asked.world, name: value})
        case "design":
            name = plain(raw)
            design(name)
            return replace(asked, design=name)
        case "models":
            chosen = tuple(dict.fromkeys(one for one in raw.split(",") if one in MODELS))
            if not chosen:
                raise StudyError("The address names no model that is here.")
            return replace(asked, models=chosen)
        case "repeats":
            if raw not in map(str, REPEATS):
                raise StudyError("The address asks for a number of samples that is not offered.")
            return replace(asked, repeats=int(raw))
        case "parameter" | "figure":
            if raw not in (PARAMETERS if name == "parameter" else FIGURES):
                raise StudyError(f"The address names a {name} that is not here.")
            return replace(asked, **{name: raw})
        case "sweep" | "sweep2":
            control, _, values = raw.partition(":")
            return replace(asked, sweep={**asked.sweep, control: values_of(control, values)})
        case _:
            return asked


def named(name: str) -> str:
    """A setting in words."""
    return CONTROLS[name].metadata["words"]


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


def plain(raw: str) -> str:
    """What a sentence may show of something that anybody may have written."""
    return "".join(letter for letter in raw if letter.isprintable())[:20]


def number(name: str, raw: str) -> float:
    """The number that a setting is given as text; StudyError in one sentence."""
    try:
        value = float(raw)
    except ValueError:
        raise StudyError(f"{NUMBERS[name].metadata['words']} must be a number, not “{plain(raw)}”.") from None
    if isinstance(NUMBERS[name].default, int):
        if value != value or abs(value) > 1e9 or value != int(value):
            raise StudyError(f"{NUMBERS[name].metadata['words']} must be a whole number, not “{plain(raw)}”.")
        return int(value)
    return value


def written(values: Iterable[float]) -> str:
    """The values of a sweep as they are typed."""
    return ", ".join(f"{value:.12g}" for value in values)


def values_of(name: str, text: str) -> tuple[float, ...]:
    """The values of a sweep, from the smallest to the largest: "10, 30, 50"."""
    if name not in NUMBERS:
        raise StudyError(f"“{plain(name)}” is no setting that can be varied.")
    values = sorted({number(name, one.strip()) for one in text.replace(";", ",").split(",") if one.strip()})
    for value in values:
        refuse(NUMBERS[name], value)
    if not 2 <= len(values) <= MOST_VALUES:
        raise StudyError(f"Give two to {spelled(MOST_VALUES)} values, such as 10, 30, 50.")
    return tuple(values)
