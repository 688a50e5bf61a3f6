"""The benchmarks fit the code that they measure: nothing else runs them between releases."""

from bench.__main__ import BENCHMARKS


def test_every_benchmark_can_be_started() -> None:
    assert len(BENCHMARKS) >= 8
    assert all(callable(run) for run in BENCHMARKS.values())
