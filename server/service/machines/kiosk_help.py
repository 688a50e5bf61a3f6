"""Kiosks that call a helper: calling, answering, and who calls now."""

import sqlite3
from dataclasses import dataclass

from server.core.queue.help import HelpCall, answer_kiosk, call_from_kiosk, still
from server.service.context import Context
from server.service.machines.points import point_of
from server.store import Transaction, kiosk_help
from server.store.people import devices


@dataclass(frozen=True, slots=True)
class KioskHelp:
    """A kiosk, by its device's number and name, and its call."""

    device: int
    name: str
    call: HelpCall


def call(context: Context, device: int, actor: str) -> KioskHelp:
    """A kiosk calls a helper; pressing again while the call is open makes no second call. Returns the call."""

    def write(transaction: Transaction) -> KioskHelp:
        before = kiosk_help.find(transaction.connection, device)
        if (event := call_from_kiosk(device, before, transaction.now)) is not None:
            transaction.record(event, actor)
        found = kiosk_help.find(transaction.connection, device)
        assert found is not None
        return _named(transaction.connection, device, found)

    return context.store.write(write)


def answer(context: Context, device: int, actor: str) -> list[KioskHelp]:
    """Somebody goes to the calling kiosk; a second person changes nothing. Returns all calls."""

    def write(transaction: Transaction) -> list[KioskHelp]:
        before = kiosk_help.find(transaction.connection, device)
        if (event := answer_kiosk(device, before, transaction.now)) is not None:
            transaction.record(event, actor)
        return calls_of(transaction.connection, transaction.now)

    return context.store.write(write)


def calls(context: Context) -> list[KioskHelp]:
    """The kiosks that call now, and those to which somebody is going, the first call first."""
    with context.store.read() as connection:
        return calls_of(connection, context.clock())


def at_point(context: Context, found: list[KioskHelp], point: str) -> list[KioskHelp]:
    """The calls of a point's kiosks: helpers do not go to another point."""
    if not context.centre.layout.points:
        return found
    return [each for each in found if point_of(context, each.device) == point]


def calls_of(connection: sqlite3.Connection, now: int) -> list[KioskHelp]:
    """The same as this connection sees it, at `now` (UTC milliseconds)."""
    standing = {device: still(found, now) for device, found in kiosk_help.everything(connection).items()}
    open_ = sorted(
        ((c.at, device, c) for device, c in standing.items() if c is not None), key=lambda x: x[:2]
    )
    return [_named(connection, device, found) for _, device, found in open_]


def _named(connection: sqlite3.Connection, device: int, found: HelpCall) -> KioskHelp:
    known = devices.find(connection, device)
    return KioskHelp(device, "" if known is None else known.name, found)
