"""The tickets table: the state that follows from the journal, and the queries the calling order needs."""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, fields
from typing import Any, Final

from server.core.model import Channel, Dossier, Field, PrintState, Ticket, TicketState, spelled
from server.core.queue import standing
from server.core.queue.prefixes import readings
from server.core.queue.standing import IN_LINE, Waiting, came
from server.core.queue.tickets import MOMENTS

COLUMNS: Final = tuple(f.name for f in fields(Ticket))
_SELECT: Final = f"SELECT {', '.join(COLUMNS)} FROM tickets "
_INSERT: Final = (
    "INSERT INTO tickets (id, day, prefix, n, field, procedure, priority, channel, issued_at, state, calls,"
    " print, low_s, high_s, slip_out, arrived, language, dossiers_told, point, request)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CHANGING: Final = (
    "field",
    "priority",
    *COLUMNS[COLUMNS.index("state") : COLUMNS.index("low_s")],
    "officer",
    "slip_out",
    "away_until",
    "point",
    "dossiers",
)
_UPDATE: Final = f"UPDATE tickets SET {', '.join(f'{c} = ?' for c in _CHANGING)} WHERE id = ?"
_REDATED: Final = (*MOMENTS, "away_until")
_REDATE: Final = f"UPDATE tickets SET day = ?, n = ?, {', '.join(f'{c} = ?' for c in _REDATED)} WHERE id = ?"

_LONGEST_AWAY_MS: Final = 120 * 60_000
"""For so long may people go at most (`phone.keep_place_minutes`)."""
_TRUTHS: Final = {0: False, 1: True}
_WAITING: Final = (
    "SELECT id, line, issued_at, priority, for_counter, ifnull(dossiers_told, 1) FROM tickets"
    f" WHERE day = ? AND line = ? AND state = 'waiting' ORDER BY {IN_LINE}"
)


def ticket_from(row: Sequence[Any]) -> Ticket:
    """A row of `COLUMNS` as a ticket."""
    values = dict(zip(COLUMNS, row, strict=True))
    values["channel"] = Channel(values["channel"])
    values["state"] = TicketState(values["state"])
    values["print"] = None if values["print"] is None else PrintState(values["print"])
    values["slip_out"] = _TRUTHS[values["slip_out"]]
    values["dossiers"] = _dossiers(values["dossiers"])
    return Ticket(**values)


def _dossiers(stored: str) -> tuple[Dossier, ...]:
    if stored == "[]":  # whoever waits has none, and lists are long
        return ()
    return tuple(Dossier(*dossier) for dossier in json.loads(stored))


def encoded(dossiers: Sequence[Dossier]) -> str:
    """Dossiers as the table holds them."""
    return json.dumps([astuple(dossier) for dossier in dossiers], ensure_ascii=False) if dossiers else "[]"


def find(connection: sqlite3.Connection, ticket: int) -> Ticket | None:
    """The ticket with this id."""
    row = connection.execute(_SELECT + "WHERE id = ?", (ticket,)).fetchone()
    return None if row is None else ticket_from(row)


def any_issued(connection: sqlite3.Connection) -> bool:
    """Whether there is a ticket at all."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM tickets)").fetchone()[0])


def any_of_newest(connection: sqlite3.Connection, limit: int) -> tuple[bool, bool]:
    """Whether one of the newest `limit` tickets was called, and whether one was printed."""
    newest = "SELECT calls, print FROM tickets ORDER BY id DESC LIMIT ?"
    query = f"SELECT coalesce(max(calls > 0), 0), coalesce(max(print = 'printed'), 0) FROM ({newest})"
    called, printed = connection.execute(query, (limit,)).fetchone()
    return bool(called), bool(printed)


def printed(connection: sqlite3.Connection, day: str, number: str) -> bool:
    """Whether a ticket of the day has this printed number."""
    same = ((prefix, n) for prefix, n in readings(number) if spelled(prefix, n) == number)
    query = "SELECT 1 FROM tickets WHERE day = ? AND prefix = ? AND n = ?"
    return any(connection.execute(query, (day, *reading)).fetchone() for reading in same)


def numbered(connection: sqlite3.Connection, day: str, number: str) -> int | None:
    """The id of the day's ticket with this number, like `A012` or `LA012`; `A12` finds it too."""
    query = "SELECT id FROM tickets WHERE day = ? AND prefix = ? AND n = ?"
    rows = (connection.execute(query, (day, *reading)).fetchone() for reading in readings(number))
    return next((int(row[0]) for row in rows if row is not None), None)


