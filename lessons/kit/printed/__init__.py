"""What another program prints of the same fit, number for number."""
