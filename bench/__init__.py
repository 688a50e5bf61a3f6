"""Benchmarks: every figure beside its baseline from the same run. `python -m bench` runs them all."""
