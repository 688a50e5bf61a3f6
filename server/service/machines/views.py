"""Machines as JSON."""

from server.service.context import Context
from server.service.machines.now import DeviceNow, LinesNow, PrinterAt, PrinterNow, TrialNow
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
        "wrong_clock_s": device.wrong_clock_s,
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


def printer_at_view(context: Context, printer: PrinterAt) -> View:
    """A printer as the manager's page of printers shows it."""
    return {
        "id": printer.id,
        "name": printer.name,
        "address": printer.address,
        "width": printer.width,
        "state": printer.state,
        "text": dict(printer.text),
        "since": iso(context, printer.since),
        "waiting": printer.waiting,
        "printed_at": iso(context, printer.printed_at),
        "heard": [dict(text) for text in printer.heard],
        "trial": None if printer.trial is None else _trial_view(context, printer.trial),
    }


def _trial_view(context: Context, trial: TrialNow) -> View:
    return {"asked_at": iso(context, trial.asked_at), "state": trial.state, "text": dict(trial.text)}


def lines_view(lines: LinesNow) -> View:
    """How many are connected."""
    return {"live": lines.live, "cap": lines.cap}
