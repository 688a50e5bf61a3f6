"""Opening for an hour to try things out, outside the opening hours: today alone, so that nobody need put anything back."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final

from server.config.hours import ExceptionPart
from server.core.queue.opening_hours import Session
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.settings import changes

TRIAL: Final = timedelta(hours=1)
REASON: Final = BothTexts("Mở thử máy lấy số", "Opened to try the kiosk")
_PART: Final = "exceptions"
_MIDNIGHT: Final = time(0)


def open_for_a_trial(context: Context, actor: str) -> None:
    """Give numbers for an hour from now, besides the day's own sessions; nothing happens while they are given.

    Raises what `changes.put` raises.
    """
    now = context.centre.local(context.clock())
    if context.centre.hours.open_at(now):
        return
    sessions = _joined([*context.centre.hours.sessions_on(now.date()), _trial(now)])
    today = ExceptionPart(
        date=now.date(), vi=REASON.vi, en=REASON.en, sessions=tuple((s.start, s.until) for s in sessions)
    )
    others = (each for each in context.settings.document.exceptions if each.date != now.date())
    wanted = sorted([*others, today], key=lambda each: each.date)
    changes.put(context, _PART, [each.model_dump(mode="json") for each in wanted], actor)


def _trial(now: datetime) -> Session:
    """An hour from this minute on, until midnight at the latest."""
    start = now.replace(second=0, microsecond=0)
    until = start + TRIAL
    return Session(start.time(), until.time() if until.date() == start.date() else _MIDNIGHT)


def _joined(sessions: Iterable[Session]) -> list[Session]:
    """The sessions in order, those that meet as one."""
    found: list[Session] = []
    for session in sorted(sessions, key=lambda each: each.start):
        if found and session.start <= _end(found[-1]):
            longest = max(found[-1], session, key=_end)
            found[-1] = Session(found[-1].start, longest.until)
        else:
            found.append(session)
    return found


def _end(session: Session) -> time:
    """When it ends; midnight is the end of the day."""
    return time.max if session.until == _MIDNIGHT else session.until
