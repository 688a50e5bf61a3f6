"""When the centre is open, put into words: when it opens again, why it is closed, a field's own hours."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from server.core.queue.opening_hours import Hours, WeekSession, spelled
from server.core.refusal import Refusal
from server.core.texts import BothTexts, FilledTexts

WEEKDAYS: Final = (
    BothTexts("thứ Hai", "Monday"),
    BothTexts("thứ Ba", "Tuesday"),
    BothTexts("thứ Tư", "Wednesday"),
    BothTexts("thứ Năm", "Thursday"),
    BothTexts("thứ Sáu", "Friday"),
    BothTexts("thứ Bảy", "Saturday"),
    BothTexts("Chủ nhật", "Sunday"),
)
_NEVER: Final = BothTexts("Chưa có lịch mở cửa lại.", "No opening is planned yet.")
_TODAY: Final = BothTexts("Mở cửa lại {time} hôm nay.", "Opens again today at {time}.")
_SOON: Final = BothTexts("Mở cửa lại {time} {day}.", "Opens again at {time} on {day}.")
_LATER: Final = BothTexts("Mở cửa lại {time} {day}, {date}.", "Opens again at {time} on {day}, {date}.")
_KEEPS: Final = BothTexts(
    "{opens} Số đã lấy vẫn giữ nguyên lượt.", "{opens} Numbers already taken keep their place."
)
_OPEN: Final = BothTexts("Đang mở cửa, cấp số.", "Open; numbers are given.")
_CLOSED: Final = BothTexts(
    "Trung tâm đang đóng cửa{because}. {opens}", "The centre is closed{because}. {opens}"
)
_ON_BREAK: Final = BothTexts(
    "Quầy đang tạm nghỉ, sẽ gọi tiếp khi trở lại.",
    "The counter is on a break and will call again.",
)
_FIELD_NEVER: Final = BothTexts("Chưa có lịch cấp số.", "No time is planned yet.")
_FIELD_TODAY: Final = BothTexts("Cấp số lúc {time} hôm nay.", "Numbers are given today at {time}.")
_FIELD_SOON: Final = BothTexts("Cấp số lúc {time} {day}.", "Numbers are given at {time} on {day}.")
_FIELD_LATER: Final = BothTexts(
    "Cấp số lúc {time} {day}, {date}.", "Numbers are given at {time} on {day}, {date}."
)
_WEEKDAY_SESSION: Final = BothTexts("{day} {session}", "{day} {session}")
_DAILY: Final = BothTexts("mỗi ngày", "every day")
_BECAUSE: Final = BothTexts(" ({reason})", " ({reason})")
_NO_HOURS: Final = BothTexts("chưa có lịch", "none planned")
_NEAR_DAYS: Final = 6
"""An opening that is further away is told with its date."""


def opens_words(opens_at: datetime | None, now: datetime) -> FilledTexts:
    """When a centre that is closed at `now` opens again: `Mở cửa lại 07:00 thứ Hai`."""
    return _when((_NEVER, _TODAY, _SOON, _LATER), opens_at, now)


def closed_words(opens_at: datetime | None, now: datetime, *, keeps_places: bool) -> FilledTexts:
    """The same, and during lunch the note that people with numbers keep their places."""
    opens = opens_words(opens_at, now)
    return _KEEPS.filled(opens=opens) if keeps_places else opens


def now_words(hours: Hours, now: datetime) -> FilledTexts:
    """What a kiosk says at `now`, in one text."""
    if hours.open_at(now):
        return _OPEN.filled()
    opens = closed_words(hours.opens_at(now), now, keeps_places=hours.keeps_places_at(now))
    return _CLOSED.filled(because=_because(hours, now), opens=opens)


def break_words(hours: Hours, now: datetime) -> FilledTexts | None:
    """The text for waiting people during the lunch break; `None` at other times."""
    return now_words(hours, now) if hours.keeps_places_at(now) else None


def counters_on_break_words() -> FilledTexts:
    """The text for waiting people while all counters of their field are on a break without a known end."""
    return _ON_BREAK.filled()


def field_opens_words(opens_at: datetime | None, now: datetime) -> FilledTexts:
    """When a field that gives no numbers at `now` gives some: `Cấp số lúc 07:30 thứ Ba`."""
    return _when((_FIELD_NEVER, _FIELD_TODAY, _FIELD_SOON, _FIELD_LATER), opens_at, now)


def hours_words(own: Iterable[WeekSession]) -> tuple[FilledTexts, ...]:
    """A field's own hours, one text each: `thứ Ba 07:30–11:30`."""
    days = ((_DAILY if each.weekday is None else WEEKDAYS[each.weekday - 1], each) for each in own)
    return tuple(_WEEKDAY_SESSION.filled(day=day, session=str(each.session)) for day, each in days)


def closed(hours: Hours, now: datetime) -> Refusal:
    """The refusal of a centre that gives no numbers at `now`."""
    return Refusal(
        "centre_closed",
        because=_because(hours, now),
        opens=opens_words(hours.opens_at(now), now),
        sessions=spelled(hours.told_at(now)) or _NO_HOURS,
    )


def field_closed(names: Mapping[str, str], hours: Hours, now: datetime) -> Refusal:
    """The refusal of a field that gives no numbers at `now`; `hours` are narrowed down to its own."""
    return Refusal(
        "field_closed",
        field=names,
        hours=hours_words(hours.only),
        opens=field_opens_words(hours.opens_at(now), now),
    )


def _because(hours: Hours, now: datetime) -> FilledTexts | str:
    reason = hours.reason_at(now)
    return "" if reason is None else _BECAUSE.filled(reason=reason)


def past_exception(day: date) -> Refusal:
    """The refusal of an exception whose day is over."""
    return Refusal("exception_past", date=f"{day:%d/%m/%Y}")


def _when(texts: tuple[BothTexts, ...], opens_at: datetime | None, now: datetime) -> FilledTexts:
    never, today, soon, later = texts
    if opens_at is None:
        return never.filled()
    ahead = (opens_at.date() - now.date()).days
    text = today if ahead == 0 else soon if ahead <= _NEAR_DAYS else later
    day = WEEKDAYS[opens_at.isoweekday() - 1]
    return text.filled(time=f"{opens_at:%H:%M}", day=day, date=f"{opens_at:%d/%m/%Y}")
