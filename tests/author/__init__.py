"""For authors: `make lesson NEW=how/shrinkage` begins a lesson, `make lesson NAME=icc` serves it as it is written."""
