"""Each kiosk has a series of offline numbers of its own."""

import re

import pytest

from server.core.queue.offline_numbers import prefix_of, read_number

MANY = 20_000


def test_no_two_kiosks_share_a_series() -> None:
    assert len({prefix_of(device) for device in range(1, MANY + 1)}) == MANY


def test_no_series_is_a_fields() -> None:
    assert all(re.fullmatch(r"[L-NP-Z][A-HJ-NP-Z]+", prefix_of(device)) for device in range(1, MANY + 1))


def test_a_small_centre_has_short_ones() -> None:
    assert [prefix_of(device) for device in (1, 2, 24, 25, 336, 337)] == ["LA", "LB", "LZ", "MA", "ZZ", "LAA"]


@pytest.mark.parametrize("device", [1, 2, 336, 337, 5000])
def test_a_number_says_whose_it_is(device: int) -> None:
    prefix = prefix_of(device)
    assert read_number(f"{prefix}007") == (prefix, 7)
    assert read_number(f"{prefix}1234") == (prefix, 1234)


@pytest.mark.parametrize(
    "number", ["A001", "LA", "LA01", "LA000", "la001", "LI001", "AB001", "LA001 ", "LA٠٠١", ""]
)
def test_anything_else_is_no_offline_number(number: str) -> None:
    assert read_number(number) is None
