"""Many samples in a table: the true standard error beside the reported one, and how often an interval holds."""

import numpy as np

from lessons.kit import Samples, coverage


def test_a_row_is_what_the_samples_say_of_its_model():
    estimate = np.array([1.0, 2.0, 3.0, 6.0])
    told = {"estimate": estimate, "se": np.full(4, 0.5), "low": estimate - 1.5, "high": estimate + 1.5}
    samples = Samples({f"mixed.{part}": values for part, values in told.items()})
    table = coverage(samples, {"mixed": "Mixed model"}, 2.0, "intervals that hold")
    assert table.head[-1] == "intervals that hold"
    model, true_se, reported, held = table.rows[0]
    assert (model, true_se, reported) == ("Mixed model", "2.160", "0.500")
    # Three of four hold 2; Wilson's interval of 3/4 at n = 4 is .301 to .954.
    assert str(held) == "75.0 % (30.1 to 95.4)"
    assert str(table.says).startswith("4 samples.")
