"""The glossary: one code name, one symbol, one color and one plain word for each quantity."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Symbol:
    """One quantity: `html` and `latex` show it, `words` says it, `light` and `dark` are its two inks.

    level: 1 or 2 for what varies at that level, 0 for what belongs to the whole model or design.
    """

    code: str
    html: str
    latex: str
    words: str
    level: int
    light: str
    dark: str
    also_called: tuple[str, ...] = ()
    meaning: str = ""


BLUE = ("#0B5FA5", "#7CC0F4")
VERMILION = ("#B0420C", "#FFA06B")
GREEN = ("#00704F", "#4CCFA2")
PURPLE = ("#86348C", "#E0A1E6")
SLATE = ("#525C68", "#AEB8C4")
INK = ("#22303C", "#DCE4EA")


def _sub(letter: str, index: str) -> str:
    return f"{letter}<sub>{index}</sub>"


_ALL = (
    Symbol("y", _sub("<i>y</i>", "ij"), "y_{ij}", "outcome of one unit", 1, *INK, ("response", "dependent variable"),
           "What you want to explain, measured on each level-1 unit."),
    Symbol("x", _sub("<i>x</i>", "ij"), "x_{ij}", "level-1 predictor", 1, *INK, ("covariate", "explanatory variable"),
           "Something measured on each level-1 unit that may explain the outcome."),
    Symbol("w", _sub("<i>w</i>", "j"), "w_{j}", "level-2 predictor", 2, *INK,
           ("group-level predictor", "contextual variable"),
           "Something measured on each group, the same for all its units."),
    Symbol("x_mean", _sub("<i>x̄</i>", "j"), r"\bar{x}_{j}", "group mean of x", 2, *INK,
           ("aggregated predictor", "compositional variable"),
           "The average of x over the units of one group."),
    Symbol("x_within", "<i>x</i><sub>ij</sub> − <i>x̄</i><sub>j</sub>", r"(x_{ij} - \bar{x}_{j})",
           "x within its group", 1, *INK, ("group-mean-centered predictor", "deviation score"),
           "How far the x of one unit lies above or below the mean of its group."),
    Symbol("icc_x", _sub("ρ", "x"), r"\rho_x", "share of x between groups", 0, *SLATE,
           ("correlation ratio of x", "ICC of the predictor"),
           "How much of the variance of x lies between the groups rather than within them."),
    Symbol("gamma00", _sub("γ", "00"), r"\gamma_{00}", "average intercept", 0, *BLUE,
           ("grand mean", "fixed intercept", "overall constant"),
           "The expected outcome where x is 0, in the average group."),
    Symbol("gamma10", _sub("γ", "10"), r"\gamma_{10}", "average slope of x", 0, *BLUE,
           ("fixed effect of x", "coefficient of x", "population slope"),
           "How much the outcome changes when x rises by one, in the average group."),
    Symbol("gamma01", _sub("γ", "01"), r"\gamma_{01}", "slope of a level-2 predictor", 0, *VERMILION,
           ("slope between groups", "between-group regression coefficient", "effect of the group mean"),
           "How much the expected outcome of a group changes when a predictor of groups rises by one: w, or the "
           "mean of x, where x stands beside it as distance from that mean."),
    Symbol("gamma11", _sub("γ", "11"), r"\gamma_{11}", "cross-level interaction", 0, *GREEN,
           ("moderation across levels", "effect on the slope"),
           "How much the slope of x changes when a predictor of groups rises by one."),
    Symbol("u0", _sub("<i>u</i>", "0j"), "u_{0j}", "a group's distance from the average intercept", 2, *VERMILION,
           ("random intercept", "level-2 residual", "group effect"),
           "How far one group's line starts above or below the average line."),
    Symbol("u1", _sub("<i>u</i>", "1j"), "u_{1j}", "a group's distance from the average slope", 2, *GREEN,
           ("random slope", "random coefficient"),
           "How much steeper or flatter one group's line is than the average line."),
    Symbol("e", _sub("<i>e</i>", "ij"), "e_{ij}", "level-1 residual", 1, *SLATE, ("error", "within-group residual"),
           "How far one unit lies from the line of its own group."),
    Symbol("tau00", _sub("τ", "00"), r"\tau_{00}", "intercept variance", 2, *VERMILION,
           ("random intercept variance", "between-group variance", "level-2 variance", "variance component"),
           "How much the groups differ in level where x is 0: the variance of the random intercepts."),
    Symbol("tau11", _sub("τ", "11"), r"\tau_{11}", "slope variance", 2, *GREEN,
           ("random slope variance", "coefficient variance", "variance component"),
           "How much the groups differ in the effect of x: the variance of the random slopes."),
    Symbol("tau01", _sub("τ", "01"), r"\tau_{01}", "intercept-slope covariance", 2, *PURPLE,
           ("slope-intercept covariance",),
           "Whether groups with a high intercept have steep or flat lines, in the units of the variances."),
    Symbol("corr01", _sub("<i>r</i>", "01"), "r_{01}", "intercept-slope correlation", 2, *PURPLE,
           ("random-effects correlation",),
           "The covariance of intercepts and slopes on a scale from −1 to 1. It moves when x is centered elsewhere."),
    Symbol("sigma2", "σ<sup>2</sup>", r"\sigma^2", "residual variance", 1, *SLATE,
           ("level-1 variance", "within-group variance", "error variance"),
           "How much units scatter about the line of their own group."),
    Symbol("icc", "ρ", r"\rho", "intraclass correlation", 0, *VERMILION,
           ("ICC", "intra-class correlation", "variance partition coefficient of the null model"),
           "The share of the variance that lies between groups, and the correlation of two units of one group."),
    Symbol("vpc", "VPC(<i>x</i>)", r"\mathrm{VPC}(x)", "share of variance between groups at x", 0, *PURPLE,
           ("variance partition coefficient",),
           "When slopes vary, the share of the variance between groups depends on x."),
    Symbol("reliability", _sub("λ", "j"), r"\lambda_j", "reliability of a group mean", 2, *BLUE,
           ("shrinkage weight",),
           "How much of the spread of observed group means is real. It is also the weight a group keeps."),
    Symbol("design_effect", "deff", r"\mathrm{deff}", "design effect", 0, *INK, ("variance inflation of clustering",),
           "By how much clustering multiplies the sampling variance of a mean: against a simple random sample as "
           "large."),
    Symbol("n_groups", "<i>J</i>", "J", "number of groups", 2, *INK, ("level-2 sample size", "number of clusters"),
           "How many groups the sample has."),
    Symbol("n_per_group", "<i>n</i>", "n", "units in each group", 1, *INK, ("group size", "cluster size"),
           "How many level-1 units each group has."),
    Symbol("n_total", "<i>N</i>", "N", "all units", 1, *INK, ("level-1 sample size",),
           "How many level-1 units the sample has in all."),
    Symbol("n_effective", "<i>N</i><sub>eff</sub>", r"N_{\mathrm{eff}}", "effective sample size", 0, *INK,
           ("equivalent simple random sample",),
           "How many units of a simple random sample would know the mean as well as the units at hand."),
    Symbol("own_n", "<i>n</i><sub>you</sub>", r"n_{\mathrm{you}}", "units in your own group", 1, *INK, (),
           "How many level-1 units one group has, whose size you own."),
    Symbol("own_gap", "<i>ȳ</i><sub>you</sub> − γ<sub>00</sub>", r"\bar{y}_{\mathrm{you}} - \gamma_{00}",
           "distance of your group's mean from the average", 2, *VERMILION, (),
           "How far the observed mean of one group, which you own, lies above the average intercept."),
    Symbol("corr_ux", "<i>r</i><sub>ux</sub>", r"r_{ux}", "correlation of group levels with x", 2, *PURPLE,
           ("confounding of groups", "correlated random effect"),
           "Whether groups whose x is high have a high or a low level for other reasons."),
    Symbol("zero", "<i>x</i><sub>0</sub>", "x_0", "zero of x", 0, *INK, ("centering constant", "origin of x"),
           "The value from which x is counted. An intercept is the level of a line there."),
    Symbol("pond", "<i>x̄</i><sub>here</sub>", r"\bar{x}_{\mathrm{here}}", "mean x of one unit's group", 2, *VERMILION,
           (), "The group mean of x where one unit lives that you move from group to group."),
    Symbol("own_x", "<i>x</i><sub>own</sub>", r"x_{\mathrm{own}}", "x of one unit", 1, *BLUE, (),
           "The x of one unit that you follow. It stays when the unit changes its group."),
    Symbol("here_tau", "<i>τ</i><sub>?</sub>", r"\tau_{?}", "variance between groups that you try", 2, *VERMILION, (),
           "Where you stand on the hill of the likelihood, from left to right."),
    Symbol("here_sigma2", "<i>σ</i><sup>2</sup><sub>?</sub>", r"\sigma^2_{?}", "variance within that you try", 1,
           *SLATE, (), "Where you stand on the hill of the likelihood, from bottom to top."),
    Symbol("prior_scale", "<i>A</i>", "A", "middle of your prior", 2, *PURPLE, ("scale of a half-Cauchy",),
           "Half of your prior for the standard deviation between groups lies below it."),
    Symbol("n_steps", "<i>S</i>", "S", "steps of the sampler", 0, *INK, ("iterations",),
           "How many times each chain of a sampler has drawn every unknown in turn."),
    Symbol("unit_i", "<i>i</i>", "i", "number of a unit in its group", 1, *SLATE, (),
           "Which of a group's units you look at."),
    Symbol("group_j", "<i>j</i>", "j", "number of a group", 2, *VERMILION, (), "Which group you look at."),
    Symbol("n_junk", "<i>k</i>", "k", "predictors made by dice", 2, *INK, (),
           "How many group-level predictors are in the regression that have nothing to do with the outcome."),
    Symbol("strength", "<i>s</i>", "s", "strength of the fault", 0, *INK, (),
           "How strongly an assumption of the model is broken: 0 not at all, 1 strongly."),
    Symbol("budget", "<i>B</i>", "B", "budget, in units", 0, *INK, (),
           "How many level-1 units a study could pay for if groups cost nothing."),
    Symbol("cost_ratio", "<i>c</i>", "c", "cost of a group, in units", 2, *INK, ("cost ratio",),
           "How many level-1 units cost as much as one group without any."),
    Symbol("dropout", "<i>d</i>", "d", "share that drops out", 0, *INK, ("attrition", "loss to follow-up"),
           "What share of the units, or of the groups with all their units, is gone when the study ends."),
    Symbol("part_few", _sub("π", "0"), r"\pi_0", "members' part where members are few", 2, *GREEN, (),
           "Of 100 events among as many members of a kind as others, how many are the members'; 50 where both are "
           "alike. Here in groups where at most half are members."),
    Symbol("part_many", _sub("π", "1"), r"\pi_1", "members' part where members are many", 2, *PURPLE, (),
           "The same in groups where more than half are members."),
)  # fmt: skip

GLOSSARY: dict[str, Symbol] = {symbol.code: symbol for symbol in _ALL}


def symbol(code: str) -> Symbol:
    """The entry for `code`; a KeyError names what is missing, because a lesson must not invent a symbol."""
    if code not in GLOSSARY:
        raise KeyError(f"{code!r} is not in the glossary (lessons/kit/glossary/symbols.py).")
    return GLOSSARY[code]


def symbols_in(text: str) -> tuple[str, ...]:
    """The code names that `text` shows as #symbols; a KeyError for one the glossary lacks."""
    return tuple(symbol(code).code for code in re.findall(r"#([A-Za-z_]\w*)", text))
