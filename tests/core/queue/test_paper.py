"""Pads of paper numbers have series of their own, and their numbers are read as people type them."""

import re
from datetime import UTC, datetime

import pytest

from server.core.queue.paper import check_taken, check_times, next_pad, prefix_of, read_numbers
from server.core.queue.typed_numbers import meant
from server.core.refusal import Refusal

DAY_MS = 86_400_000
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_no_two_pads_share_their_letters() -> None:
    letters = [prefix_of(pad) for pad in range(1, 2001)]
    assert len(set(letters)) == len(letters)
    assert all(re.fullmatch(r"D[A-HJ-NP-Z]{2,3}", each) for each in letters)


def test_the_first_are_those_of_du_phong() -> None:
    assert [prefix_of(pad) for pad in (1, 2, 24, 25, 264, 265)] == ["DPA", "DPB", "DPZ", "DQA", "DZZ", "DAAA"]


def test_after_a_restore_the_next_pad_begins_a_new_row() -> None:
    assert next_pad(0, restored=False) == 1
    assert next_pad(3, restored=False) == 4
    assert [prefix_of(next_pad(last, restored=True)) for last in (0, 3, 24)] == ["DQA", "DQA", "DRA"]


@pytest.mark.parametrize("typed", ["DPA007", "dpa 7", " Dpa-07", "D P A 0 0 7", "dpa.7"])
def test_a_number_as_people_type_it(typed: str) -> None:
    assert read_numbers(typed, 50) == [("DPA", 7)]
    assert ("DPA", 7) in meant(typed).readings


@pytest.mark.parametrize(
    "typed", ["DPA007-009", "dpa7–9", "dpa 7 - dpa 9", "DPA007 đến 009", "dpa7 to DPA009"]
)
def test_a_range(typed: str) -> None:
    assert read_numbers(typed, 50) == [("DPA", 7), ("DPA", 8), ("DPA", 9)]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "A007",
        "LA007",
        "DP007",
        "DPI007",
        "DPA",
        "DPA000",
        "DPA1000",
        "7",
        "DPA007-DPB009",
        "DPA009-007",
        "DPA001-051",
    ],
)
def test_what_is_none(typed: str) -> None:
    with pytest.raises(Refusal, match="paper_number_unread"):
        read_numbers(typed, 50)


def test_times_must_follow_each_other() -> None:
    check_times("DPA001", 0, 0, 5, 5)
    for times in ((2, 1, 3, 4), (1, 3, 2, 4), (1, 2, 5, 4)):
        with pytest.raises(Refusal, match="paper_times"):
            check_times("DPA001", *times)


def test_only_a_time_of_the_last_two_weeks() -> None:
    now = 30 * DAY_MS
    check_taken("DPA001", now - 14 * DAY_MS, AT, now)
    with pytest.raises(Refusal, match="paper_too_old"):
        check_taken("DPA001", now - 14 * DAY_MS - 1, AT, now)
    with pytest.raises(Refusal, match="paper_to_come"):
        check_taken("DPA001", now + 1, AT, now)
