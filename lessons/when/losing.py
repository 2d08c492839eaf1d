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
        "With your @schools schools a test that takes t for z is wrong in **@yours** of 100, with 6 in **@six**. Its "
        "extra power is false alarms. A closed form holds where its test is the right one: use the t of #n_groups − 2 "
        "degrees of freedom, or a program that reports Satterthwaite's.",
        schools=p.n_groups,
        yours=number(float(100 * normal_alarms(p.n_groups - 2.0)), 1),
        six=number(float(100 * normal_alarms(4.0)), 1),
    )


def predict_loss(run: kit.Run) -> kit.PredictChoice:
    p = run.p
    ask = sentence(
        LOSS,
        schools=p.n_groups,
        n=p.n_per_group,
        gamma01=p.printed["gamma01"],
        icc=p.printed["icc"],
        share=percent(p.dropout),
    )
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
    found = every.estimate[every.found]
    kept = sentence(KEPT, mean=number(float(found.mean())), gamma01=p.gamma01) if len(found) else NONE_KEPT
    return kit.Live(
        "Your plan has a power of **@power** of 100. Every dot is one of the hundred studies with the power worked out "
        "from what it found. They lie on one line: such a number says again what p said. @kept",
        power=rounded(plans.power(p)),
        kept=kept,
    )


KEPT = (
    "And the significant ones find **@mean** on average, where you set @gamma01. A pilot that came out significant was "
    "lucky: it promises too much."
)
NONE_KEPT = "None of them is significant here."
