"""What every script says first: the model, what Frogpond found, what the script needs, whom to cite."""

from lessons.kit.code.model import TakeModel

LINE = 96


def opening(model: TakeModel, needs: str) -> list[str]:
    """The first remarks of a script, one short line each, without a comment sign."""
    where = f", on the means of each {model.aggregate_by}" if model.aggregate_by else ""
    how = f", by {'REML' if model.reml else 'ML'}" if model.random else ", by least squares"
    how += f", standard errors robust to clusters by {model.cluster}" if model.cluster else ""
    return [
        f"{model.title or 'Frogpond'}: {model.formula}{how}{where}",
        *found(model),
        f"Run it in the folder where {model.table} lies. {needs}",
        *([f"Cite: {model.citation}"] if model.citation else []),
    ]


def found(model: TakeModel) -> list[str]:
    """The numbers of our fit, so that a reader can compare."""
    fixed = [f"{name} {figure(value)} (SE {figure(se)})" for name, (value, se) in model.fixed.items()]
    variances = [f"{words} {figure(value)}" for words, value in model.variances.items()]
    lines = [*_filled("Frogpond found: ", fixed), *_filled("Variances: ", variances)]
    singular = "The fit is singular: a variance is found at zero, or a correlation at -1 or 1."
    return lines + ([singular] if model.singular else [])


def figure(value: float) -> str:
    """Two decimals, and more where the number is small."""
    return f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.2g}" if abs(value) >= 1e-6 else "0"


def _filled(head: str, items: list[str]) -> list[str]:
    """`head` and the items, broken into lines that fit a screen."""
    lines, room = [head], ", "
    for item in items:
        if len(lines[-1]) + len(item) > LINE:
            lines.append("  ")
        lines[-1] += item + room
    return [line.removesuffix(room) for line in lines] if items else []


def head(model: TakeModel, needs: str, sign: str = "# ", end: str = "") -> str:
    """The opening as remarks of the language, and a blank line."""
    return commented(opening(model, needs), sign, end) + "\n"


def commented(lines: list[str], sign: str = "# ", end: str = "") -> str:
    return "".join(f"{sign}{line}{'' if end and line.endswith(end) else end}\n" for line in lines)


def cannot(model: TakeModel, program: str, why: str, sign: str = "# ", end: str = "") -> str:
    """A script for a model that the program cannot fit: the remarks, and one plain sentence."""
    return commented([*opening(model, ""), f"{program} {why}: take another of the scripts."], sign, end)
