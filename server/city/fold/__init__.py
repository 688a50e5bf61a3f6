"""What the centres' journals come to: each centre's tables, and what its screens and phones are told."""
