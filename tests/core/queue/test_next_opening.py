"""For any week, exceptions and own hours of a field: when it opens next, by walking minute by minute."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from server.core.queue.opening_hours import ExceptionalDay, Hours, Session, WeekSession

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 11, 23)
MINUTE = timedelta(minutes=1)

quarters = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
sessions = (
    st.tuples(quarters, quarters)
    .map(sorted)
    .map(lambda ends: Session(ends[0], time(0) if ends[0] == ends[1] else ends[1]))
)
several = st.lists(sessions, max_size=3).map(tuple)
week = st.lists(st.builds(WeekSession, st.integers(1, 7), sessions), max_size=4).map(tuple)
own = st.lists(st.builds(WeekSession, st.none() | st.integers(1, 7), sessions), max_size=3).map(tuple)
dates = st.integers(0, 9).map(lambda ahead: MONDAY + timedelta(days=ahead))
exceptions = st.dictionaries(dates, st.builds(ExceptionalDay, several, st.just({"vi": "Nghỉ", "en": "Off"})))
hours = st.builds(
    Hours, several, st.frozensets(st.integers(1, 7)), days=week, exceptions=exceptions, only=own
)
moments = st.integers(0, 2 * 24 * 60 - 1).map(
    lambda minutes: datetime.combine(MONDAY, time(0), HANOI) + minutes * MINUTE
)


def minutes_of(session: Session) -> range:
    start, until = (each.hour * 60 + each.minute for each in (session.start, session.until))
    return range(start, until or 24 * 60)


def walked_open(hours: Hours, at: datetime) -> bool:
    """Whether it is open, written down once more, from the settings' own words."""
    minute, weekday = at.hour * 60 + at.minute, at.isoweekday()
    if at.date() in hours.exceptions:
        found = hours.exceptions[at.date()].sessions
        usual = any(minute in minutes_of(session) for session in found)
    elif weekday not in hours.weekdays:
        usual = False
    elif named := [each.session for each in hours.days if each.weekday == weekday]:
        usual = any(minute in minutes_of(session) for session in named)
    else:
        usual = not hours.sessions or any(minute in minutes_of(session) for session in hours.sessions)
    mine = [each.session for each in hours.only if each.weekday in (None, weekday)]
    return usual and (not hours.only or any(minute in minutes_of(session) for session in mine))


@given(hours, moments)
def test_it_is_open_when_it_says_so(hours: Hours, now: datetime) -> None:
    assert hours.open_at(now) is walked_open(hours, now)


@given(hours, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: Hours, now: datetime) -> None:
    opens, at = hours.opens_at(now), now
    if hours.open_at(now):
        assert opens is None
        return
    horizon = now + timedelta(days=20)  # beyond every exception the week repeats itself
    while at < horizon and not walked_open(hours, at):
        at += MINUTE
    assert opens == (None if at >= horizon else at)


@given(hours, moments)
def test_what_is_told_of_a_closed_centre_is_why_and_of_an_open_one_nothing(
    hours: Hours, now: datetime
) -> None:
    reason, opens = hours.reason_at(now), hours.opens_at(now)
    if walked_open(hours, now):
        assert reason is None
    elif reason is not None:
        until = opens.date() if opens else MONDAY + timedelta(days=10)
        assert any(now.date() <= day <= until for day in hours.exceptions)
