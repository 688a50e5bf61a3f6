"""The tables of people, devices and tokens, whose lives are in `server.core.people`."""

import sqlite3
from typing import Any, Final

from server.core.events import (
    DeviceChanged,
    DeviceEnrolled,
    DeviceRevoked,
    PasswordSet,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    SessionBegun,
    SessionEnded,
    TokenIssued,
    TokenRevoked,
)
from server.core.people import evolve_device, evolve_person, evolve_token
from server.core.sessions import begun, ended_by
from server.store.people import devices, people, sessions, tokens
from server.store.projections.base import Happening, Projection, Rows


def _key(happening: Happening, name: str) -> Any:
    return getattr(happening.entry.event, name)


def _follow_person(connection: sqlite3.Connection, happening: Happening) -> None:
    username = _key(happening, "username")
    after = evolve_person(people.find(connection, username), happening.entry)
    if after is None:
        people.remove(connection, username)
    else:
        people.save(connection, after)


def _replay_person(rows: Rows, happening: Happening) -> None:
    username = _key(happening, "username")
    after = evolve_person(rows.pop(username, None), happening.entry)
    if after is not None:
        rows[username] = after


def _follow_device(connection: sqlite3.Connection, happening: Happening) -> None:
    before = devices.find(connection, _key(happening, "device"))
    devices.save(connection, evolve_device(before, happening.entry))


def _replay_device(rows: Rows, happening: Happening) -> None:
    device = _key(happening, "device")
    rows[device] = evolve_device(rows.get(device), happening.entry)


def _follow_token(connection: sqlite3.Connection, happening: Happening) -> None:
    before = tokens.find(connection, _key(happening, "token"))
    tokens.save(connection, evolve_token(before, happening.entry))


def _replay_token(rows: Rows, happening: Happening) -> None:
    token = _key(happening, "token")
    rows[token] = evolve_token(rows.get(token), happening.entry)


def _follow_session(connection: sqlite3.Connection, happening: Happening) -> None:
    """People sign in and out a few hundred times a week at most: all their sessions are looked at."""
    for session in sessions.everything(connection).values():
        if ended_by(session, happening.entry):
            sessions.remove(connection, session.id)
    if (new := begun(happening.entry)) is not None:
        sessions.save(connection, new)


def _replay_session(rows: Rows, happening: Happening) -> None:
    for session in [each for each in rows.values() if ended_by(each, happening.entry)]:
        del rows[session.id]
    if (new := begun(happening.entry)) is not None:
        rows[new.id] = new


PEOPLE: Final = (
    Projection(
        "person",
        "people",
        (PersonAdded, PersonChanged, PersonRemoved, PasswordSet, PinSet, PinRemoved),
        _follow_person,
        _replay_person,
        people.everything,
    ),
    Projection(
        "device",
        "devices",
        (DeviceEnrolled, DeviceChanged, DeviceRevoked),
        _follow_device,
        _replay_device,
        devices.everything,
    ),
    Projection(
        "token", "tokens", (TokenIssued, TokenRevoked), _follow_token, _replay_token, tokens.everything
    ),
    Projection(
        "session",
        "sessions",
        (SessionBegun, SessionEnded, PasswordSet, PinSet, PinRemoved, PersonRemoved, DeviceRevoked),
        _follow_session,
        _replay_session,
        sessions.everything,
    ),
)
