"""At which level is your claim? Draw it, and it becomes an equation and a small world.

Level 1:  y_ij = b0_j + b1_j x_ij + e_ij,             e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + gamma01 w_j + u0_j,        u0_j ~ N(0, tau00)
          b1_j = gamma10 + gamma11 w_j (+ u1_j)       of these, what the claim needs

Reference: Snijders and Bosker (2012), Multilevel Analysis, 2nd ed., section 2.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from datasets.simulate import Draws, claim_world
from lessons import kit
from lessons.kit import number, sentence
from lessons.kit.theory import context_se
from lessons.why import claims_hsb
from lessons.why.claim_worlds import steeper, world
from lessons.why.claims import CLAIMS, LEVELS, MODELS, THIRD, drawing, is_upper, kind_of
from lessons.why.claims_sorted import FIRST, QUESTIONS, SECOND

GAMMA00, TAU11 = 50.0, 1.0


@dataclass(frozen=True)
class Params(kit.Controls):
    x_level: str = kit.choice("x_level", "x is measured on", LEVELS, start="lower", part="data")
    y_level: str = kit.choice("y_level", "y is measured on", LEVELS, start="lower", part="data")
    z: str = kit.choice("z", "A third variable, z", THIRD, start="none", part="data")
    gamma10: float = kit.slider("gamma10", -6, 6, start=3, step=0.5, label="Slope among pupils")
    gamma01: float = kit.slider("gamma01", -6, 6, start=4, step=0.5, label="Slope between classes")
    gamma11: float = kit.slider("gamma11", -4, 4, start=-2, step=0.5)
    tau00: float = kit.slider("tau00", 0.5, 36, start=9, step=0.5, label="Variance between classes")
    sigma2: float = kit.slider("sigma2", 1, 64, start=25, step=1, label="Variance among pupils")
    n_groups: int = kit.size("n_groups", 6, 60, start=24, label="Classes")
    n_per_group: int = kit.size("n_per_group", 5, 30, start=15, label="Pupils in each class")
    asked: str = kit.choice("asked", "A claim about schools", claims_hsb.CLAIMS_OF_SCHOOLS, start="micro", part="data")

    @property
    def kind(self) -> str:
        """What is drawn: a code of CLAIMS."""
        return kind_of(self.x_level, self.y_level, self.z)


def drawn(x_level: str, y_level: str, z: str = "none") -> dict[str, str]:
    return {"x_level": x_level, "y_level": y_level, "z": z}


SCENES = (
    kit.Scene("Micro", drawn("lower", "lower")),
    kit.Scene("Macro", drawn("upper", "upper")),
    kit.Scene("Macro-micro", drawn("upper", "lower")),
    kit.Scene("Micro-macro", drawn("lower", "upper")),
    kit.Scene("Cross-level", drawn("lower", "lower", "changes")),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    return claim_world(draws, claim=p.kind, **p.world, gamma00=GAMMA00, tau11=TAU11)


def diagram(run: kit.Run, name: str) -> kit.Drawing:
    p = run.p
    return drawing(name, p.x_level, p.y_level, p.z, z_at_hand=name != "first")


def claim_in_words(run: kit.Run) -> kit.Live:
    claim = CLAIMS[run.p.kind]
    return kit.Live(
        "Drag x or y across the dashed line. Now the claim is **@name**: *@example* It compares @compares.",
        name=claim.name,
        example=claim.example,
        compares=claim.compares,
    )


def kind_in_words(run: kit.Run) -> kit.Live:
    return kit.Live(KIND_SAYS[run.p.kind], n=len(run.data), groups=run.p.n_groups)


KIND_SAYS = {
    "micro": "**Micro**: @n pupils, each beside others. What else classes differ by moves whole lines.",
    "macro": "**Macro**: @groups classes and no pupil. Each class is one dot.",
    "macro_micro": "**Macro-micro**: @groups teachers and @n pupils. All pupils of a class have the same x.",
    "micro_macro": "**Micro-macro**: @n pupils and @groups classes. All pupils of a class share one y.",
    "cross": "**Cross-level**: @n pupils and @groups slopes. What differs is how steep x is.",
}


def third_in_words(run: kit.Run) -> kit.Live:
    kind = run.p.kind
    slope = steeper(run.fits["cross"].gamma["x:w"]) if kind == "cross" else ""
    return kit.Live(THIRD_SAYS[kind == "cross"], **({"more": slope} if kind == "cross" else {}))


THIRD_SAYS = {
    True: "The arrow ends in an arrow: whatever z does to y, here it changes what x does to y. In this sample the "
    "slope of a class is **@more** where its teacher is one SD more effective. That is a **cross-level interaction**.",
    False: "Some claims name three. Bring x and y down to the pupils, and drag z into the claim. Then its arrow ends "
    "in an arrow.",
}


def errors(p: Params) -> tuple[float, float, float]:
    """Standard errors of gamma01 in a macro-micro world: now, with twice the pupils a class, with twice the classes."""
    sizes = ((1, 1), (1, 2), (2, 1))
    now, pupils, classes = (context_se(p.tau00, p.sigma2, j * p.n_groups, n * p.n_per_group) for j, n in sizes)
    return now, pupils, classes


def predict_pay(run: kit.Run) -> kit.PredictChoice:
    p, (_, pupils, classes) = run.p, errors(run.p)
    ask = sentence(
        "A macro-micro claim: effective teachers motivate. You have @classes classes of @each pupils. Where teachers "
        "are alike, classes still vary by @tau00, and pupils of a class by @sigma2. You can pay for twice as many "
        "pupils. From where, to know the arrow best?",
        classes=p.n_groups,
        each=p.n_per_group,
        tau00=kit.brief(p.tau00),
        sigma2=kit.brief(p.sigma2),
    )
    return kit.PredictChoice("pay", ask, PAY, truth="either" if alike(pupils, classes) else "classes", ordered=True)


def alike(pupils: float, classes: float) -> bool:
    """Less than 3 % apart."""
    return min(pupils, classes) / max(pupils, classes) > 0.97


PAY = {
    "pupils": (
        "From the same classes",
        "They have the same teachers: x gets no new value. Their classes only become better known.",
    ),
    "classes": ("From as many new classes", "x lives above. New classes bring new teachers, and so new values of x."),
    "either": (
        "Either will do (less than 3 % apart)",
        "That is so for a micro claim, and where classes with like teachers do not differ. The arrow begins above.",
    ),
}


def pay_in_words(run: kit.Run) -> kit.Live:
    now, pupils, classes = errors(run.p)
    return kit.Live(
        "Now the standard error of the arrow is @now. With twice the pupils in the same classes it becomes "
        "**@pupils**, with twice the classes **@new**. A claim is as well known as its uppermost end allows. The "
        "arrow of a micro claim begins in every class anew: there, pupils are pupils.",
        now=number(now, 3),
        pupils=number(pupils, 3),
        new=number(classes, 3),
    )


def evidence(run: kit.Run) -> kit.Table:
    p = run.p
    pupils = sentence("@n pupils, inside their classes", n=p.n_groups * p.n_per_group)
    classes, slopes = (sentence(text, n=p.n_groups) for text in ("@n classes", "@n slopes, one a class"))
    by = {"micro": pupils, "cross": slopes}
    rows = tuple((claim.name, by.get(kind, classes)) for kind, claim in CLAIMS.items())
    return kit.Table(("claim", "what it rests on here"), rows, "What counts for each kind of claim in this world.")


def equation(run: kit.Run) -> kit.Equation:
    """The model of the claim; where y is a class's own, its residual is too."""
    found = run.fits[run.p.kind]
    plain = kit.equation(found)
    if not is_upper(run.p.kind):
        return plain
    terms, spread = (*plain.terms[:-1], kit.Term("u0")), (kit.Term("tau00", number(found.sigma2)),)
    return replace(plain, outcome="y_{j}", terms=terms, spread=spread)


