"""Levels of a claim: five drawings, each with its own model and world, and the same schools asked four ways."""

import numpy as np
import pandas as pd
import pytest

from lessons.kit import Sort
from lessons.kit.glossary.notation import NOTATIONS, written
from lessons.kit.theory import context_se
from lessons.why import claims_hsb
from lessons.why.claim_worlds import world
from lessons.why.claims import CLAIMS, LEVELS, MODELS, THIRD, drawing, kind_of
from lessons.why.claims_sorted import BINS, FIRST, QUESTIONS, SECOND
from lessons.why.propositions import LESSON, SCENES, errors, predict_pay, set_and_found, third_in_words
from lessons.why.propositions import equation as equation_of
from tests.oracles.make_claims import TABLE

R = pd.read_csv(TABLE)
DRAWN = dict(zip(CLAIMS, (scene.settings for scene in SCENES), strict=True))
kinds = pytest.mark.parametrize("kind", CLAIMS)


def by_r(name: str, quantity: str = "gamma") -> dict[str, float]:
    rows = R[(R["id"] == name) & (R["quantity"] == quantity)]
    return dict(zip(rows["key"], rows["value"], strict=True))


def run_of(kind: str, **settings: float):
    return LESSON.run(LESSON.params(**DRAWN[kind], **settings))


def test_every_drawing_is_one_of_the_five_and_each_of_them_can_be_drawn():
    found = {(x, y, z): kind_of(x, y, z) for x in LEVELS for y in LEVELS for z in THIRD}
    assert set(found.values()) == set(CLAIMS) == set(MODELS)
    assert [key for key, kind in found.items() if kind == "cross"] == [("lower", "lower", "changes")]
    assert {kind: run_of(kind).p.kind for kind in CLAIMS} == {kind: kind for kind in CLAIMS}


@kinds
def test_the_drawing_has_its_variables_on_their_levels_and_its_arrow_in_the_ink_of_its_symbol(kind):
    made = drawing("d", **DRAWN[kind])
    x, y, z = made.nodes
    assert x.places[x.at][1] == y.places[y.at][1] or kind in ("macro_micro", "micro_macro")
    assert (x.places[x.at][1] < 0.5) == (kind in ("macro", "macro_micro")), "the upper level is above"
    assert [(a.start, a.end) for a in made.arrows] == [("x", "y"), *([("z", "xy")] if kind == "cross" else [])]
    assert made.arrows[-1].code == CLAIMS[kind].code
    assert (z.at in z.quiet) == (kind != "cross")
    assert CLAIMS[kind].name in str(made.says)


def test_a_third_variable_waits_while_there_is_no_arrow_among_pupils():
    made = drawing("d", "upper", "lower", "changes")
    assert len(made.arrows) == 1
    assert "waits" in str(made.says)
    assert len(drawing("d", "upper", "lower", "none", z_at_hand=False).nodes) == 2


@kinds
def test_each_claims_model_finds_in_its_world_what_r_finds(kind):
    found = run_of(kind, n_groups=40).fits[kind]
    # The searches of two programs stop at slightly different places; variances agree to three digits.
    assert dict(found.gamma) == pytest.approx(by_r(f"claim_{kind}"), rel=1e-3, abs=1e-3)
    assert dict(found.se) == pytest.approx(by_r(f"claim_{kind}", "se"), rel=2e-3)
    for code, value in by_r(f"claim_{kind}", "variance").items():
        assert getattr(found, code) == pytest.approx(value, rel=5e-3)


@pytest.mark.parametrize("kind", claims_hsb.ASKED)
def test_the_schools_answer_each_claim_as_they_do_in_r(kind):
    found = claims_hsb.found(kind)
    assert dict(found.gamma) == pytest.approx(by_r(f"hsb_{kind}"), rel=1e-3)
    assert dict(found.se) == pytest.approx(by_r(f"hsb_{kind}", "se"), rel=2e-3)
    assert len(claims_hsb.picture(kind).tables["means"]["x"]) == (0 if kind in ("micro", "cross") else 160)


def test_the_slopes_of_the_schools_are_the_printed_ones():
    # Raudenbush and Bryk (2002), table 4.4: 2.19 within schools.
    assert claims_hsb.found("micro").gamma["x_within"] == pytest.approx(2.19, abs=0.005)
    assert "**2.19**" in claims_hsb.answer("micro").filled
    assert claims_hsb.found("macro").gamma["x_mean"] > 2 * claims_hsb.found("micro").gamma["x_within"]


