"""Packing: the journal's rows of visits long past go, a bare row of each visit is kept, and the chain can still be followed."""
