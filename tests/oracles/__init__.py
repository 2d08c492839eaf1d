"""Reference values: worlds, an R script that fits them and the real tables, and its answers as one table."""
