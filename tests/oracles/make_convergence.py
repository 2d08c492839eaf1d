"""R-hat and effective sample sizes as ArviZ 0.21 computes them, of chains that numpy draws: writes convergence.csv.

Run where arviz is installed; tests/lessons/kit/theory/test_convergence.py draws the same chains.
"""

import csv
from pathlib import Path

import arviz

from tests.oracles.chains import CASES, chains

PLACE = Path(__file__).with_name("convergence.csv")


def main() -> None:
    with PLACE.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(["case", "r_hat", "bulk_ess", "tail_ess"])
        for case in CASES:
            draws = chains(case).T
            found = arviz.rhat(draws), arviz.ess(draws, method="bulk"), arviz.ess(draws, method="tail")
            write([case, *(f"{float(value):.10g}" for value in found)])


if __name__ == "__main__":
    main()
