"""Real wards, lived through the product's own use cases, and a stand-in of their line to the city: what may leave is stored."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from psycopg import Connection

from server.city.fold import reading
from server.city.fold.comparing import CENTRE, differences, forget
from server.city.fold.tables import COUNTERS, TICKETS
from server.command.city.centre_tables import tables_of
from server.core.events import EVENT_TYPES, DayPacked, SettingChanged, SettingsBegun
from server.service.context import Context

__all__ = ["EVENT_TYPES"]
LEAVES = {each.type for each in (*TICKETS, *COUNTERS, SettingsBegun, SettingChanged, DayPacked)}
BLANK = {"officer": "", "note": None, "reason": None, "text": None, "help_text": None, "why": None}
PARTS_AT_HOME = {"alerts", "backup", "messages", "printer", "voice", "webhooks"}
Row = tuple[int, int, str, str, int | None, int | None, str]


def leaving(row: Row) -> Row | None:
    """What of a row leaves a centre."""
    seq, at, day, type_, ticket, counter, data = row
    if type_ not in LEAVES:
        return None
    facts = narrowed(json.loads(data))
    if type_ == "setting_changed" and facts["part"] in PARTS_AT_HOME:
        return None
    if type_ == "settings_begun":
        facts = {"settings": {k: v for k, v in facts["settings"].items() if k not in PARTS_AT_HOME}}
    return seq, at, day, type_, ticket, counter, json.dumps(facts)


def narrowed(value: Any) -> Any:
    """Without what stays at home, however deep it lies."""
    if isinstance(value, dict):
        found = {name: narrowed(of) for name, of in value.items() if name not in {"note_vi", "note_en"}}
        return {name: None if of is None else BLANK.get(name, of) for name, of in found.items()}
    return [narrowed(of) for of in value] if isinstance(value, list) else value


def rows_of(connection: sqlite3.Connection, after: int = 0) -> Iterator[Row]:
    """The rows of a journal that leave."""
    query = "SELECT seq, at, day, type, ticket, counter, data FROM journal WHERE seq > ? ORDER BY seq"
    for row in connection.execute(query, (after,)):
        if (left := leaving(row)) is not None:
            yield left


def join(city: Connection[Any], code: str) -> None:
    """A centre of the city that has sent nothing yet."""
    city.execute("INSERT INTO centre (code, name) VALUES (%s, %s) ON CONFLICT DO NOTHING", (code, code))


def store(city: Connection[Any], code: str, rows: Sequence[Row], last: int, epoch: int = 1) -> None:
    """What ingest does with a batch."""
    copy = "COPY log (centre, epoch, seq, at, day, type, ticket, counter, data) FROM STDIN"
    with city.transaction(), city.cursor() as cursor:
        with cursor.copy(copy) as out:
            for row in rows:
                out.write_row((code, epoch, *row))
        city.execute("UPDATE centre SET stored = %s WHERE code = %s", (last, code))
        city.execute("SELECT pg_notify('city_stored', %s)", (code,))


def send(city: Connection[Any], code: str, context: Context, most: int = 10_000) -> bool:
    """Send a centre's next rows, at most so many; whether there were any."""
    (stored, epoch) = city.execute(
        "SELECT stored, epoch FROM centre WHERE code = %s", (code,)
    ).fetchone() or (0, 1)
    with context.store.read() as connection:
        (last,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
        upto = min(last or 0, stored + most)
        rows = [row for row in rows_of(connection, stored) if row[0] <= upto]
    store(city, code, rows, upto, epoch)
    return upto > stored


def unlike(city: Connection[Any], code: str, context: Context) -> list[str]:
    """What of the city's tables is not as the centre's own."""
    here = reading.everything(city, code)
    with context.store.read() as connection:
        there = tables_of(connection)
    forget(there.tables, there.gone - here.tickets.keys())
    return list(differences(there.tables, here, CENTRE))


def halted(city: Connection[Any], code: str) -> Any:
    """Where a centre's tables stand still, and why."""
    return city.execute("SELECT halted FROM centre WHERE code = %s", (code,)).fetchone()[0]