def equation_in_words(run: kit.Run) -> kit.Live:
    return kit.Live(EQUATION_SAYS[run.p.kind])


EQUATION_SAYS = {
    "micro": "Both carry i and j: they are a pupil's. #u0 takes up what else differs between classes.",
    "macro": "Nothing carries an i. It is a regression of classes, and pupils are nowhere in it.",
    "macro_micro": "The predictor carries no i: all pupils of a class share it. The outcome does. So there are two "
    "residuals, #u0 and #e.",
    "micro_macro": "The outcome carries no i. Pupils enter as the mean of their class, and what they differ by around "
    "it is gone.",
    "cross": "The slope of a class is #gamma10, plus #gamma11 for each SD of its teacher's efficacy, plus #u1, what is "
    "left of its own. Multiplied out, x and z stand in a product.",
}


def set_and_found(run: kit.Run) -> kit.Recovery:
    p, found = run.p, run.fits[run.p.kind]
    says = sentence("Fitted model: @model, the one of the claim. Intervals are 95 %.", model=CLAIMS[p.kind].name)
    arrows = {name: getattr(p, name) for name in ARROWS[p.kind]}
    if is_upper(p.kind):
        shown = kit.recovery(found, says, gamma00=GAMMA00, **arrows)
        return replace(shown, rows=(*shown.rows, kit.SetFound("tau00", p.tau00, found.sigma2)))
    slopes = {"tau11": TAU11} if p.kind == "cross" else {}
    return kit.recovery(found, says, gamma00=GAMMA00, **arrows, tau00=p.tau00, **slopes, sigma2=p.sigma2)


