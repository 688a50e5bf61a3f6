"""What is set of the centre: read at the moment of use, changed while the centre runs."""
