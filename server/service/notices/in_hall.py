"""What a hall's screens are to show besides the queue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from server.core.notices import Emergency, Notice, NoticeKind, Outage
from server.service.context import Context


@dataclass(frozen=True, slots=True)
class HallNotices:
    """The present notices, between calls and at the foot; the outages; the emergency message over everything."""

    notices: tuple[Notice, ...]
    ticker: tuple[Notice, ...]
    outages: tuple[Outage, ...]
    emergency: Emergency | None

    @property
    def ids(self) -> tuple[int, ...]:
        """Which notices are on."""
        return tuple(notice.id for notice in (*self.notices, *self.ticker))


def hall_notices(context: Context, hall: str, at: datetime, fields: Collection[str]) -> HallNotices:
    """What a hall shows at the local time `at`; `fields` are the hall's own.

    Nothing is read from the disk for it: a call must not wait for notices.
    """
    standing = context.standing()
    on = standing.shown(hall, at)
    return HallNotices(
        tuple(notice for notice in on if notice.kind != NoticeKind.TICKER),
        tuple(notice for notice in on if notice.kind == NoticeKind.TICKER),
        tuple(outage for outage in standing.outages.values() if outage.field in fields),
        standing.emergency(hall),
    )
