"""Is it for you: how many groups, how much power, and your own data."""