@kinds
def test_what_is_set_is_found_on_average(kind):
    sets = {"gamma10": 3, "gamma01": 4, "gamma11": -2}
    term = {"micro": "x", "macro": "w", "macro_micro": "w", "micro_macro": "x_mean", "cross": "x:w"}[kind]
    found = [run_of(kind, seed=seed, n_groups=40).fits[kind].gamma[term] for seed in range(1, 31)]
    # Four standard errors of a mean over 30 worlds.
    assert np.mean(found) == pytest.approx(sets[CLAIMS[kind].code], abs=4 * np.std(found) / np.sqrt(30))


def test_only_what_the_claim_names_moves_its_outcome():
    for kind, idle in (("micro", {"gamma01": -6, "gamma11": 4}), ("macro", {"gamma10": -6}), ("cross", {})):
        assert run_of(kind).data["y"].equals(run_of(kind, **idle).data["y"])
    assert not run_of("cross").data["y"].equals(run_of("cross", gamma11=4).data["y"])


@pytest.mark.parametrize("kind", ["macro", "micro_macro"])
def test_an_upper_outcome_is_one_number_a_class_and_its_equation_has_no_i(kind):
    run = run_of(kind)
    assert (run.groups.spread("y") < 1e-9).all()
    made = equation_of(run)
    assert made.outcome == "y_{j}"
    assert [term.code for term in made.terms] == ["gamma00", "gamma01", "u0"]
    assert [row.code for row in set_and_found(run).rows] == ["gamma00", "gamma01", "tau00"]


def test_the_cross_level_equation_puts_the_product_into_the_slope_of_a_class():
    text = written(equation_of(run_of("cross")), NOTATIONS["hlm"], lambda _, latex: latex).replace(r"\,", "")
    slope = next(line for line in text.split(r"\\") if line.startswith(r"\beta_{1j}"))
    assert r"\gamma_{10} + \gamma_{11}W_{j} + u_{1j}" in slope
    assert r"\beta_{2j}" not in text


@kinds
def test_the_picture_shows_what_the_claim_compares(kind):
    tables = world(run_of(kind), kind).tables
    n_dots, n_means, n_lines = (len(tables[name]["x"]) for name in ("dots", "means", "lines"))
    assert n_dots == (0 if kind == "macro" else 360)
    assert n_means == (0 if kind in ("micro", "cross") else 24)
    assert n_lines == (48 if kind in ("micro", "cross") else 0)


def test_two_lines_show_the_slope_where_z_is_low_and_where_it_is_high():
    run = run_of("cross")
    tables, gamma = world(run, "cross").tables, run.fits["cross"].gamma
    slopes = [np.diff(tables[name]["y"])[0] / np.diff(tables[name]["x"])[0] for name in ("between", "total")]
    assert slopes == pytest.approx([gamma["x"] - gamma["x:w"], gamma["x"] + gamma["x:w"]])
    assert "smaller" in third_in_words(run).filled


def test_pupils_of_new_classes_tell_more_about_what_lives_above_unless_classes_are_alike():
    now, pupils, classes = errors(LESSON.params())
    assert classes == pytest.approx(now / np.sqrt(2))
    assert classes < pupils < now
    assert predict_pay(LESSON.run(LESSON.params())).truth == "classes"
    assert predict_pay(LESSON.run(LESSON.params(tau00=0.5, sigma2=64, n_per_group=5))).truth == "either"


def test_the_standard_error_is_how_far_the_slope_strays_over_many_worlds():
    found = [run_of("macro_micro", seed=seed, n_groups=60).fits["macro_micro"].gamma["w"] for seed in range(1, 201)]
    # The spread of 200 estimates is known to 5 %, and the classes' own w strays from variance 1.
    assert np.std(found) == pytest.approx(context_se(9, 25, 60, 15), rel=0.2)


def test_every_question_of_the_seed_is_sorted_and_every_kind_has_one():
    assert LESSON.questions == (FIRST, SECOND, *QUESTIONS)
    texts = " ".join(claim.text for one in (FIRST, SECOND) for claim in one.claims).casefold()
    asked = (
        "girls' schools",
        "firm",
        "occupations",
        "leadership",
        "morale",
        "friends",
        "income",
        "spending",
        "efficacy",
    )
    assert all(word in texts for word in (*asked, "alcohol"))
    assert {claim.bin for one in (FIRST, SECOND) for claim in one.claims} == set(BINS)
    assert all(isinstance(one, Sort) for one in (FIRST, SECOND))
