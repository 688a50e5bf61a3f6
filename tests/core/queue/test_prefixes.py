"""No two series of numbers print the same one: fields', those that had a prefix earlier that day, kiosks' that are alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.model import spelled
from server.core.queue.offline_numbers import LETTERS, prefix_of
from server.core.queue.paper import MOST, is_pad
from server.core.queue.paper import prefix_of as pad_of
from server.core.queue.prefixes import FORM, may_be_offline, one_begins_another, readings

KIOSKS = [prefix_of(device) for device in range(1, 400)]
PADS = [pad_of(pad) for pad in range(1, 400)]
COUNTS = [1, 2, 9, 10, 99, 100, 101, 111, 999, 1000, 1001, 1011, 1111, 9999, 10_000, 11_001]
few_signs = st.text("ALZ12", min_size=1, max_size=2)
any_signs = st.text(LETTERS + "0123456789", min_size=1, max_size=2)
counts = st.integers(1, 99_999)


def accepted(wanted: list[str], had_today: set[str]) -> bool:
    """Whether the settings take these prefixes, on a day on which those were used."""
    alone = len(wanted) == len(set(wanted)) and not any(map(may_be_offline, wanted))
    return alone and one_begins_another({*wanted, *had_today}) is None


@given(st.lists(st.lists(few_signs | any_signs, max_size=5), max_size=6))
def test_whatever_is_accepted_one_after_another_on_a_day_prints_no_number_twice(
    settings: list[list[str]],
) -> None:
    had: set[str] = set()
    for wanted in settings:
        if accepted(wanted, had):
            had |= set(wanted)
    printed = [spelled(prefix, n) for prefix in (*had, *KIOSKS) for n in COUNTS]
    printed += [spelled(prefix, n) for prefix in PADS for n in COUNTS if n <= MOST]
    assert len(set(printed)) == len(printed)


@given(few_signs | any_signs, counts, st.sampled_from(KIOSKS), counts)
def test_no_number_of_a_field_is_one_of_a_kiosk(field: str, n: int, kiosk: str, m: int) -> None:
    assert may_be_offline(field) or spelled(field, n) != spelled(kiosk, m)


@given(few_signs | any_signs | st.sampled_from(KIOSKS), counts, st.sampled_from(PADS), st.integers(1, MOST))
def test_no_number_of_a_field_or_a_kiosk_is_one_of_a_pad(other: str, n: int, pad: str, m: int) -> None:
    assert not is_pad(other)
    assert is_pad(pad)
    assert spelled(other, n) != spelled(pad, m)


def test_every_kiosks_series_is_kept_free() -> None:
    assert all(may_be_offline(prefix[:2]) for prefix in KIOSKS)
    assert not any(re.match(FORM, sign) for sign in ("", "I", "O", "AO", "I1", "ABC", "a", "Á", "A ", "A\n1"))


@pytest.mark.parametrize("prefix", ["A", "L", "Z", "AB", "KZ", "A1", "L1", "1L", "7", "12", "0"])
def test_a_field_may_have(prefix: str) -> None:
    assert re.match(FORM, prefix)
    assert not may_be_offline(prefix)


@pytest.mark.parametrize(
    ("prefixes", "pair"),
    [
        (["A", "A1"], ("A", "A1")),
        (["A1", "B", "A"], ("A", "A1")),
        (["1", "12"], ("1", "12")),
        (["A", "B"], None),
        (["A1", "A2"], None),
    ],
)
def test_one_that_begins_another_is_found(prefixes: list[str], pair: tuple[str, str] | None) -> None:
    assert one_begins_another(prefixes) == pair


@given(few_signs | st.sampled_from([*KIOSKS, *PADS]), counts)
def test_a_number_is_read_as_it_is_printed(prefix: str, n: int) -> None:
    assert (prefix, n) in list(readings(spelled(prefix, n)))


def test_what_prints_just_so_is_read_first() -> None:
    assert list(readings("A117")) == [("A", 117), ("A11", 7), ("A1", 17)]
    assert next(readings("A1017")) in {("A1", 17), ("A", 1017)}
    assert list(readings("A٠٠١")) == []
    assert list(readings("A")) == []
