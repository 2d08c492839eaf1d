"""What several lessons draw, ready made: a run or a fit in, a figure and its tables out."""
