"""The closed forms a textbook prints, one idea a file."""

from lessons.kit.theory.average_slope import average_slope_se, ignored_groups, parallel_slope_se
from lessons.kit.theory.balanced import Balanced, balanced_of, drawn_tops, edge_share
from lessons.kit.theory.blend import blended_slope, level_errors
from lessons.kit.theory.bounds import duncan_davis, over_all, split_rate
from lessons.kit.theory.centering import at_zero, corr_at_zero, narrowest
from lessons.kit.theory.cluster_trial import cluster_trial_power
from lessons.kit.theory.confounded import between_slope, price_of_dummies
from lessons.kit.theory.context_se import context_se
from lessons.kit.theory.convergence import bulk_ess, r_hat, tail_ess
from lessons.kit.theory.ecological import CountSlopes, count_slopes, ecological_correlation, phi
from lessons.kit.theory.explained import Explained, explained
from lessons.kit.theory.few_groups import FewGroups, t_density, t_misses, t_reach
from lessons.kit.theory.gibbs import Chains, GroupMeans, gibbs
from lessons.kit.theory.icc import design_effect, effective_sample_size, icc, naive_miss_rate, reliability, vpc
from lessons.kit.theory.kitchen_sink import dice_share, sink_errors
from lessons.kit.theory.known_errors import Estimated
from lessons.kit.theory.pairs import mean_gap, pair_correlation
from lessons.kit.theory.plan_intervals import ErrorOf, PlanIntervals, plan_intervals
from lessons.kit.theory.pooling import nearer_share, pooling_errors
from lessons.kit.theory.posterior import (
    TauLikelihood,
    TauPosterior,
    TauPrior,
    mean_margin,
    sigma2_interval,
    tau_likelihood,
    tau_posterior,
)
from lessons.kit.theory.power import normal_alarms, p_of, post_hoc_power, t_of, t_power
from lessons.kit.theory.profile_ends import profile_ends
from lessons.kit.theory.skewness import predicted_skewness, skewed, skewness
from lessons.kit.theory.slopes import (
    share_of_negative_slopes,
    slope_range,
    tau01,
)
from lessons.kit.theory.total_slope import correlation_ratio, expected_ratio, total_slope
from lessons.kit.theory.two_trials import (
    DrawnStudies,
    affordable,
    best_n,
    drawn_studies,
    thinned_se,
    trial_power,
    trial_se,
)
from lessons.kit.theory.variance_test import likelihood_ratio, p_values, rejection_rates
from lessons.kit.theory.wilson import wilson_interval

__all__ = [
    "Balanced",
    "Chains",
    "CountSlopes",
    "DrawnStudies",
    "ErrorOf",
    "Estimated",
    "Explained",
    "FewGroups",
    "GroupMeans",
    "PlanIntervals",
    "TauLikelihood",
    "TauPosterior",
    "TauPrior",
    "affordable",
    "at_zero",
    "average_slope_se",
    "balanced_of",
    "best_n",
    "between_slope",
    "blended_slope",
    "bulk_ess",
    "cluster_trial_power",
    "context_se",
    "corr_at_zero",
    "correlation_ratio",
    "count_slopes",
    "design_effect",
    "dice_share",
    "drawn_studies",
    "drawn_tops",
    "duncan_davis",
    "ecological_correlation",
    "edge_share",
    "effective_sample_size",
    "expected_ratio",
    "explained",
    "gibbs",
    "icc",
    "ignored_groups",
    "level_errors",
    "likelihood_ratio",
    "mean_gap",
    "mean_margin",
    "naive_miss_rate",
    "narrowest",
    "nearer_share",
    "normal_alarms",
    "over_all",
    "p_of",
    "p_values",
    "pair_correlation",
    "parallel_slope_se",
    "phi",
    "plan_intervals",
    "pooling_errors",
    "post_hoc_power",
    "predicted_skewness",
    "price_of_dummies",
    "profile_ends",
    "r_hat",
    "rejection_rates",
    "reliability",
    "share_of_negative_slopes",
    "sigma2_interval",
    "sink_errors",
    "skewed",
    "skewness",
    "slope_range",
    "split_rate",
    "t_density",
    "t_misses",
    "t_of",
    "t_power",
    "t_reach",
    "tail_ess",
    "tau01",
    "tau_likelihood",
    "tau_posterior",
    "thinned_se",
    "total_slope",
    "trial_power",
    "trial_se",
    "vpc",
    "wilson_interval",
]