def last_before(connection: sqlite3.Connection, issued_at: int) -> int:
    """The newest ticket that the server gave at this time (UTC milliseconds) or before; 0 if there is none."""
    query = "SELECT id FROM tickets WHERE arrived = id AND issued_at <= ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(query, (issued_at,)).fetchone()
    return 0 if row is None else int(row[0])


def issued(connection: sqlite3.Connection, day: str, prefix: str) -> int:
    """How many numbers of this day and prefix were given, cancelled ones included."""
    query = "SELECT count(*) FROM tickets WHERE day = ? AND prefix = ?"
    return int(connection.execute(query, (day, prefix)).fetchone()[0])


def brought_in(connection: sqlite3.Connection, day: str, field: Field) -> int:
    """How many of a day's numbers for a field kiosks gave while they were alone."""
    query = "SELECT count(*) FROM tickets WHERE day = ? AND prefix != ? AND field = ? AND arrived != id"
    return int(connection.execute(query, (day, field.prefix, field.code)).fetchone()[0])


def came_since(connection: sqlite3.Connection, day: str, since: int) -> dict[tuple[str, str], float]:
    """(line, priority class) → how many of them came after `since` (UTC milliseconds)."""
    query = (
        "SELECT line, priority, count(*) FROM tickets"
        " WHERE id > (SELECT coalesce(max(id), 0) FROM tickets) - 10000 AND day = ? AND issued_at > ?"
        " AND priority IS NOT NULL GROUP BY line, priority"
    )
    return {(line, priority): float(n) for line, priority, n in connection.execute(query, (day, since))}


