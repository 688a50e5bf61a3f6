"""What the rows mean: many centres folded together with the centres' own rules."""
