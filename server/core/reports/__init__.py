"""The definitions of the figures: what a visit, a service and a wait are (docs/figures.md)."""
