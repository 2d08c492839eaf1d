"""Beside random_slopes: the fit as lme4 prints it, and for each printed line the mark that it is on the picture."""

from lessons import kit
from lessons.kit import sentence

LINES = {
    "tau00": "(Intercept) variance",
    "tau11": "x variance",
    "sigma2": "Residual",
    "gamma00": "(Intercept) estimate",
    "gamma10": "x estimate",
}


def marked(run: kit.Run, title: str, gamma00: float) -> kit.Figure:
    """What the chosen line of the output is, drawn over the few schools."""
    found, says = run.fits["random_slope"], MARKS_SAY[run.p.line]
    marks = kit.printed_marks(run.p.line, run.groups, found)
    return kit.pupil_lines(run, title, found, gamma00, says, others=False, marks=marks)


MARKS_SAY = {
    "tau00": "Marked: the gaps between these lines and the blue one at x = 0.",
    "tau11": "Marked: the slopes of these schools, all drawn from one point.",
    "sigma2": "Marked: how far the pupils of school 1 lie from its line.",
    "gamma00": "Marked: the height of the blue line at x = 0.",
    "gamma10": "Marked: the rise of the blue line when x goes from 0 to 1.",
}


def output(run: kit.Run) -> kit.Printout:
    """The random-slope model as lme4 prints it, each part with the mark it is."""
    found = run.fits["random_slope"]
    slots = {"sd": found.sigma2**0.5, "n": found.n_total, "groups": run.p.n_groups}
    parts = kit.lme4_summary(found, run.groups).items()
    printed = (kit.Printed(text, sentence(PRINTED[name], **slots), name == run.p.line) for name, text in parts)
    return kit.Printout(tuple(printed), "summary(lmer(y ~ x + (1 + x | group), d)) in R, with your sample as d.")


PRINTED = {
    "call": "The model: a line for each group, (1 + x | group), about one average line, y ~ x.",
    "criterion": "How well the model fits: smaller is better, among models with the same fixed effects and data. It "
    "is no mark on the picture.",
    "residuals": "The distances of all pupils from the lines of their schools, divided by @sd. Half of them lie "
    "between 1Q and 3Q.",
    "head": "",
    "tau00": "#tau00: the variance of #u0, the gaps between the lines and the blue one at x = 0. On the points: how "
    "wide the solid curve is.",
    "tau11": "#tau11: the variance of #u1, how much steeper or flatter lines are than the blue one. On the points: how "
    "tall the solid curve is. Corr is #corr01: its tilt.",
    "sigma2": "#sigma2: the variance of #e, the distances of pupils from the line of their school.",
    "sizes": "@n dots, and a line for each of @groups schools.",
    "fixed": "",
    "gamma00": "#gamma00: the height of the blue line at x = 0.",
    "gamma10": "#gamma10: how much the blue line rises when x rises by one. Divide it by its standard error: that is "
    "the t value.",
    "fixed_corr": "Over many samples, do blue lines that are high at x = 0 tend to be steep ones? It speaks of the "
    "blue line, not of schools: it is not #corr01.",
    "singular": "The curve of the points is flat: a variance is 0, or the correlation is 1 or −1. Such a fit is an "
    "answer, not a bug: these data do not tell more.",
}
