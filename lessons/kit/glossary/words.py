"""The words of multilevel modeling in plain sentences, each with its other names and the lesson that teaches it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One term: what it means, what else it is called, and the slug of the lesson that teaches it."""

    name: str
    meaning: str
    taught: str
    also_called: tuple[str, ...] = ()

    @property
    def in_prose(self) -> tuple[str, ...]:
        """Its name and its abbreviations, where they cannot mean anything else."""
        abbreviations = (one for one in self.also_called if one.isupper())
        return tuple(one for one in (self.name, *abbreviations) if one not in EVERYDAY)


# Of everyday use, or the name of a program.
EVERYDAY = ("group", "unit", "context", "composition", "nested", "HLM")


WORDS = (
    Word("aggregated regression", "A regression on group means: one row a group. Its slope is about groups only.",
         "ecological_fallacy", ("ecological regression", "between regression")),
    Word("atomistic fallacy", "Taking what holds among units for what holds among groups.",
         "atomistic_fallacy", ("individualistic fallacy",)),
    Word("BLUP", "The prediction of a random effect that a mixed model gives: a group's own mean, pulled toward the "
         "average.", "shrinkage", ("empirical Bayes prediction", "conditional mode", "posterior mean")),
    Word("bounds", "How low and how high a rate inside a group can be, when only the shares and the rate of the whole "
         "group are known.", "durkheim", ("Duncan-Davis bounds", "method of bounds")),
    Word("centering", "Subtracting a mean from a predictor: the grand mean, or each group's own.",
         "slope_intercept_covariance", ("group-mean centering", "centering within context", "grand-mean centering")),
    Word("cluster-robust standard error", "A standard error for an ordinary regression that allows units of one group "
         "to resemble each other. It needs many groups.", "dependence", ("sandwich estimator", "Huber-White")),
    Word("common random numbers", "The same draws behind every slider position, so that moving a slider stretches the "
         "same groups and never reshuffles them.", "random_slopes"),
    Word("composition", "What a group is because of who its members are.", "atomistic_fallacy",
         ("compositional effect",)),
    Word("context", "What a group adds to the outcome of its members beyond who they are.", "frog_pond",
         ("contextual effect",)),
    Word("coverage", "How often, over many samples, an interval holds the parameter. A 95 % interval should in 95 of "
         "100.", "dependence"),
    Word("cross-level interaction", "The effect of a unit's x depends on something about its group.", "frog_pond",
         ("slopes as outcomes",)),
    Word("degrees of freedom", "How many independent pieces a variance is estimated from. For what groups have, groups "
         "count, and not their members.", "rules_of_thumb", ("df",)),
    Word("dependence", "Units of one group resemble each other, so a further one tells less than a new one elsewhere.",
         "dependence", ("clustering", "non-independence")),
    Word("design effect", "By how much clustering multiplies the sampling variance of a mean: 1 + (n − 1) times the "
         "ICC in groups of n.", "dependence", ("deff", "variance inflation factor of clustering")),
    Word("ecological fallacy", "Taking what holds among groups for what holds among their members.",
         "ecological_fallacy", ("Robinson effect", "fallacy of the wrong level")),
    Word("effective sample size", "How many units of a simple random sample would know the mean as well.",
         "dependence", ("effective N",)),
    Word("fixed effect", "A parameter that is the same for all groups: an average intercept, an average slope.",
         "fixed_and_random", ("fixed part", "fixed coefficient")),
    Word("Gibbs sampler", "A way to draw from a posterior: every unknown in turn, from what the others leave open.",
         "bayes", ("Markov chain Monte Carlo", "MCMC")),
    Word("group", "A level-2 unit: a school, a state, a person measured many times.", "nested_data",
         ("cluster", "level-2 unit", "macro-unit", "context")),
    Word("intraclass correlation", "The share of the variance that lies between groups. It is also the correlation of "
         "two units of one group.", "icc", ("ICC", "rho", "variance partition coefficient")),
    Word("level-1", "The lowest level: the units inside the groups.", "nested_data", ("micro-level", "within level")),
    Word("level-2", "The level of the groups.", "nested_data", ("macro-level", "between level")),
    Word("maximum likelihood", "Choosing the parameters under which the data are most probable. With few groups it "
         "finds variances that are, on average, too small.", "estimation", ("ML", "full information maximum "
         "likelihood", "FIML")),
    Word("Monte Carlo error", "How far a simulated rate may lie from the true one because the simulation is finite.",
         "rules_of_thumb", ("simulation error",)),
    Word("multilevel model", "A regression for units inside groups, with a residual for each level.", "nested_data",
         ("hierarchical linear model", "mixed model", "random-coefficient model", "variance-component model", "HLM")),
    Word("nested", "Each unit belongs to one group only.", "nested_data", ("hierarchical", "clustered")),
    Word("null model", "A multilevel model without predictors: it splits the variance into levels.", "icc",
         ("empty model", "unconditional model", "intercept-only model", "one-way random-effects ANOVA")),
    Word("partial pooling", "Letting each group borrow from all others, the more so the less it knows itself.",
         "shrinkage", ("empirical Bayes", "borrowing strength")),
    Word("pooled regression", "One regression for all units, as if there were no groups.", "random_slopes",
         ("complete pooling", "single-level model", "total regression")),
    Word("posterior", "What you believe of a parameter after the data: prior times likelihood.", "bayes",
         ("posterior distribution",)),
    Word("power", "How often, of many studies of one plan, a test finds an effect of a given size.", "power",
         ("1 − β", "sensitivity of a test")),
    Word("prior", "What you believe of a parameter before the data.", "bayes", ("prior distribution",)),
    Word("proposition", "A claim about which variable bears on which, and on which level each of them lives.",
         "propositions", ("claim", "hypothesis about levels")),
    Word("R-hat", "How much wider all chains of a sampler spread than each does. Near 1 they have found the same "
         "place.", "bayes", ("potential scale reduction",)),
    Word("random intercept", "Each group has a level of its own, drawn from a distribution.", "random_intercepts",
         ("varying intercept", "group effect")),
    Word("random slope", "The effect of x differs from group to group.", "random_slopes",
         ("varying slope", "random coefficient", "heterogeneity of slopes")),
    Word("reliability", "How much of the spread of observed group means is real.", "shrinkage", ("lambda",)),
    Word("REML", "Maximum likelihood corrected for having estimated the fixed effects.", "estimation",
         ("restricted maximum likelihood", "residual maximum likelihood")),
    Word("residual variance", "How much units scatter about the line of their own group.", "random_intercepts",
         ("level-1 variance", "within-group variance")),
    Word("shrinkage", "A predicted group mean lies nearer to the average than the observed one, by its reliability.",
         "shrinkage", ("regression to the mean", "partial pooling")),
    Word("singular fit", "A fit that finds a variance of zero, or a correlation of one or minus one. It is an answer, "
         "not an error.",
         "estimation", ("boundary fit", "Heywood case")),
    Word("total slope", "The slope of all units together: a weighted mean of the slope within and the slope between.",
         "ecological_fallacy", ("pooled slope",)),
    Word("two-stage sample", "Groups are drawn first, then units inside them.", "dependence", ("cluster sample",)),
    Word("unit", "What is measured at the lowest level: a pupil, a voter, one day of a person.", "nested_data",
         ("level-1 unit", "case", "observation", "micro-unit")),
    Word("variance component", "One of the variances into which a multilevel model splits the outcome.", "icc",
         ("random-effect variance",)),
    Word("within-between model", "A mixed model with x twice: as distance from the group mean, and as group mean.",
         "atomistic_fallacy", ("Mundlak model", "hybrid model", "REWB")),
)  # fmt: skip


def matches(text: str, *fields: str) -> bool:
    """Whether every word of `text` occurs in one of `fields`; case and accents of typing do not matter."""
    haystack = " ".join(fields).casefold()
    return all(part in haystack for part in text.casefold().split())
