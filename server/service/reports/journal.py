"""The journal for those who read along: admins and the city."""

from dataclasses import dataclass

from server.core.events import Entry
from server.service.context import Context
from server.service.today import today
from server.store import journal
from server.store.retention import runs


@dataclass(frozen=True, slots=True)
class JournalPart:
    """Some entries in order, and the latest `seq` there is; `packed` says how many rows among them have gone."""

    entries: tuple[Entry, ...]
    seq: int
    packed: int = 0


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """The latest entry of a business day; `digest` stands for it and for all before it. Neither on a day without any."""

    day: str
    seq: int | None
    digest: bytes | None


@dataclass(frozen=True, slots=True)
class DayEnd:
    """The latest entry of a day that has one, and its digest."""

    day: str
    seq: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class JournalEnds:
    """The ends of several days, newest first, and which day is `today`: its end is not the last one yet."""

    ends: tuple[DayEnd, ...]
    today: str


def end(context: Context, day: str | None) -> JournalEnd:
    """Where the journal of `day` (today by default) ends."""
    with context.store.read() as connection:
        of_day = day or today(context, connection)[2]
        seq, digest = journal.end_of(connection, of_day) or (None, None)
    return JournalEnd(of_day, seq, digest)


def ends(context: Context, days: int) -> JournalEnds:
    """Where each of the last `days` business days with any entry ended."""
    with context.store.read() as connection:
        found = tuple(DayEnd(*end) for end in journal.ends(connection, days))
        return JournalEnds(found, today(context, connection)[2])


def since(context: Context, seq: int, limit: int) -> JournalPart:
    """Up to `limit` entries after `seq`."""
    with context.store.read() as connection:
        latest, _ = journal.last(connection)
        entries = tuple(journal.since(connection, seq, limit))
        until = entries[-1].seq if entries else latest
        packed = runs.between(connection, seq, until) if limit else 0
        return JournalPart(entries, latest, packed)
