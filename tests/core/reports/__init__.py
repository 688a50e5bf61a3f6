"""The definitions of the figures."""
