"""What needs the manager's attention now: the longest waits, what takes too long, silent machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.core.alerts import Metric
from server.core.attention import too_long_ms
from server.core.model import TicketState
from server.core.queue.lines import MAIN
from server.service.context import Context
from server.service.machines.now import DeviceNow
from server.service.machines.silence import is_silent
from server.service.today import today
from server.store.queue import lasting
from server.store.queue.lasting import Lasting

MOST_LONGEST: Final = 5
_METRICS: Final = {
    TicketState.CALLED: Metric.CALLED,
    TicketState.SERVING: Metric.SERVING,
    TicketState.PARKED: Metric.PARKED,
}


@dataclass(frozen=True, slots=True)
class Attention:
    """`longest` are those who wait longest, `too_long` is called, served or parked for too long, the longest first."""

    longest: tuple[Lasting, ...]
    too_long: tuple[Lasting, ...]
    silent: tuple[DeviceNow, ...]


def attention(context: Context, devices: Iterable[DeviceNow]) -> Attention:
    """What there is now, by a few look-ups in indexes."""
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        lines = context.centre.layout.lines
        waiting = [one for line in lines for one in lasting.waiting(connection, day, line, MOST_LONGEST)]
        going_on = [*lasting.in_hand(connection, day), *lasting.parked(connection, day)]
    return Attention(
        tuple(sorted(waiting, key=lambda one: one.since)[:MOST_LONGEST]),
        tuple(sorted((one for one in going_on if _too_long(context, one, now)), key=lambda one: one.since)),
        _silent(context, devices, now),
    )


def _too_long(context: Context, one: Lasting, now: int) -> bool:
    return now - one.since >= too_long_ms(context.centre.alerts, _METRICS[one.state])


def _silent(context: Context, devices: Iterable[DeviceNow], now: int) -> tuple[DeviceNow, ...]:
    """Machines that were heard since the start and are silent now, while numbers are given at their point."""
    centre, at = context.centre, context.centre.local(now)
    points = centre.layout.hall_points
    longest = too_long_ms(context.centre.alerts, Metric.SILENT)
    return tuple(
        device
        for device in devices
        if is_silent(device)
        and device.last_seen is not None
        and now - device.last_seen >= longest
        and centre.hours_at(points.get(device.hall or "", MAIN)).open_at(at)
    )
