"""What the likelihood of a table with groups of one size needs to know of it."""

from lessons.kit.groups import Groups
from lessons.kit.theory import Balanced, balanced_of


def balanced(groups: Groups) -> Balanced:
    """Of y in these groups, all of one size."""
    gap = groups.within("y")
    return balanced_of(groups.mean("y"), float(gap @ gap), int(groups.n[0]))
