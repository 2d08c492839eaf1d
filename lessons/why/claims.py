"""Five kinds of claims about two levels: how each is drawn, and how its world looks.

Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., section 2.3; Tacq (1986), Van probleem naar analyse.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from datasets.simulate import UPPER
from lessons import kit
from lessons.kit import Model, sentence

LEVELS = {"lower": "Pupils", "upper": "Classes"}
THIRD = {"none": "Not in the claim", "changes": "Changes the arrow"}
MODELS = kit.Models(
    micro=Model("Micro", "y ~ x + (1 | group)"),
    macro=Model("Macro", "y ~ w", means=True),
    macro_micro=Model("Macro-micro", "y ~ w + (1 | group)"),
    micro_macro=Model("Micro-macro", "y ~ x_mean", means=True),
    cross=Model("Cross-level", "y ~ x * w + (1 + x | group)"),
)


@dataclass(frozen=True)
class Claim:
    """A kind of claim: its name, an example, what is compared with what, and the symbol of its arrow."""

    name: str
    example: str
    compares: str
    code: str


CLAIMS: Mapping[str, Claim] = {
    "micro": Claim(
        "micro", "Pupils from richer families are more motivated.", "pupils, with others of their class", "gamma10"
    ),
    "macro": Claim(
        "macro", "Classes of more effective teachers have a better climate.", "classes, each as one thing", "gamma01"
    ),
    "macro_micro": Claim(
        "macro-micro", "Pupils of more effective teachers are more motivated.", "pupils of one class and of another",
        "gamma01",
    ),
    "micro_macro": Claim(
        "micro-macro", "Where pupils come from richer families, the climate in class is better.",
        "classes, by what their pupils bring", "gamma01",
    ),
    "cross": Claim(
        "cross-level", "The more effective the teacher, the less motivation hangs on family income.",
        "how steep x is, in one class and in another", "gamma11",
    ),
}  # fmt: skip
X_WORDS = {"lower": "family income", "upper": "teacher's efficacy"}
Y_WORDS = {"lower": "motivation", "upper": "climate"}


def kind_of(x_level: str, y_level: str, z: str) -> str:
    """The kind of claim that is drawn; a z waits until there is an arrow between units to change."""
    if x_level == y_level == "lower":
        return "cross" if z == "changes" else "micro"
    if x_level == y_level:
        return "macro"
    return "macro_micro" if x_level == "upper" else "micro_macro"


def drawing(name: str, x_level: str, y_level: str, z: str, z_at_hand: bool = True) -> kit.Drawing:
    """The claim as a path picture that a reader can redraw: level 2 above, level 1 below.

    z_at_hand: a z that is no part of the claim lies ready, put aside.
    """
    kind = kind_of(x_level, y_level, z)
    third = "teacher's efficacy" if x_level == "lower" else "one more"
    nodes = (
        kit.Node("x", X_WORDS[x_level], "x_level", x_level, _levels(0.21), LEVELS_SAY),
        kit.Node("y", Y_WORDS[y_level], "y_level", y_level, _levels(0.65), LEVELS_SAY),
        kit.Node("z", third if z == "changes" else "a third", "z", z, Z_PLACES, Z_SAYS, Z_QUIET[kind == "cross"]),
    )
    if z == "none" and not z_at_hand:
        nodes = nodes[:2]
    arrows = [kit.Arrow("x", "y", "gamma10" if kind in ("micro", "cross") else "gamma01")]
    if kind == "cross":
        arrows.append(kit.Arrow("z", "xy", "gamma11"))
    where = {"x": LEVEL[x_level], "y": LEVEL[y_level], "z": CLAIM_SAYS[kind == "cross", z]}
    says = sentence("A @name claim: x at level @x, y at level @y.@z", name=CLAIMS[kind].name, **where)
    return kit.Drawing(name, ("level 2: classes", "level 1: pupils"), nodes, tuple(arrows), says)


def _levels(x: float) -> Mapping[str, tuple[float, float]]:
    return {"upper": (x, 0.3), "lower": (x, 0.7)}


LEVEL = {"lower": 1, "upper": 2}
LEVELS_SAY = {"upper": "level 2, one value a class", "lower": "level 1, one value a pupil"}
Z_PLACES = {"changes": (0.43, 0.3), "none": (0.9, 0.3)}
Z_SAYS = {"changes": "level 2, in the claim", "none": "put aside"}
Z_QUIET = {True: (), False: ("changes", "none")}
CLAIM_SAYS = {
    (True, "changes"): " z, at level 2, changes the arrow between them.",
    (False, "changes"): " z waits: there is no arrow among pupils that it could change.",
    (False, "none"): "",
}


def is_upper(kind: str) -> bool:
    """Whether the outcome is one number a class."""
    return kind in UPPER
