"""The second machine's PostgreSQL becomes the one that is written to."""

from dataclasses import dataclass
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from server.city.people.acts import PROMOTED
from server.city.people.audit import record

_WAIT_S: Final = 60
_ASK_S: Final = 3
_STANDS = (
    "SELECT pg_is_in_recovery(), pg_wal_lsn_diff(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())::bigint,"
    " extract(epoch FROM now() - pg_last_xact_replay_timestamp())::bigint"
)


class NotPromoted(Exception):
    """Nothing was changed; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Replica:
    """A replica: its `unread` bytes, which it must still replay, and how long ago (seconds) its newest change was made; `None` for never."""

    unread: int
    newest_s: int | None


def look(conninfo: str) -> Replica:
    """How far the server at `conninfo` is. Raises `NotPromoted` if it is not a replica or does not answer."""
    try:
        with psycopg.connect(conninfo, connect_timeout=_ASK_S) as connection:
            replica, unread, newest = connection.execute(_STANDS).fetchone() or (False, 0, None)
    except psycopg.OperationalError as error:
        raise NotPromoted(f"The PostgreSQL of this machine does not answer: {error}") from error
    if not replica:
        raise NotPromoted(
            "The PostgreSQL of this machine is written to already: there is nothing to promote."
        )
    return Replica(int(unread or 0), None if newest is None else int(newest))


def writable_elsewhere(conninfo: str) -> str | None:
    """The first machine in the settings that still accepts writes; `None` if there is none."""
    parts = conninfo_to_dict(conninfo)
    hosts, ports = _listed(parts.get("host")), _listed(parts.get("port"))
    for place, host in enumerate(hosts):
        port = ports[place] if len(ports) == len(hosts) else (ports or [""])[0]
        one = make_conninfo(conninfo, host=host, port=port, target_session_attrs="read-write")
        try:
            psycopg.connect(one, connect_timeout=_ASK_S).close()
        except psycopg.OperationalError:
            continue
        return host
    return None


def promote(conninfo: str) -> None:
    """Make the replica at `conninfo` accept writes from now on. Raises `NotPromoted`."""
    look(conninfo)
    try:
        with psycopg.connect(conninfo, connect_timeout=_ASK_S, autocommit=True) as connection:
            done = connection.execute("SELECT pg_promote(true, %s)", (_WAIT_S,)).fetchone()
    except psycopg.Error as error:
        raise NotPromoted(f"PostgreSQL did not do it: {error}") from error
    if done != (True,):
        raise NotPromoted(f"PostgreSQL did not become writable within {_WAIT_S} s; see its log.")


def write_down(conninfo: str, actor: str) -> bool:
    """Note in the city at `conninfo` who let this machine be the one; whether that could be done."""
    try:
        with psycopg.connect(conninfo, connect_timeout=_ASK_S) as connection:
            record(connection, actor, PROMOTED, None, {})
    except psycopg.Error:
        return False
    return True


def _listed(said: object) -> list[str]:
    return str(said).split(",") if said else []
