"""The usual week in one form: which days are worked, and a morning and an afternoon that are the same on all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Final

from server.config import HoursPart
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.settings import changes

_NO_DAYS = BothTexts("phải chọn ít nhất một ngày làm việc", "choose at least one working day")
_HALF = BothTexts(
    "mỗi buổi cần cả giờ bắt đầu và giờ kết thúc", "each session needs both when it begins and when it ends"
)
_NO_TIMES = BothTexts(
    "có ngày nghỉ thì cần giờ của ít nhất một buổi", "where a day is off, the times of one session are needed"
)
_BACKWARDS = BothTexts("mỗi buổi phải kết thúc sau khi bắt đầu", "each session must end after it begins")
_CROSSED = BothTexts(
    "buổi chiều phải bắt đầu sau khi buổi sáng kết thúc", "the afternoon must begin after the morning ends"
)
_MOST_SESSIONS: Final = 2
_MIDNIGHT: Final = time(0)
_PART: Final = "hours"
HalfDay = tuple[time | None, time | None]
"""From when until when numbers are given, local time; `NOT_WORKED` without numbers, half of it where somebody forgot one."""
NOT_WORKED: Final[HalfDay] = (None, None)


@dataclass(frozen=True, slots=True)
class UsualWeek:
    """ISO weekdays (1 is Monday), and the halves of each of these days."""

    weekdays: frozenset[int]
    morning: HalfDay
    afternoon: HalfDay


def usual_week(part: HoursPart) -> UsualWeek | None:
    """The opening hours as the form holds them; `None` for a week that it cannot: other hours on some day, more than two sessions."""
    if part.days or len(part.sessions) > _MOST_SESSIONS:
        return None
    halves: list[HalfDay] = sorted(part.sessions)
    if len(part.sessions) == 1 and part.sessions[0][0] >= time(12):
        halves.insert(0, NOT_WORKED)
    morning, afternoon = [*halves, NOT_WORKED, NOT_WORKED][:_MOST_SESSIONS]
    return UsualWeek(part.weekdays, morning, afternoon)


def set_usual_week(context: Context, week: UsualWeek, actor: str, version: int | None) -> None:
    """Set these opening hours, unless they are set already. Raises `bad_request` and what `changes.put` raises."""
    now = context.settings.document.hours
    if week == usual_week(now):
        return
    if wrong := _wrong(week):
        raise Refusal("bad_request", reason=wrong)
    wanted = now.model_copy(
        update={"weekdays": week.weekdays, "sessions": tuple(_sessions(week)), "days": ()}
    )
    changes.put(context, _PART, wanted.model_dump(mode="json", by_alias=True), actor, version)


def _sessions(week: UsualWeek) -> Iterator[tuple[time, time]]:
    """The sessions of which both ends are said."""
    for start, until in (week.morning, week.afternoon):
        if start is not None and until is not None:
            yield start, until


def _wrong(week: UsualWeek) -> BothTexts | None:
    """What a person may have got wrong in the form; the rest is asked by the settings themselves."""
    sessions = list(_sessions(week))
    if not week.weekdays:
        return _NO_DAYS
    if len(sessions) != _MOST_SESSIONS - (week.morning, week.afternoon).count(NOT_WORKED):
        return _HALF
    if not sessions and week.weekdays != HoursPart().weekdays:
        return _NO_TIMES
    if any(until != _MIDNIGHT and until <= start for start, until in sessions):
        return _BACKWARDS
    if any(until > later for (_, until), (later, _) in pairwise(sessions)):
        return _CROSSED
    return None
