"""What the rules of alerts measure, at one moment."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.core.alerts import Measured, Metric, Reading
from server.core.model import TicketState
from server.core.printers import Need, meant
from server.core.queue.lines import MAIN, field_of, point_of
from server.core.units import HOUR_MS, MINUTE_MS
from server.core.usual_day import share_of_usual
from server.service.backups.told import last_sign
from server.service.context import Context
from server.service.machines.now import DeviceNow, PrinterAt
from server.service.machines.silence import is_silent
from server.service.reports.arrivals import came_until
from server.service.standby.second_boxes import SecondBoxNow
from server.service.today import today
from server.store.queue import lasting, tallies
from server.store.queue.lasting import Lasting

_OF_STATE: Final = {TicketState.CALLED: Metric.CALLED, TicketState.SERVING: Metric.SERVING}


@dataclass(frozen=True, slots=True)
class Machines:
    """Asks how the machines are, second boxes too; `since` (UTC milliseconds) is when they could first be heard."""

    devices: Callable[[], list[DeviceNow]]
    printers: Callable[[], list[PrinterAt]]
    since: int
    second_boxes: Callable[[], list[SecondBoxNow]] = list


def measure(context: Context, machines: Machines) -> Measured:
    """All present readings.

    During lunch and when everybody has gone home, nothing is measured; fields without a counter and arrivals only while
    numbers are given, a machine only while they are given at its point. While the time is in doubt, a person at a counter is
    the only sign that it is not night, and there is no usual number of arrivals.
    """
    now = context.clock()
    at = context.centre.local(now)
    known = not context.clock.holds
    open_at = [p for p in (MAIN, *context.centre.layout.points) if context.centre.hours_at(p).open_at(at)]
    at_lunch = not open_at and context.centre.hours.keeps_places_at(at)
    if at_lunch or (not context.working() and not (open_at and known)):
        return {}
    with context.store.read() as connection:
        day = today(context, connection)[2]
        found = _of_queue(context, connection, day, now)
        if open_at:
            found[Metric.UNSERVED] = _unserved(context, connection, day, open_at)
    if open_at:
        found |= _of_machines(context, machines, at, open_at)
        found[Metric.ARRIVALS] = _arrivals(context, day, at) if known else []
        found[Metric.BACKUP] = _backup(context, now)
    return found


def _of_queue(
    context: Context, connection: sqlite3.Connection, day: str, now: int
) -> dict[Metric, list[Reading]]:
    found: dict[Metric, list[Reading]] = {metric: [] for metric in _OF_STATE.values()}
    lines = context.centre.layout.lines
    first = (one for line in lines for one in lasting.waiting(connection, day, line, 1))
    found[Metric.LONGEST_WAIT] = [
        Reading(f"field:{one.line}", _minutes(one, now), field_of(one.line)) for one in first
    ]
    counted = {line: tallies.waiting(connection, day, line) for line in lines}
    each = (Reading(f"field:{line}", people, field_of(line)) for line, people in counted.items())
    found[Metric.WAITING] = [Reading("", sum(counted.values())), *each]
    for one in lasting.in_hand(connection, day):
        found[_OF_STATE[one.state]].append(_of_ticket(one, now))
    found[Metric.PARKED] = [_of_ticket(one, now) for one in lasting.parked(connection, day)]
    return found


def _unserved(
    context: Context, connection: sqlite3.Connection, day: str, open_at: Collection[str]
) -> list[Reading]:
    """The lines without a counter at the points where numbers are given now."""
    served = context.serving()
    return [
        Reading(f"field:{line}", tallies.waiting(connection, day, line), field_of(line))
        for line in context.centre.layout.lines
        if point_of(line) in open_at and not served.get(line)
    ]


def _of_machines(
    context: Context, machines: Machines, at: datetime, open_at: Collection[str]
) -> dict[Metric, list[Reading]]:
    """The machines and printers at the points where numbers are given now; machines elsewhere may be off."""
    began = {point: _session_began(context, point, at) for point in open_at}
    devices = [(device, _point(context, device)) for device in machines.devices()]
    heard_from = ((device, max(machines.since, began[point])) for device, point in devices if point in began)
    points = {str(device.id): point for device, point in devices}
    printers = (each for each in machines.printers() if points.get(each.id, MAIN) in began)
    silent = [
        *_silent(heard_from, context.clock()),
        *_silent_boxes(machines, min(began.values()), context.clock()),
    ]
    return {
        Metric.SILENT: silent,
        Metric.PRINTER: [_printer(printer) for printer in printers],
    }


def _point(context: Context, device: DeviceNow) -> str:
    return context.centre.layout.hall_points.get(device.hall or "", MAIN)


def _silent(found: Iterable[tuple[DeviceNow, int]], now: int) -> Iterator[Reading]:
    """How long kiosks and screens have been silent, counted from when each could first be heard."""
    for device, heard_from in found:
        if is_silent(device):
            since = max(device.last_seen or 0, device.enrolled_at, heard_from)
            yield Reading(f"device:{device.id}", max(0, now - since) // MINUTE_MS)


def _silent_boxes(machines: Machines, began: int, now: int) -> Iterator[Reading]:
    """How long second boxes are silent, counted as for kiosks; `began` is when the first session did."""
    for box in machines.second_boxes():
        if box.silent:
            since = max(box.heard_at, began, machines.since)
            yield Reading(f"second:{box.token}", max(0, now - since) // MINUTE_MS)


def _session_began(context: Context, point: str, at: datetime) -> int:
    """When the session began that this point is open in, UTC milliseconds: machines are off before."""
    sessions = context.centre.hours_at(point).sessions_on(at.date())
    start = next((session.start for session in sessions if session.holds(at.time())), at.time())
    return round(datetime.combine(at.date(), start, at.tzinfo).timestamp() * 1000)


def _printer(printer: PrinterAt) -> Reading:
    return Reading(f"printer:{printer.id}", int(meant(printer.state).need is Need.SOMEBODY))


def _backup(context: Context, now: int) -> list[Reading]:
    """The age of the latest backup; of none at all, since when none could be made."""
    part = context.settings.document.backup
    if part.folder is None or not part.every_hours or (since := last_sign(context)) is None:
        return []
    return [Reading("", max(0, now - since) // HOUR_MS)]


def _arrivals(context: Context, day: str, at: datetime) -> list[Reading]:
    share = share_of_usual(came_until(context, day), context.usual_day(day), at)
    return [] if share is None else [Reading("", share)]


def _of_ticket(one: Lasting, now: int) -> Reading:
    return Reading(f"ticket:{one.number}", _minutes(one, now), field_of(one.line))


def _minutes(one: Lasting, now: int) -> int:
    return max(0, now - one.since) // MINUTE_MS
