"""The doctor: replay the whole journal and name every difference from the tables."""

import sqlite3
from collections import Counter as Count
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from server.core.events import DeviceEnrolled, DeviceRevoked, Entry, ScreenPlaced, TicketBroughtIn
from server.core.model import Counter, Ticket
from server.core.notices import Standing, evolve_standing
from server.core.queue.counters import evolve_counter
from server.core.queue.tickets import evolve_ticket
from server.core.screens.place import ScreenPlace
from server.store import journal, screens
from server.store.notices import tables as notices
from server.store.people import accounts
from server.store.people.accounts import Device
from server.store.queue import call_rows, counters, series, tallies, tickets
from server.store.queue import offline_numbers as brought_in
from server.store.queue.call_rows import Taken

K = TypeVar("K")
V = TypeVar("V")


@dataclass
class Replayed:
    """What the journal alone says the tables should hold."""

    tickets: dict[int, Ticket] = field(default_factory=dict)
    counters: dict[int, Counter] = field(default_factory=dict)
    brought_in: dict[tuple[int, str, int], int] = field(default_factory=dict)
    screens: dict[int, ScreenPlace] = field(default_factory=dict)
    calls: dict[int, Taken] = field(default_factory=dict)
    devices: dict[int, Device] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)
    seq: int = 0

    def take(self, entry: Entry) -> None:
        """Let one entry take effect."""
        self.seq = entry.seq
        event = entry.event
        self.standing = evolve_standing(self.standing, entry)
        if (ticket := event.ticket_id) is not None:
            self._take_ticket(ticket, entry)
        self._take_device(entry)
        if isinstance(event, TicketBroughtIn):
            self.brought_in[event.device, event.kiosk_day, event.n] = event.ticket
        if isinstance(event, ScreenPlaced):
            self.screens[event.device] = ScreenPlace(event.hall, event.layout, event.panel, event.sound)
        if (n := event.counter_n) is not None:
            self.counters[n] = evolve_counter(self.counters.get(n, Counter(n)), entry)

    def _take_ticket(self, ticket: int, entry: Entry) -> None:
        before = self.tickets.get(ticket)
        after = self.tickets[ticket] = evolve_ticket(before, entry)
        if (step := call_rows.step(before, after)) is not None:
            seq, call = step
            if call is None:
                self.calls.pop(seq, None)
            else:
                self.calls[seq] = call

    def _take_device(self, entry: Entry) -> None:
        event = entry.event
        if isinstance(event, DeviceEnrolled):
            self.devices[event.device] = Device(event.device, event.kind, event.name, entry.at, None)
        elif isinstance(event, DeviceRevoked) and (device := self.devices.get(event.device)) is not None:
            self.devices[event.device] = replace(device, revoked_at=entry.at)


def examine(connection: sqlite3.Connection) -> Iterator[str]:
    """Every difference between the journal and the tables, and every rule broken, as sentences."""
    yield from _integrity(connection)
    replayed = Replayed()
    yield from _replay(connection, replayed)
    yield from _compared(connection, replayed)
    yield from _hands(replayed)


def _compared(connection: sqlite3.Connection, replayed: Replayed) -> Iterator[str]:
    tables: tuple[tuple[str, Mapping[Any, Any], Callable[[sqlite3.Connection], Mapping[Any, Any]]], ...] = (
        ("ticket", replayed.tickets, tickets.everything),
        ("counter", replayed.counters, counters.everything),
        ("call", replayed.calls, call_rows.everything),
        ("tally", _tallies_of(replayed), tallies.everything),
        ("number brought in", replayed.brought_in, brought_in.everything),
        ("device", replayed.devices, _devices),
        ("screen", replayed.screens, screens.everything),
        ("series", _series_of(replayed), series.everything),
        ("notice", replayed.standing.notices, notices.notices),
        ("outage", replayed.standing.outages, notices.outages),
        ("emergency message", replayed.standing.emergencies, notices.emergencies),
    )
    for what, should, everything in tables:
        try:
            yield from _differences(what, should, everything(connection))
        except ValueError as wrong:
            yield f"{what}: {wrong}"


def _devices(connection: sqlite3.Connection) -> dict[int, Device]:
    return {device.id: device for device in accounts.devices(connection)}


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"database: {line}"


def _replay(connection: sqlite3.Connection, replayed: Replayed) -> Iterator[str]:
    try:
        for entry in journal.since(connection, 0):
            if entry.seq != replayed.seq + 1:
                yield f"journal: rows {replayed.seq + 1} to {entry.seq - 1} are missing"
            replayed.take(entry)
    except ValueError as wrong:
        yield f"journal: after row {replayed.seq}: {wrong}"


def _differences(what: str, should: Mapping[K, V], stored: Mapping[K, V]) -> Iterator[str]:
    for key in sorted(should.keys() | stored.keys(), key=str):
        wanted, found = should.get(key), stored.get(key)
        if wanted != found:
            yield f"{what} {key}: {_told(wanted, found)}"


def _told(wanted: Any, found: Any) -> str:
    if wanted is None:
        return "is in the table but not in the journal"
    if found is None:
        return "is in the journal but not in the table"
    if isinstance(wanted, Ticket | Counter | Device):
        pairs = ((f.name, getattr(wanted, f.name), getattr(found, f.name)) for f in fields(wanted))
        return "; ".join(f"{name} is {b!r}, the journal says {a!r}" for name, a, b in pairs if a != b)
    return f"is {found!r}, the journal says {wanted!r}"


def _tallies_of(replayed: Replayed) -> dict[tuple[str, str, str], int]:
    return dict(Count((t.day, t.field, t.state.value) for t in replayed.tickets.values()))


def _series_of(replayed: Replayed) -> dict[tuple[str, str], int]:
    last: dict[tuple[str, str], int] = {}
    for ticket in replayed.tickets.values():
        key = (ticket.day, ticket.prefix)
        last[key] = max(last.get(key, 0), ticket.n)
    return last


def _hands(replayed: Replayed) -> Iterator[str]:
    numbers = Count((t.day, t.number) for t in replayed.tickets.values())
    yield from (
        f"number {number} of {day} was given {n} times" for (day, number), n in numbers.items() if n > 1
    )
    held = Count(c.ticket for c in replayed.counters.values() if c.ticket is not None)
    yield from (f"ticket {ticket} is in the hands of {n} counters" for ticket, n in held.items() if n > 1)
