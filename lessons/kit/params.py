"""Controls declared once: from these fields come the panel, the URL, the scenes, the tests' corners."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from itertools import product
from typing import Any, Literal, Self

from lessons.kit.corners import covering
from lessons.kit.glossary.symbols import symbol
from lessons.kit.text import brief

Part = Literal["world", "model", "data", "sample", "view"]
LARGEST_SEED = 9999


@dataclass(frozen=True)
class Range:
    """A number on a slider, from `lo` to `hi` in units of `step`; `whole` for counts."""

    name: str
    label: str
    part: Part
    lo: float
    hi: float
    start: float
    step: float
    whole: bool = False
    note: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        return self.tidy(self.lo), self.tidy(self.hi)

    def tidy(self, value: float) -> float:
        """`value` on the grid of steps, without floating-point dust."""
        on_grid = self.lo + round((value - self.lo) / self.step) * self.step
        return round(on_grid) if self.whole else round(float(on_grid), 6)

    def read(self, raw: Any) -> float:
        """The value that `raw` means; ValueError in plain words when it means none."""
        try:
            value = float(raw)
        except (TypeError, ValueError, OverflowError):
            raise ValueError(f"{self.label} must be a number, not “{str(raw)[:20]}”.") from None
        if not self.lo <= value <= self.hi:
            raise ValueError(f"{self.label} must lie between {self.lo:g} and {self.hi:g}, not at {value:g}.")
        return self.tidy(value)


@dataclass(frozen=True)
class Choice:
    """One of several named options; `options` maps code to words."""

    name: str
    label: str
    part: Part
    options: Mapping[str, str]
    start: str
    note: str = ""

    @property
    def ends(self) -> tuple[str, ...]:
        return tuple(self.options)

    def read(self, raw: Any) -> str:
        if not isinstance(raw, str) or raw not in self.options:
            raise ValueError(f"{self.label} has no option “{str(raw)[:20]}”.")
        return raw


Control = Range | Choice


def slider(
    name: str,
    lo: float,
    hi: float,
    *,
    start: float,
    step: float,
    part: Part = "world",
    note: str = "",
    label: str = "",
) -> Any:
    """A field of Params that is a number on a slider; `name` is its symbol in the glossary, whose words label it."""
    return _field(Range(name, label or _label(name), part, lo, hi, start, step, note=note))


def size(name: str, lo: int, hi: int, *, start: int, step: int = 1, note: str = "", label: str = "") -> Any:
    """A field of Params that counts groups or units."""
    return _field(Range(name, label or _label(name), "world", lo, hi, start, step, whole=True, note=note))


def choice(name: str, label: str, options: Mapping[str, str], *, start: str, part: Part = "model") -> Any:
    """A field of Params that is one of several named options."""
    return _field(Choice(name, label, part, options, start))


def sample(start: int = 1) -> Any:
    """The field `seed` of Params: which sample of draws the reader looks at; New sample moves it.

    A lesson declares it anew to open with a typical sample: what it found is near what was set.
    """
    return _field(Range("seed", "Sample number", "sample", 1, LARGEST_SEED, start, 1, whole=True))


def _label(name: str) -> str:
    words = symbol(name).words
    return words[0].upper() + words[1:]


def _field(control: Control) -> Any:
    return field(default=control.start, metadata={"control": control})


@dataclass(frozen=True)
class Controls:
    """Base of every lesson's Params: a frozen set of control values, always within their ranges."""

    seed: int = sample()

    def __post_init__(self) -> None:
        for control in self.controls():
            object.__setattr__(self, control.name, control.read(getattr(self, control.name)))

    @classmethod
    def controls(cls) -> tuple[Control, ...]:
        """The controls in the order they were declared."""
        return _controls_of(cls)

    @classmethod
    def control(cls, name: str) -> Control:
        return next(control for control in cls.controls() if control.name == name)

    def values(self) -> dict[str, Any]:
        return {control.name: getattr(self, control.name) for control in self.controls()}

    @property
    def world(self) -> dict[str, Any]:
        """What a simulator takes: the numbers of the world, by their names."""
        own = (control for control in self.controls() if control.part == "world" and isinstance(control, Range))
        return {control.name: getattr(self, control.name) for control in own}

    @property
    def printed(self) -> dict[str, str]:
        """The numbers of the world as their sliders show them, for the slots of a sentence."""
        return {name: brief(value) for name, value in self.world.items()}

    def but(self, **changes: Any) -> Self:
        """A copy with some controls moved; ValueError in plain words when one cannot go there."""
        return replace(self, **changes)

    def to_query(self) -> dict[str, str]:
        """What the URL must say: only what differs from the start."""
        return {
            control.name: format(value, "g") if isinstance(value, int | float) else value
            for control in self.controls()
            if (value := getattr(self, control.name)) != control.start
        }

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> tuple[Self, tuple[str, ...]]:
        """Params from a URL, and one plain sentence for each control that fell back to its start."""
        good: dict[str, Any] = {}
        notices: list[str] = []
        for control in cls.controls():
            if control.name in query:
                try:
                    good[control.name] = control.read(query[control.name])
                except ValueError as problem:
                    notices.append(f"{problem} It is back at its start.")
        return cls(**good), tuple(notices)

    @classmethod
    def corners(cls) -> Iterator[Self]:
        """Each control at each end with the others at their start, then rows in which any two ends meet."""
        start = cls()
        for control in cls.controls():
            yield from (start.but(**{control.name: end}) for end in control.ends)
        yield from cls._at(covering)

    @classmethod
    def every_corner(cls) -> Iterator[Self]:
        """Every combination of ends: thousands."""
        return cls._at(lambda ends: product(*ends))

    @classmethod
    def _at(cls, chosen: Callable[[Sequence[Sequence[Any]]], Iterable[tuple[Any, ...]]]) -> Iterator[Self]:
        free = [control for control in cls.controls() if control.part != "sample"]
        for row in chosen([control.ends for control in free]):
            yield cls(**{control.name: end for control, end in zip(free, row, strict=True)})


@lru_cache(maxsize=128)
def _controls_of(cls: type[Controls]) -> tuple[Control, ...]:
    return tuple(f.metadata["control"] for f in fields(cls) if "control" in f.metadata)
