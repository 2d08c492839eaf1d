"""What quantities and ideas are called: symbols, how textbooks write them, and words."""
