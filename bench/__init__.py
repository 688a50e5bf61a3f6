"""Benchmarks: every figure beside its baseline from the same run. `python -m bench` runs them all."""

import os

# What is installed is compiled; whatever the machine's habit, nothing here is compiled anew at each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
