"""Every design by its name: a module of this room with a `DESIGN`. A new one is one file, and no list to keep."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lessons.kit.studies.controls import Design, StudyError, nearest


@cache
def all_designs() -> dict[str, type[Design]]:
    """Name -> design, by name."""
    names = sorted(found.name for found in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").DESIGN for name in names}


def design(name: str) -> type[Design]:
    """The design of that name; StudyError with the nearest one where there is none."""
    if name not in all_designs():
        raise StudyError(f"“{name}” is no design{nearest(name, all_designs())}", "design")
    return all_designs()[name]
