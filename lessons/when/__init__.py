"""Is it for you? How many groups, how much power, and your own data."""
