"""Why multilevel: what groups do to data, and what goes wrong when you look away."""
