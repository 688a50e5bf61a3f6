"""Backups as such: their names, which old ones may go, and above which number a restored centre goes on."""
# ruff: noqa: DTZ001 - names of files bear the centre's own time

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.backups import Keep, file_name, held_up_to, made_on, manifest_from, spare, superfluous

NOON = datetime(2026, 11, 23, 12)
TIMES = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), max_size=60)
KEEPS = st.builds(Keep, st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))


FIRST, OTHER = bytes([0xAB]) * 32, bytes([0xCD]) * 32


def named(when: datetime, first: bytes = FIRST) -> str:
    return file_name(first, when)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)), st.booleans())
def test_its_name_tells_when_it_was_made(when: datetime, sealed: bool) -> None:
    assert made_on(file_name(FIRST, when, sealed=sealed)) == when.replace(microsecond=0)


def test_encrypted_ones_and_others_are_counted_together() -> None:
    hourly = [file_name(FIRST, NOON - timedelta(hours=n), sealed=n % 2 == 0) for n in range(48)]
    gone = superfluous(hourly, Keep(hours=24, days=0, months=0), hourly[0])
    assert set(gone) == set(hourly[24:])


@given(TIMES, KEEPS)
def test_what_may_go_before_the_next_one_goes_after_it_too_and_the_newest_stays(
    times: list[datetime], keep: Keep
) -> None:
    there, coming = [named(when) for when in times], named(datetime(2027, 1, 1))
    going = spare(there, keep, coming)
    assert set(going) <= set(superfluous([*there, coming], keep, coming))
    assert not going or max(there) not in going
    assert going == sorted(going)


@pytest.mark.parametrize(
    "name", ["goiso.db", "goiso-ababab-2026-13-01-000000.tar.gz", ".goiso-x.part", "goiso-.tar.gz"]
)
def test_other_files_are_no_backups_and_stay(name: str) -> None:
    assert made_on(name) is None
    assert superfluous([name, named(NOON)], Keep(0, 0, 0), named(NOON)) == []


def test_of_a_year_of_hourly_backups_hours_days_and_months_stay() -> None:
    hourly = [named(NOON - timedelta(hours=n)) for n in range(24 * 365)]
    gone = set(superfluous(hourly, Keep(hours=24, days=14, months=12), hourly[0]))
    kept = [made_on(name) for name in hourly if name not in gone]
    assert kept[:24] == [NOON - timedelta(hours=n) for n in range(24)]
    assert len({when.date() for when in kept if when}) == 14 + 11
    assert len({(when.year, when.month) for when in kept if when}) == 12


def test_another_centre_that_shares_the_folder_loses_nothing() -> None:
    names = [named(NOON - timedelta(minutes=n), first) for n in range(9) for first in (FIRST, OTHER)]
    gone = superfluous(names, Keep(1, 1, 1), named(NOON))
    assert set(gone) == {named(NOON - timedelta(minutes=n)) for n in range(1, 9)}


def test_the_one_just_made_stays_when_the_clock_was_set_back() -> None:
    ahead = named(NOON + timedelta(minutes=10))
    assert named(NOON) not in superfluous([ahead, named(NOON)], Keep(1, 1, 1), named(NOON))


@given(TIMES, KEEPS)
def test_the_newest_stays_and_asking_again_takes_no_more(times: list[datetime], keep: Keep) -> None:
    names = {named(when) for when in times} | {named(NOON)}
    gone = superfluous(names, keep, named(NOON))
    left = names - set(gone)
    assert named(NOON) in left
    assert superfluous(left, keep, named(NOON)) == []
    assert len(left) <= 1 + keep.hours + keep.days + keep.months


@pytest.mark.parametrize(
    ("last", "read_off", "held"),
    [
        (0, None, 1000),
        (47, None, 1000),
        (499, None, 1000),
        (500, None, 2000),
        (1000, None, 2000),
        (2000, None, 3000),
        (2700, None, 4000),
        (47, 63, 63),
        (47, 12, 47),
    ],
)
def test_a_restored_series_goes_on_above_what_people_may_hold(
    last: int, read_off: int | None, held: int
) -> None:
    assert held_up_to(last, read_off) == held


@pytest.mark.parametrize("facts", [None, [], {}, {"version": "1"}, {"files": {}}])
def test_what_is_no_manifest_is_said_to_be_none(facts: object) -> None:
    with pytest.raises(ValueError):
        manifest_from(facts)


def test_a_backup_of_a_newer_version_is_told_to_be_one_whatever_it_says_besides() -> None:
    with pytest.raises(ValueError, match="newer version, 9"):
        manifest_from({"format": 99, "version": "9", "something": "else"})
