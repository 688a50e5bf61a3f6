"""A centre's line to its city: what may leave the centre, how rows become a batch, how long is waited."""
