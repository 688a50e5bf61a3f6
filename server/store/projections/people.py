"""The tables of people, devices and tokens, whose lives are in `server.core.people`."""

import sqlite3
from typing import Any, Final

from server.core.events import (
    DeviceEnrolled,
    DeviceRevoked,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    TokenIssued,
    TokenRevoked,
)
from server.core.people import evolve_device, evolve_person, evolve_token
from server.store.people import devices, people, tokens
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


PEOPLE: Final = (
    Projection(
        "person",
        "people",
        (PersonAdded, PersonChanged, PersonRemoved, PinSet, PinRemoved),
        _follow_person,
        _replay_person,
        people.everything,
    ),
    Projection(
        "device",
        "devices",
        (DeviceEnrolled, DeviceRevoked),
        _follow_device,
        _replay_device,
        devices.everything,
    ),
    Projection(
        "token", "tokens", (TokenIssued, TokenRevoked), _follow_token, _replay_token, tokens.everything
    ),
)
