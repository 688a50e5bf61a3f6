"""What the tests of numbers from afar need of the rest: a centre that is heard, and a line to it that does what the link and the city's intake do."""

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from server.city.requests.handing import answered, handed
from server.service.context import Context
from server.store import journal

SHOWN: Mapping[str, Any] = {
    "open": True,
    "closed_words": None,
    "zone": "Asia/Ho_Chi_Minh",
    "place": {"lat": 21.0, "lon": 105.8, "address": "12 phố Mẫu"},
    "lines": {"CT": ["A001", "A002"]},
    "waits": {"CT": [600, 900]},
    "remote": {"CT": {"share": 200, "left": 200}, "HT": {"share": 3, "left": 0}},
}
STATE = {"fields": {"CT": {"names": {"vi": "Chứng thực", "en": "Certification"}}}}


def a_centre(conninfo: str, code: str = "W0001", **shown: Any) -> str:
    """A centre that is heard, however long the test takes."""
    with psycopg.connect(conninfo) as connection:
        _centre_now(connection)
        connection.execute(
            "INSERT INTO centre (code, name, shown, heard_at) VALUES (%s, 'Phường Hòa Bình', %s, now() + interval '1 hour')",
            (code, Jsonb({**SHOWN, **shown})),
        )
        connection.execute(
            "INSERT INTO centre_now (centre, epoch, v, seq, day, state) VALUES (%s, 1, 1, 0, current_date, %s)",
            (code, Jsonb(STATE)),
        )
    return code


def silent(conninfo: str, code: str = "W0001", seconds: int = 31) -> None:
    """Nobody has heard of it for so long."""
    with psycopg.connect(conninfo) as connection:
        connection.execute(
            "UPDATE centre SET heard_at = now() - make_interval(secs => %s) WHERE code = %s", (seconds, code)
        )


def time_passes(connection: psycopg.Connection[Any], seconds: float, code: str = "W0001") -> None:
    """For everything that was asked at a centre."""
    for column in ("asked_at", "deadline"):
        connection.execute(
            f"UPDATE request SET {column} = {column} - make_interval(secs => %s) WHERE centre = %s",
            (seconds, code),
        )


def sync(
    connection: psycopg.Connection[Any],
    code: str,
    context: Context | None = None,
    answers: Sequence[Mapping[str, Any]] = (),
) -> list[dict[str, Any]]:
    """One beat: the centre's new rows are stored, its answers taken, and what it is asked is answered."""
    row = connection.execute("SELECT stored FROM centre WHERE code = %s FOR UPDATE", (code,)).fetchone()
    assert row is not None
    if context is not None:
        with context.store.read() as reading:
            days = dict(reading.execute("SELECT seq, day FROM journal WHERE seq > ?", (row[0],)).fetchall())
            entries = list(journal.since(reading, row[0]))
        for entry in entries:
            connection.execute(
                "INSERT INTO log (centre, epoch, seq, at, day, type, ticket, counter, data)"
                " VALUES (%s, 1, %s, %s, current_date, %s, %s, %s, %s)",
                (
                    code,
                    entry.seq,
                    entry.at,
                    entry.event.type,
                    entry.event.ticket_id,
                    entry.event.counter_n,
                    Jsonb(entry.data()),
                ),
            )
        stored = max([row[0], *days])
        connection.execute(
            "UPDATE centre SET stored = %s, heard_at = now() + interval '1 hour' WHERE code = %s",
            (stored, code),
        )
    answered(connection, code, answers)
    return list(handed(connection, code)["requests"])


def _centre_now(connection: psycopg.Connection[Any]) -> None:
    """The table is made by those who fold; here it only has to be there."""
    connection.execute(
        "CREATE TABLE IF NOT EXISTS centre_now (centre text PRIMARY KEY, epoch integer, v bigint, seq bigint,"
        " day date, state jsonb)"
    )