def insert(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Store a ticket just issued."""
    connection.execute(
        _INSERT,
        (
            ticket.id,
            ticket.day,
            ticket.prefix,
            ticket.n,
            ticket.field,
            ticket.procedure,
            ticket.priority,
            ticket.channel,
            ticket.issued_at,
            ticket.state,
            ticket.calls,
            ticket.print,
            ticket.low_s,
            ticket.high_s,
            ticket.slip_out,
            ticket.arrived,
            ticket.language,
            ticket.dossiers_told,
            ticket.point,
            ticket.request,
        ),
    )


def update(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Store what can change in a ticket's life."""
    dossiers = encoded(ticket.dossiers)
    values = (getattr(ticket, column) for column in _CHANGING[:-1])
    connection.execute(_UPDATE, (*values, dossiers, ticket.id))


def redate(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Store what a clock that was wrong had made wrong in it."""
    moments = (getattr(ticket, name) for name in _REDATED)
    connection.execute(_REDATE, (ticket.day, ticket.n, *moments, ticket.id))


def waiting(connection: sqlite3.Connection, day: str, lines: Sequence[str]) -> list[Waiting]:
    """Everybody who waits in these lines, kept ones too: line by line, as they came."""
    return [Waiting(*row) for line in lines for row in connection.execute(_WAITING, (day, line))]


def ahead(connection: sqlite3.Connection, ticket: Ticket, weights_s: Mapping[str, int]) -> int:
    """How many people stand before this ticket in its line; 0 when it does not wait."""
    if ticket.state is not TicketState.WAITING:
        return 0
    return standing.ahead(ticket.id, waiting(connection, ticket.day, (ticket.line,)), weights_s)


def these(connection: sqlite3.Connection, wanted: Sequence[int]) -> list[Ticket]:
    """The tickets with these ids, in the order of `wanted`."""
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(f"{_SELECT}WHERE id IN ({marks})", tuple(wanted))
    found = {row[0]: ticket_from(row) for row in rows}
    return [found[ticket] for ticket in wanted]


def numbers(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, tuple[str, int]]:
    """The numbers of the tickets with these ids: prefix and number."""
    query = "SELECT id, prefix, n FROM tickets WHERE id IN (SELECT value FROM json_each(?))"
    return {id_: (prefix, n) for id_, prefix, n in connection.execute(query, (json.dumps(wanted),))}


def missed_since(connection: sqlite3.Connection, day: str, lines: Sequence[str], since: int) -> list[Ticket]:
    """The no-shows of these lines that were marked at `since` (UTC milliseconds) or later, as they came."""
    query = f"{_SELECT}WHERE day = ? AND line = ? AND state = 'no_show' AND ended_at >= ?"
    rows = [row for line in lines for row in connection.execute(query, (day, line, since))]
    return sorted(map(ticket_from, rows), key=came)


def kept(connection: sqlite3.Connection, day: str, state: TicketState) -> list[Ticket]:
    """The tickets in `state` (waiting or parked) that are kept for one counter, in order of arrival."""
    query = f"{_SELECT}WHERE day = ? AND state = ? AND for_counter IS NOT NULL ORDER BY {IN_LINE}"
    return [ticket_from(row) for row in connection.execute(query, (day, state))]


def away(connection: sqlite3.Connection, day: str) -> dict[str, int]:
    """How many were here, went for a while and keep their place, by line."""
    query = (
        "SELECT line, COUNT(*) FROM tickets WHERE away_until IS NOT NULL AND state = 'parked' AND for_counter IS NULL"
        " AND request IS NULL AND day = ? GROUP BY line"
    )
    return dict(connection.execute(query, (day,)))


def away_until(connection: sqlite3.Connection, day: str, now: int) -> list[int]:
    """Ids of the day's tickets whose person was here and had gone for a while that is over at `now` (UTC milliseconds).

    One that would end later than anybody may go was begun by a clock that was ahead, and is over too.
    """
    query = (
        "SELECT id FROM tickets WHERE away_until IS NOT NULL AND state = 'parked' AND for_counter IS NULL AND day = ?"
        " AND request IS NULL AND away_until NOT BETWEEN ? AND ? ORDER BY away_until"
    )
    return [row[0] for row in connection.execute(query, (day, now + 1, now + _LONGEST_AWAY_MS))]


def of_field(connection: sqlite3.Connection, day: str, field: str) -> list[Ticket]:
    """The day's unfinished tickets of a field: waiting, called, served, parked or missed."""
    query = (
        f"{_SELECT}WHERE day = ? AND field = ? AND state NOT IN ('finished', 'cancelled') ORDER BY {IN_LINE}"
    )
    return [ticket_from(row) for row in connection.execute(query, (day, field))]


def of_class(connection: sqlite3.Connection, day: str, priority: str) -> list[Ticket]:
    """The day's tickets of a priority class that may still be called or are being served."""
    query = (
        f"{_SELECT}WHERE day = ? AND priority = ?"
        f" AND state IN ('waiting', 'called', 'serving', 'parked') ORDER BY {IN_LINE}"
    )
    return [ticket_from(row) for row in connection.execute(query, (day, priority))]


def with_prefix(connection: sqlite3.Connection, day: str, prefix: str, besides: str) -> bool:
    """Whether a ticket of the day with this prefix is of another field than `besides`."""
    query = "SELECT 1 FROM tickets WHERE day = ? AND prefix = ? AND field != ? LIMIT 1"
    return connection.execute(query, (day, prefix, besides)).fetchone() is not None


def prefixes_of(connection: sqlite3.Connection, day: str) -> set[str]:
    """What stands before the numbers of a day."""
    return {row[0] for row in connection.execute("SELECT DISTINCT prefix FROM tickets WHERE day = ?", (day,))}


def latest_calls(
    connection: sqlite3.Connection, day: str, counters: Collection[int], limit: int
) -> list[Ticket]:
    """The day's tickets called last to one of these counters, newest call first."""
    marks = ", ".join("?" * len(counters))
    query = (
        f"{_SELECT}WHERE day = ? AND call_seq IS NOT NULL AND counter IN ({marks})"
        " ORDER BY call_seq DESC LIMIT ?"
    )
    return [ticket_from(row) for row in connection.execute(query, (day, *counters, limit))]


def latest_taken(connection: sqlite3.Connection, day: str, limit: int) -> list[int]:
    """The `seq` of the last call of each of the day's tickets, newest first."""
    query = "SELECT taken_seq FROM tickets WHERE day = ? AND taken_seq IS NOT NULL ORDER BY taken_seq DESC LIMIT ?"
    return [row[0] for row in connection.execute(query, (day, limit))]


def taken_by(connection: sqlite3.Connection, day: str, actors: Sequence[str]) -> list[Ticket]:
    """The day's tickets that one of these (as the journal names them) was the last to call."""
    query = f"{_SELECT}WHERE day = ? AND officer = ?"
    return [ticket_from(row) for actor in actors for row in connection.execute(query, (day, actor))]


def printing(connection: sqlite3.Connection) -> list[int]:
    """Ids of the tickets whose slip was never reported on."""
    return [row[0] for row in connection.execute("SELECT id FROM tickets WHERE print = 'printing'")]


def unprinted(connection: sqlite3.Connection, day: str, limit: int) -> list[Ticket]:
    """The day's first `limit` tickets that are still in use and whose slip failed or is unknown."""
    query = (
        f"{_SELECT}WHERE day = ? AND print IN ('failed', 'unknown')"
        " AND state IN ('waiting', 'called', 'serving', 'parked') ORDER BY id LIMIT ?"
    )
    return [ticket_from(row) for row in connection.execute(query, (day, limit))]


def everything(connection: sqlite3.Connection) -> dict[int, Ticket]:
    """Every ticket there is, by id."""
    return {row[0]: ticket_from(row) for row in connection.execute(_SELECT)}
