"""The models: from the variance between groups to slopes that differ."""
