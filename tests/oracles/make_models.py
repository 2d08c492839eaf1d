"""Write the list of models that are asked of lme4: `python -m tests.oracles.make_models`."""

import csv
from pathlib import Path

HERE = Path(__file__).parent
WORLDS = sorted(path.stem for path in (HERE / "worlds").glob("*.csv"))
RI, RS = "y ~ x + (1 | group)", "y ~ x + (1 + x | group)"

# id, table, formula, family, quadrature points; a linear model is asked by REML and by ML.
LINEAR = [
    *(
        (f"{world}_{short}", f"worlds/{world}", formula)
        for world in WORLDS
        for short, formula in (("ri", RI), ("rs", RS))
    ),
    ("hsb_null", "hsb", "math ~ 1 + (1 | school)"),
    ("hsb_means", "hsb", "math ~ school_ses + (1 | school)"),
    ("hsb_rs", "hsb", "math ~ ses + (1 + ses | school)"),
    ("hsb_full", "hsb", "math ~ school_ses * ses_within + catholic * ses_within + (1 + ses_within | school)"),
    ("exam_ri", "london_exam", "exam ~ reading + (1 | school)"),
    ("exam_rs", "london_exam", "exam ~ reading + (1 + reading | school)"),
    ("language_null", "language", "language ~ 1 + (1 | school)"),
    ("language_rs", "language", "language ~ iq_centered + school_iq_centered + (1 + iq_centered | school)"),
    ("sleepstudy_ri", "sleepstudy", "reaction ~ days + (1 | subject)"),
    ("sleepstudy_rs", "sleepstudy", "reaction ~ days + (1 + days | subject)"),
    ("dyestuff", "dyestuff", "yield_g ~ 1 + (1 | batch)"),
    ("dyestuff2", "dyestuff2", "yield_g ~ 1 + (1 | batch)"),
    ("penicillin", "penicillin", "diameter ~ 1 + (1 | plate) + (1 | sample)"),
    ("pastes", "pastes", "strength ~ 1 + (1 | batch) + (1 | cask)"),
    ("pastes_nested", "pastes", "strength ~ 1 + (1 | batch/cask)"),
    ("insteval", "insteval", "rating ~ service + (1 | student) + (1 | instructor)"),
    ("scotland", "scotland_schools", "attainment ~ 1 + (1 | primary) + (1 | secondary)"),
    ("egsingle", "egsingle", "math ~ year + (1 + year | child) + (1 + year | school)"),
    ("orthodont_rs", "orthodont", "distance ~ age + (1 + age | subject)"),
    ("radon", "radon", "log_radon ~ first_floor + log_uranium + (1 | county)"),
    ("chemistry", "chemistry", "score ~ gcse + (1 | authority) + (1 | school)"),
    ("galton", "galton", "height_in ~ female + (1 | family)"),
    ("couples", "couples", "height_mm ~ female + (1 | couple)"),
]
GENERALIZED = [
    ("contraception", "contraception", "use ~ age_centered + urban + (1 | district)", "binomial", 1),
    ("contraception_agq7", "contraception", "use ~ age_centered + urban + (1 | district)", "binomial", 7),
    ("contraception_rs", "contraception", "use ~ age_centered + urban + (1 + urban | district)", "binomial", 1),
    ("cbpp", "cbpp", "cbind(cases, healthy) ~ period + (1 | herd)", "binomial", 1),
    ("cbpp_agq9", "cbpp", "cbind(cases, healthy) ~ period + (1 | herd)", "binomial", 9),
    ("melanoma", "melanoma", "deaths ~ uvb + offset(log(expected)) + (1 | region)", "poisson", 1),
    ("melanoma_agq11", "melanoma", "deaths ~ uvb + offset(log(expected)) + (1 | region)", "poisson", 11),
    ("melanoma_three", "melanoma", "deaths ~ uvb + offset(log(expected)) + (1 | nation) + (1 | region)", "poisson", 1),
    ("cbpp_overdispersed", "cbpp", "cbind(cases, healthy) ~ period + (1 | herd) + (1 | row)", "binomial", 1),
    (
        "melanoma_overdispersed",
        "melanoma",
        "deaths ~ uvb + offset(log(expected)) + (1 | region) + (1 | row)",
        "poisson",
        1,
    ),
]


def main() -> None:
    linear = [
        (f"{i}_{'reml' if r else 'ml'}", t, f, "gaussian", int(r), 1) for i, t, f in LINEAR for r in (True, False)
    ]
    rows = linear + [(i, t, f, family, 0, points) for i, t, f, family, points in GENERALIZED]
    with (HERE / "models.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["id", "table", "formula", "family", "reml", "points"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
