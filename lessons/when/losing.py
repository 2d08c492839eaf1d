"""What goes wrong with power: false alarms of few schools, pupils who leave, and power after the fact."""

import numpy as np

from lessons import kit
from lessons.kit import number, percent, sentence
from lessons.kit.theory import normal_alarms
from lessons.when import plans
from lessons.when.hundred import hundred
from lessons.when.plans import compared, rounded


def alarms_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    return kit.Live(
        "The t value is the effect found, in its standard errors. Few schools make that error a rough guess, so t must "
        "be larger than a z to count. With your @schools schools a test that forgets this, and reads t as if it were "
        "z, raises a false alarm in **@yours** of 100; with 6 schools in **@six**. Its extra power is nothing else. So "
        "use t with #n_groups − 2 degrees of freedom, or software that finds them from the fit (Satterthwaite's "
        "method).",
        schools=p.n_groups,
        yours=number(float(100 * normal_alarms(p.n_groups - 2.0)), 1),
        six=number(float(100 * normal_alarms(4.0)), 1),
    )


def predict_loss(run: kit.Run) -> kit.PredictChoice:
    p = run.p
    ask = sentence(LOSS, **plans.planned(p), share=percent(p.dropout))
    pupils, schools = (float(plans.after_loss(p, kind, p.dropout)) for kind in plans.LOSSES)
    truth = {"same": "same", "up": "pupils", "down": "schools"}[compared(pupils, schools)]
    options = {code: (words, LOSS_WHY[truth][code]) for code, words in LOST.items()}
    return kit.PredictChoice("loss", ask, options, truth=truth)


LOSS = (
    "A plan: @schools schools with @n pupils each, an effect of @gamma01, an intraclass correlation of @icc. At the "
    "end @share of all pupils are gone: here and there in every school, or with their whole schools. Which costs the "
    "program more power?"
)
LOST = {
    "pupils": "Pupils here and there",
    "schools": "Whole schools",
    "same": "The same, up to 2 of 100 studies",
}
LOSS_WHY = {
    "schools": {
        "schools": "With a school goes its level, and there were few of them. Who leaves here and there leaves every "
        "school in the study.",
        "pupils": "Every school keeps pupils enough to be known. Only the noise in its mean grows a little.",
        "same": "As many pupils are gone either way. But pupils of one school share its level, and with it a whole "
        "level is gone.",
    },
    "same": {
        "schools": "Here either costs little, or schools differ so little that a pupil is a pupil wherever he or she "
        "was.",
        "pupils": "Here either costs little, or schools differ so little that a pupil is a pupil wherever he or she "
        "was.",
        "same": "Here either costs little, or schools differ so little that a pupil is a pupil wherever he or she was.",
    },
    "pupils": {
        "schools": "Schools do not differ here, and those that are left have all their pupils.",
        "pupils": "Schools do not differ here, and fewer pupils are left in each.",
        "same": "Schools do not differ here, and fewer pupils are left in each.",
    },
}


def loss_in_words(run: kit.Run) -> kit.Live:
    p = run.p
    left = {kind: rounded(plans.after_loss(p, kind, p.dropout)) for kind in plans.LOSSES}
    return kit.Live(
        "Lost here and there: **@pupils** of 100 still find the program. Lost by schools: **@schools**. Without loss "
        "it is @all. So plan spare schools before spare pupils: to end with @end schools after losing @share of them, "
        "begin with **@begin**.",
        all=rounded(plans.power(p)),
        share=percent(p.dropout),
        end=p.n_groups,
        begin=int(np.ceil(p.n_groups / (1 - p.dropout) - 1e-9)),
        **left,
    )


def hindsight(run: kit.Run) -> kit.Figure:
    every = hundred(run)
    return plans.hindsight_figure(run.p, np.abs(every.t), every.p)


def hindsight_in_words(run: kit.Run) -> kit.Live:
    p, every = run.p, hundred(run)
    return kit.Live(
        "Your plan has a power of **@power** of 100. Every dot is one of the hundred studies with the power worked out "
        "from what it found. They lie on one line: such a number says again what p said. @kept",
        power=rounded(plans.power(p)),
        kept=kept(every.estimate[every.found], p.gamma01),
    )


def kept(found: np.ndarray, gamma01: float) -> kit.Words:
    """What the significant ones say, their signs left out: too much, about what was set, or something of nothing."""
    if not len(found):
        return NONE_KEPT
    mean = float(np.abs(found).mean())
    case = "nothing" if gamma01 == 0 else ("lucky" if mean - gamma01 > TOO_MUCH else "fair")
    signs = " (signs left out)" if (found < 0).any() else ""
    return sentence(KEPT[case], mean=number(mean), gamma01=gamma01, k=len(found), signs=signs)


TOO_MUCH = 0.015
KEPT = {
    "lucky": "And the significant ones, @k of 100, find **@mean** on average@signs, where you set @gamma01. A "
    "pilot that came out significant was lucky: it promises too much.",
    "fair": "And the significant ones, @k of 100, find **@mean** on average, where you set @gamma01. Where that many "
    "are significant it takes no luck to be one of them, and they promise about what is true.",
    "nothing": "And the significant ones, @k of 100, find **@mean** on average@signs, where there is nothing. A "
    "pilot that came out significant promises what is not there.",
}
NONE_KEPT = "None of them is significant here."
