"""How fast it is: `make bench` drives a real browser and real sessions and prints the figures."""
