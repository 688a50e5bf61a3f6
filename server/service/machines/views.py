"""Machines as JSON."""

from server.service.context import Context
from server.service.machines.now import ClockNow, DeviceNow, LinesNow, PrinterNow
from server.service.views import View, iso


def device_view(context: Context, device: DeviceNow) -> View:
    """A device as the manager's page shows it."""
    return {
        "id": device.id,
        "kind": device.kind,
        "name": device.name,
        "last_seen": iso(context, device.last_seen),
        "connected": device.connected,
        "page": device.page,
        "box": device.box,
        "revoked": device.revoked,
        "counter": device.counter,
    }


def printer_view(printer: PrinterNow) -> View:
    """The printer as the kiosk shows it: its state, and what to do about it."""
    return {"state": printer.state, "text": dict(printer.text)}


def printer_health_view(context: Context, printer: PrinterNow) -> View:
    """The printer as the manager's page shows it."""
    return printer_view(printer) | {
        "since": iso(context, printer.since),
        "waiting": printer.waiting,
        "printed_at": iso(context, printer.printed_at),
    }


def lines_view(lines: LinesNow) -> View:
    """How many are connected."""
    return {"live": lines.live, "cap": lines.cap}


def clock_view(clock: ClockNow) -> View:
    """What is wrong with the server's clock, and what to do."""
    return {"text": dict(clock.text), "action": dict(clock.action)}
