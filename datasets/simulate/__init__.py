"""Worlds made up on purpose: parameters + standard-normal draws -> DataFrame, one design a file."""

from datasets.simulate.claim_world import CLAIMS, UPPER, claim_world
from datasets.simulate.confounded import confounded
from datasets.simulate.draws import Draws, make_draws
from datasets.simulate.faulty import faulty
from datasets.simulate.own_and_context import own_and_context
from datasets.simulate.repeated_plans import RepeatedGroups, repeated_groups
from datasets.simulate.two_level import TRUTH, two_level
from datasets.simulate.two_plans import simulated_design_effects, two_plans
from datasets.simulate.two_trials import two_trials
from datasets.simulate.unequal_groups import levels, unequal_groups, unequal_sizes, unequal_slopes
from datasets.simulate.within_between import within_between

__all__ = [
    "CLAIMS",
    "TRUTH",
    "UPPER",
    "Draws",
    "RepeatedGroups",
    "claim_world",
    "confounded",
    "faulty",
    "levels",
    "make_draws",
    "own_and_context",
    "repeated_groups",
    "simulated_design_effects",
    "two_level",
    "two_plans",
    "two_trials",
    "unequal_groups",
    "unequal_sizes",
    "unequal_slopes",
    "within_between",
]