ARROWS = {
    "micro": ("gamma10",),
    "macro": ("gamma01",),
    "macro_micro": ("gamma01",),
    "micro_macro": ("gamma01",),
    "cross": ("gamma10", "gamma01", "gamma11"),
}


def challenge(run: kit.Run) -> kit.Challenge:
    cross = run.p.kind == "cross"
    found = run.fits["cross"] if cross else None
    high = found.interval()["x:w"][1] if found else 1.0
    far = found.gamma["x"] + 2 * found.gamma["x:w"] if found else 3.0
    return kit.Challenge(
        "undone",
        "A politician says: “Give them a good enough teacher, and income no longer matters.” Draw the claim, and make "
        "a world in which it is true.",
        (
            kit.Condition("The drawing is the claim.", kit.reach(float(cross), 1.0)),
            kit.Condition("The 95 % interval of the cross-level interaction lies below 0.", kit.reach(high, -1e-9, 2)),
            kit.Condition(
                "Where the teacher is 2 SD above the average, the slope of income lies within 0.5 of 0.",
                kit.reach(abs(far), 0.5, 4),
            ),
        ),
        (
            "Income and motivation are pupils', and the teacher changes what one does to the other.",
            "The slope at 2 SD is the slope of x plus twice the interaction. Many classes make the interval narrow.",
        ),
        {**drawn("lower", "lower", "changes"), "gamma10": 4, "gamma11": -2, "sigma2": 4, "n_groups": 60},
    )


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("x_level", "y_level"))
    yield kit.Stage(world(run, p.kind))
    yield diagram(run, "first")
    yield claim_in_words(run)
    yield kit.Step("Five kinds of claims", moves=("scenes",))
    yield kind_in_words(run)
    yield kit.Prose(
        "A variable that has one value for each pupil lives on the **lower** level, one value for each class on the "
        "**upper**. A claim is a path between them: **micro** below, **macro** above, **macro-micro** down, "
        "**micro-macro** up. Choose one, and see what its world is made of."
    )
    yield kit.Step("An arrow that ends in an arrow", moves=("z", "gamma10", "gamma11"))
    yield diagram(run, "third")
    yield third_in_words(run)
    yield kit.Step("The claim as an equation", moves=("gamma01", "tau00", "sigma2"))
    yield equation(run)
    yield equation_in_words(run)
    yield from kit.set_and_found(set_and_found, run, p.kind)
    yield kit.Step("What a claim rests on", moves=("n_groups", "n_per_group"))
    yield predict_pay(run)
    yield pay_in_words(run)
    yield evidence(run)
    yield kit.Step("Challenge", moves=("gamma10", "gamma11", "n_groups", "sigma2"))
    yield diagram(run, "claimed")
    yield challenge(run)
    yield kit.Step("A real study", moves=("asked",))
    yield from claims_hsb.told(p.asked)
    yield kit.Step("Sort them")
    yield kit.Check((FIRST, SECOND))
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


TAKEAWAYS = kit.Takeaways(
    (
        "Ask of each variable: one value for each unit, or one for each group? That is its level.",
        "Micro, macro, macro-micro, micro-macro: a claim is a path between two levels, and has an equation of its own.",
        "A cross-level claim is an arrow to an arrow: #gamma11, by how much the slope of x changes.",
        "A claim rests on as many cases as its uppermost end has: more pupils do not make up for few classes.",
        "The same table answers claims on several levels, and the answers need not agree.",
    ),
    (
        "Snijders, T. A. B., and Bosker, R. J. (2012). *Multilevel Analysis*, 2nd ed., chapter 2. Sage.",
        "Coleman, J. S. (1990). *Foundations of Social Theory*, chapter 1. Harvard University Press.",
        "Raudenbush, S. W., and Bryk, A. S. (2002). *Hierarchical Linear Models*, 2nd ed., chapter 4. Sage.",
        "Croon, M. A., and van Veldhoven, M. J. P. M. (2007). Predicting group-level outcome variables from variables "
        "measured at the individual level. *Psychological Methods* 12, 45–57.",
    ),
)

LESSON = kit.Lesson(
    slug="propositions",
    title="Levels of a claim",
    question="At which level is your claim?",
    minutes=15,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=(FIRST, SECOND, *QUESTIONS),
    scenes=SCENES,
    prerequisites=("nested_data",),
    take=lambda run: MODELS.take(run.p.kind, run.fits),
)
