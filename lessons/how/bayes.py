"""What if we do not maximize at all? Prior, likelihood and posterior of a variance between groups.

Level 1:  y_ij = b0_j + e_ij,      e_ij ~ N(0, sigma2)
Level 2:  b0_j = gamma00 + u0_j,   u0_j ~ N(0, tau00)
Prior:    sqrt(tau00) ~ half-Cauchy(A), flat, or tau00 ~ inverse gamma; gamma00 and log sigma2 flat

Reference: Gelman (2006), Bayesian Analysis, 1, 515-534; Gelman et al. (2013), Bayesian Data Analysis, chapter 5.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from datasets.simulate import Draws, two_level
from lessons import kit
from lessons.how import believing, eight_schools
from lessons.how.believing import PRIORS, Walk, at_the_edge, believed, posteriors, prior_of
from lessons.how.sampler_code import SCRIPTS
from lessons.kit import Model, Right, Wrong, number, sentence
from lessons.kit.theory import TauPosterior, mean_margin, sigma2_interval, tau_likelihood, tau_posterior

GAMMA00 = 50.0
BOUND = 2.0
MODELS = kit.Models(null=Model("Null model", "y ~ 1 + (1 | group)"))


@dataclass(frozen=True)
class Params(kit.Controls):
    seed: int = kit.sample(start=428)
    prior_scale: float = kit.slider("prior_scale", 0.1, 20, start=5, step=0.1, part="model")
    tau00: float = kit.slider("tau00", 0, 40, start=9, step=1, label="Variance between groups")
    sigma2: float = kit.slider("sigma2", 4, 100, start=36, step=1, label="Variance within a group")
    n_groups: int = kit.size("n_groups", 3, 30, start=5)
    n_per_group: int = kit.size("n_per_group", 2, 24, start=6)
    prior: str = kit.choice("prior", "Prior", PRIORS, start="cauchy")
    n_steps: float = kit.slider("n_steps", 20, believing.MOST_STEPS, start=100, step=20, part="model")

    @property
    def believed_before(self) -> kit.theory.TauPrior:
        return prior_of(self.prior, self.prior_scale)


SCENES = (
    kit.Scene("Five small groups", {"tau00": 9, "n_groups": 5, "n_per_group": 6, "prior": "cauchy"}),
    kit.Scene("Thirty groups", {"tau00": 16, "n_groups": 30, "n_per_group": 12, "prior": "cauchy"}),
    kit.Scene("A prior that decides", {"n_groups": 3, "n_per_group": 2, "prior": "cauchy", "prior_scale": 0.3}),
    kit.Scene("Let the sampler run", {"n_steps": believing.MOST_STEPS}),
)


def simulate(p: Params, draws: Draws) -> pd.DataFrame:
    spread = {"tau00": p.tau00, "sigma2": p.sigma2, "n_groups": p.n_groups, "n_per_group": p.n_per_group}
    return two_level(draws, **spread, gamma00=GAMMA00)[["group", "y"]]


def posterior(run: kit.Run, prior: str = "") -> TauPosterior:
    """By the prior that the reader chose, or another."""
    before = prior_of(prior, run.p.prior_scale) if prior else run.p.believed_before
    return tau_posterior(tau_likelihood(kit.balanced(run.groups)), before)


def reml(run: kit.Run) -> float:
    """The standard deviation between groups at the top of the likelihood."""
    return kit.balanced(run.groups).top(reml=True)[0] ** 0.5


def beliefs(run: kit.Run, prior: str = "", *, walk: Walk | None = None) -> kit.Figure:
    marked = {"REML": reml(run), "set": run.p.tau00**0.5}
    draws = walk.kept.ravel() if walk else None
    return believed("beliefs", "What you believe of the groups", posterior(run, prior), marked, draws=draws)


def opening(run: kit.Run) -> kit.Live:
    p, found = run.p, posterior(run)
    before = sentence(BEFORE, prior_scale=number(p.prior_scale, 1)) if p.prior == "cauchy" else BEFORE_OTHER[p.prior]
    return kit.Live(
        "Before you see data you believe something: the **prior**. Times what the data say, the likelihood, it is the "
        "**posterior**: half of it lies below **@median**. @before You set a variance of @tau00 between groups. The "
        "axis shows its square root, so *set* stands at @root.",
        before=before,
        tau00=p.tau00,
        root=p.tau00**0.5,
        median=found.median,
    )


BEFORE = "Half of your prior lies below @prior_scale. Drag that: how far does the posterior follow?"
BEFORE_OTHER = {
    "flat": "Your prior is flat, and has no middle to drag.",
    "one": "Your prior is an inverse gamma, and has no middle to drag.",
    "thousandth": "Your prior is an inverse gamma, and has no middle to drag.",
}


def above(p: Params) -> float:
    """P(standard deviation > BOUND) where REML finds 0, the prior flat."""
    return 1 - at_the_edge(p.n_groups, p.n_per_group, p.sigma2).below(BOUND)


def predict_zero(run: kit.Run) -> kit.PredictNumber:
    p = run.p
    ask = sentence(ZERO, groups=p.n_groups, n=p.n_per_group, sigma2=number(p.sigma2, 0), bound=number(BOUND, 0))
    reasons = ZERO_REASONS["often" if above(p) > 0.15 else "seldom"]
    return kit.PredictNumber("zero", ask, 0, 100, 1, unit="of 100", truth=100 * above(p), close=6, reasons=reasons)


ZERO = (
    "A study has @groups groups of @n and a variance of @sigma2 within. Their means differ exactly as much as chance "
    "has it, so REML finds a variance of 0 between groups. Your prior is flat. How probable is it, of 100, that the "
    "standard deviation between groups is more than @bound points?"
)
ZERO_REASONS = {
    "often": {
        "close": "Zero is the likeliest value, and one of many. The others weigh more together than it does.",
        "low": "Zero is the likeliest value and not the only one: the likelihood falls slowly, and it adds up.",
        "high": "The data do speak against groups far apart: the likelihood falls to the right.",
    },
    "seldom": {
        "close": "The means are known so well here that groups further apart would have shown.",
        "low": "A little is left: the likelihood falls fast, and not to nothing.",
        "high": "The means are known so well here that groups further apart would have shown.",
    },
}


def zero_in_words(run: kit.Run) -> kit.Live:
    p, found = run.p, posterior(run, "flat")
    low, high = found.interval
    return kit.Live(
        "It is **@above** of 100. REML names one place, the top. The posterior weighs all of them: it never says 0, it "
        "says how small. In this sample REML finds a standard deviation of **@reml** between groups; you set @set. "
        "With a flat prior the posterior has its middle at **@median**, with 95 % between @low and @high.",
        above=number(100 * above(p), 0),
        reml=reml(run),
        set=p.tau00**0.5,
        median=found.median,
        low=low,
        high=high,
    )


def middles(run: kit.Run) -> dict[str, float]:
    """The middle of the posterior by every prior, as it is told."""
    found = posteriors(tau_likelihood(kit.balanced(run.groups)), run.p.prior_scale)
    return {name: round(one.median, 2) for name, one in found.items()}


def predict_silent(run: kit.Run) -> kit.PredictChoice:
    found = middles(run)
    truth = "less" if found["thousandth"] < 0.9 * found["flat"] else "same"
    ask = sentence(SILENT, n=run.p.n_groups, flat=found["flat"])
    options = {code: (words, SILENT_REASONS[truth][code]) for code, words in SILENT_OPTIONS.items()}
    return kit.PredictChoice("silent", ask, options, truth, ordered=True)


SILENT = (
    "In your sample of @n groups a flat prior for the standard deviation gives a posterior with its middle at @flat. "
    "For years the usual way to say nothing was another prior: an inverse gamma (0.001, 0.001) for #tau00. What does "
    "it do to the middle?"
)
SILENT_OPTIONS = {
    "less": "It falls by more than a tenth",
    "same": "It stays within a tenth",
    "more": "It rises by more than a tenth",
}
SILENT_REASONS = {
    "less": {
        "less": "It is no silence: for the standard deviation it is a spike next to 0, and the posterior follows.",
        "same": "A prior that looks flat for a variance is not flat for its root: it is a spike next to 0.",
        "more": "For the standard deviation it is a spike next to 0, so it pulls down.",
    },
    "same": {
        "less": "It pulls that way. Here the data know enough to outvote it.",
        "same": "It has a spike next to 0, and here the data outvote it.",
        "more": "If it pulls, then down. Here the data know enough to outvote it.",
    },
}


def silent_in_words(run: kit.Run) -> kit.Live:
    found = middles(run)
    return kit.Live(
        "The middle is at **@flat** with a flat prior and at **@thousandth** with that inverse gamma. @shown Take more "
        "groups, and all four agree.",
        flat=found["flat"],
        thousandth=found["thousandth"],
        shown=ABOUT_PRIOR[run.p.prior],
    )


ABOUT_PRIOR = {
    "cauchy": "Shown is the half-Cauchy: level near 0, then a long tail. Gelman (2006) advises it where groups are "
    "few.",
    "flat": "Shown is the flat prior: no value is better than another, so with three groups it takes absurd ones "
    "along.",
    "one": "Shown is the inverse gamma (1, 1): it all but forbids values below 0.5, and has little for large ones.",
    "thousandth": "Shown is that inverse gamma: nearly all you see of it stands next to 0.",
}


def challenge(run: kit.Run) -> kit.Challenge:
    p = run.p
    return kit.Challenge(
        "win",
        "Let the prior win: groups differ, and the posterior is sure that they hardly do.",
        (
            kit.Condition("You set a variance of at least 16 between groups.", kit.reach(p.tau00, 16, 0)),
            kit.Condition(
                "The posterior gives 8 of 10 to a standard deviation below 2.",
                kit.reach(posterior(run).below(BOUND), 0.8, 0),
            ),
        ),
        ("A prior wins where the data know little: few groups, few units.", "Give your prior a middle near 0."),
        {"tau00": 16, "sigma2": 100, "n_groups": 3, "n_per_group": 3, "prior": "cauchy", "prior_scale": 0.1},
    )


def walk_of(run: kit.Run) -> Walk:
    return believing.walked(run.groups, run.p.believed_before, int(run.p.n_steps), run.p.seed)


def steps_in_words(run: kit.Run) -> kit.Live:
    return kit.Live(
        "For most models nobody can draw the posterior. A **Gibbs sampler** walks through it: in each step it draws "
        "the level of every group, the average and both variances, each from what the others leave open. Four chains "
        "start far apart and have taken @n_steps steps. Bars are the later half of their draws. Drag on: the longer "
        "the chains walk, the nearer the bars come to the curve.",
        n_steps=int(run.p.n_steps),
    )


def trust_in_words(run: kit.Run) -> kit.Live:
    walk = walk_of(run)
    bulk, tail = walk.worth
    enough = "yes" if walk.r_hat <= 1.01 and min(bulk, tail) >= 400 else "no"
    if enough == "no" and walk.n_steps == believing.MOST_STEPS:
        enough = "end"
    return kit.Live(
        "R-hat is **@r_hat**: 1 where the chains agree. Each draw resembles the one before, so the @draws draws are "
        "worth **@bulk** independent ones in the middle and **@tail** in the tails. The rule is R-hat up to 1.01 and "
        "400 of each. @enough",
        r_hat=number(walk.r_hat, 3),
        draws=walk.kept.size,
        bulk=number(bulk, 0),
        tail=number(tail, 0),
        enough=ENOUGH[enough],
    )


ENOUGH = {
    "yes": "You may stop.",
    "end": "Not yet, though the slider ends here: a sampler of your own would go on. Where groups may be alike it "
    "takes long.",
    "no": "Go on. Where groups may be alike it takes long: levels that lie close keep the variance small, and a small "
    "variance keeps levels close.",
}


def set_and_found(run: kit.Run) -> kit.Recovery:
    p, data, found = run.p, kit.balanced(run.groups), posterior(run)
    low, high = found.interval
    s_low, s_middle, s_high = sigma2_interval(data, found)
    margin, mean = mean_margin(data, found), float(run.groups.mean("y").mean())
    says = sentence(SAYS, reml=reml(run) ** 2)
    rows = (
        kit.SetFound("gamma00", GAMMA00, mean, (mean - margin, mean + margin)),
        kit.SetFound("tau00", p.tau00, found.median**2, (low**2, high**2)),
        kit.SetFound("sigma2", p.sigma2, s_middle, (s_low, s_high)),
    )
    return kit.Recovery(rows, says)


SAYS = "Middles and 95 % intervals of the posterior with your prior. REML finds @reml for #tau00."


def story(run: kit.Run) -> Iterator[kit.Block]:
    p = run.p
    yield kit.Step("", moves=("prior_scale",))
    yield kit.Stage(beliefs(run))
    yield opening(run)
    yield kit.Step("Where REML says 0", moves=("tau00", "n_groups", "sample"))
    yield predict_zero(run)
    yield kit.Stage(beliefs(run, "flat"))
    yield zero_in_words(run)
    yield kit.Step("Is there a prior that says nothing?", moves=("prior", "prior_scale", "n_groups"))
    yield kit.Prose(
        "**Half-Cauchy**: level near 0, then a long tail, with the middle you give it. **Flat**: no value is better "
        "than another. **Inverse gamma**: the two numbers say how much it claims to know, and with tiny ones it means "
        "to claim nothing."
    )
    yield predict_silent(run)
    found = posteriors(tau_likelihood(kit.balanced(run.groups)), p.prior_scale)
    yield kit.Stage(beliefs(run), believing.side_by_side(found, p.tau00**0.5))
    yield silent_in_words(run)
    yield challenge(run)
    yield kit.Step("A sampler at work", moves=("n_steps", "scenes"))
    yield kit.Stage(beliefs(run, walk=walk_of(run)), believing.trace(walk_of(run), posterior(run)))
    yield steps_in_words(run)
    yield kit.Step("When may you believe it?", moves=("n_steps", "tau00", "n_groups"))
    yield trust_in_words(run)
    yield kit.Step("The model", moves=("prior",))
    yield kit.Prose(
        "The model is the one that REML fits. A prior for each of its numbers is added: flat for #gamma00 and for the "
        "logarithm of #sigma2, and yours for the root of #tau00. The likelihood in the picture has the first two "
        "averaged out, so its top lies near what REML finds, not always at it."
    )
    yield from kit.model(run.fits["null"])
    yield from kit.set_and_found(set_and_found, run, "null")
    yield kit.Step("A real study", moves=("prior", "prior_scale"))
    yield from eight_schools.told(p.prior, p.prior_scale)
    yield kit.Step("A sampler of your own")
    yield kit.Prose(
        "This is the whole sampler, for groups of any size. It reads the table data.csv that you take away at the end "
        "of this page."
    )
    yield kit.Code(SCRIPTS)
    yield from kit.ending(QUESTIONS, TAKEAWAYS)


QUESTIONS = (
    kit.Single(
        "clinics",
        "Five clinics. REML finds a variance of 0, and half of the posterior lies above a standard deviation of 2. Who "
        "is right?",
        (
            Right("Both: one names the likeliest value, the other weighs all.", "They answer two questions."),
            Wrong("REML: the clinics are alike.", "Zero is the top of a likelihood that falls slowly.",
                  "a variance of zero is a proof"),
            Wrong("The posterior: the fit by REML failed.", "It found the top. It happens to lie on the edge.",
                  "a singular fit is an error"),
        ),
    ),
    kit.Single(
        "agree",
        "R-hat is 1.00 and the draws are worth 4,000. What do you know?",
        (
            Right("The sampler has found the posterior of this model.", "And nothing beyond it."),
            Wrong("The model fits the data.", "A sampler finds the posterior of a wrong model just as well.",
                  "convergence is truth"),
            Wrong("The prior does not matter.", "The draws come from the posterior, and the prior is part of it.",
                  "convergence is truth"),
        ),
    ),
    kit.Single(
        "matter",
        "You ask how much schools differ. In which study does your prior matter most?",
        (
            Right("5 schools with 200 pupils each.", "Only five levels speak about a variance between schools."),
            Wrong("200 schools with 5 pupils each.", "Two hundred schools outvote a prior.",
                  "the number of units decides"),
            Wrong("In neither, if it is vague.", "Vague for one quantity is a strong opinion of another.",
                  "a vague prior says nothing"),
        ),
    ),
    kit.Single(
        "interval",
        "Your posterior has 95 % between 0.3 and 8. What may you say?",
        (
            Right("By model, prior and data, it lies there with probability .95.", "This is what a posterior is."),
            Wrong("95 of 100 new samples would give an estimate in there.", "It speaks of the parameter and of this "
                  "sample, not of estimates in others.", "an interval is about other samples"),
            Wrong("All values in there are equally probable.", "The curve is higher in some places.",
                  "an interval is flat"),
        ),
    ),
)  # fmt: skip

TAKEAWAYS = kit.Takeaways(
    (
        "Posterior = prior times likelihood, place by place.",
        "Where REML says 0, the posterior says how small, and leaves room.",
        "With few groups no prior for #tau00 is silent. Try several and report them.",
        "Believe a sampler when R-hat is at most 1.01 and the draws are worth 400.",
    ),
    (
        "Gelman, A. (2006). Prior distributions for variance parameters in hierarchical models. *Bayesian Analysis*, "
        "1, 515-534.",
        "Gelman, A., Carlin, J. B., Stern, H. S., Dunson, D. B., Vehtari, A., and Rubin, D. B. (2013). *Bayesian Data "
        "Analysis* (3rd ed.). CRC Press.",
        "Vehtari, A., Gelman, A., Simpson, D., Carpenter, B., and Bürkner, P.-C. (2021). Rank-normalization, folding, "
        "and localization. *Bayesian Analysis*, 16, 667-718.",
    ),
)

LESSON = kit.Lesson(
    slug="bayes",
    title="Bayes",
    question="What if we do not maximize at all?",
    minutes=18,
    params=Params,
    simulate=simulate,
    models=MODELS,
    story=story,
    questions=QUESTIONS,
    scenes=SCENES,
    prerequisites=("shrinkage", "estimation"),
    take=lambda run: MODELS.take("null", run.fits),
)
