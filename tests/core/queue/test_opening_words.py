"""What people are told of opening hours: why it is closed, when it opens again, a field's own hours."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from server.core.model import Channel, Field
from server.core.queue.number_limits import check_field_open, check_open
from server.core.queue.opening_hours import ExceptionalDay, Hours, Session, WeekSession
from server.core.queue.opening_words import closed_words, opens_words
from server.core.refusal import Refusal
from server.core.texts import ENGLISH, VIETNAMESE
from tests.support.centre import MORNING_AND_AFTERNOON

TET = {date(2027, 2, day): ExceptionalDay((), {"vi": "Nghỉ Tết", "en": "Tết"}) for day in range(16, 23)}
HOURS = replace(MORNING_AND_AFTERNOON, exceptions=TET)
TUESDAYS = (WeekSession(2, Session(time(7, 30), time(11, 30))),)
LAND = Field("DD", "D", {"vi": "Đất đai", "en": "Land"}, hours=TUESDAYS)


def at(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.mark.parametrize(
    ("now", "vi", "en"),
    [
        ("2026-11-23 12:00", "Mở cửa lại 13:00 hôm nay.", "Opens again today at 13:00."),
        ("2026-11-28 18:00", "Mở cửa lại 07:00 thứ Hai.", "Opens again at 07:00 on Monday."),
        (
            "2027-02-15 18:00",
            "Mở cửa lại 07:00 thứ Ba, 23/02/2027.",
            "Opens again at 07:00 on Tuesday, 23/02/2027.",
        ),
        ("2027-02-17 08:00", "Mở cửa lại 07:00 thứ Ba.", "Opens again at 07:00 on Tuesday."),  # six days
    ],
)
def test_it_says_when_it_opens_again(now: str, vi: str, en: str) -> None:
    words = opens_words(HOURS.opens_at(at(now)), at(now))
    assert (words.said("vi"), words.said("en")) == (vi, en)


def test_a_centre_that_never_opens_says_so() -> None:
    never = Hours((Session(time(7), time(11)),), frozenset())
    now = at("2026-11-23 08:00")
    assert opens_words(never.opens_at(now), now).said("vi") == "Chưa có lịch mở cửa lại."


def test_over_lunch_it_says_that_numbers_keep_their_place() -> None:
    said = {}
    for hour in (5, 12, 18):
        now = at(f"2026-11-23 {hour:02d}:00")
        words = closed_words(HOURS.opens_at(now), now, keeps_places=HOURS.keeps_places_at(now))
        said[hour] = "giữ nguyên lượt" in words.said("vi")
    assert said == {5: False, 12: True, 18: False}


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("2027-02-15 12:00", None),  # lunch of the last working day
        ("2027-02-15 18:00", "Nghỉ Tết"),  # its evening
        ("2027-02-18 09:00", "Nghỉ Tết"),
        ("2027-02-23 05:00", None),  # the morning after, before it opens
    ],
)
def test_the_reason_is_that_of_the_days_until_it_opens(now: str, reason: str | None) -> None:
    found = HOURS.reason_at(at(now))
    assert (found and found["vi"]) == reason


def test_a_day_that_closes_earlier_tells_why_only_where_it_would_be_open() -> None:
    early = {
        date(2026, 11, 23): ExceptionalDay((Session(time(7), time(16)),), {"vi": "Họp", "en": "Meeting"})
    }
    hours = replace(MORNING_AND_AFTERNOON, exceptions=early)
    assert hours.reason_at(at("2026-11-23 16:30")) == {"vi": "Họp", "en": "Meeting"}
    assert hours.reason_at(at("2026-11-23 18:00")) is None


def test_the_refusal_says_why_and_when() -> None:
    with pytest.raises(Refusal) as refused:
        check_open(HOURS, at("2027-02-18 09:00"))
    said = refused.value.problem(VIETNAMESE)
    assert said["detail"] == "Trung tâm hiện không cấp số (Nghỉ Tết). Mở cửa lại 07:00 thứ Ba."
    assert said["action"] == "Giờ làm việc: 07:00–11:30, 13:00–17:00."


def test_a_reason_with_braces_is_said_as_it_is() -> None:
    odd = {date(2026, 11, 23): ExceptionalDay((), {"vi": "{x} {", "en": "{x} {"})}
    with pytest.raises(Refusal) as refused:
        check_open(replace(HOURS, exceptions=odd), at("2026-11-23 09:00"))
    assert "({x} {)" in str(refused.value.problem(ENGLISH)["detail"])


def test_a_field_outside_its_own_hours_says_when_and_officers_may_all_the_same() -> None:
    monday, tuesday = at("2026-11-23 09:00"), at("2026-11-24 09:00")
    check_field_open(HOURS, LAND, tuesday, Channel.KIOSK)
    check_field_open(HOURS, LAND, monday, Channel.OFFICER)
    with pytest.raises(Refusal) as refused:
        check_field_open(HOURS, LAND, monday, Channel.KIOSK)
    assert refused.value.problem(VIETNAMESE)["detail"] == (
        "Đất đai chỉ cấp số vào: thứ Ba 07:30–11:30. Cấp số lúc 07:30 thứ Ba."
    )
    assert refused.value.problem(ENGLISH)["detail"] == (
        "Land: numbers are given only at these times: Tuesday 07:30–11:30. Numbers are given at 07:30 on Tuesday."
    )
