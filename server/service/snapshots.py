"""What whoever is connected is sent after every change: the kiosk's and the manager's snapshots.

A counter's is its console (`server.service.queue.console`), a hall's its board (`server.hall.board`).
"""

from dataclasses import dataclass

from server.service.centre import centre_now
from server.service.centre_views import opening_view
from server.service.context import Context
from server.service.machines.kiosk_help import calls
from server.service.machines.now import ClockNow, DeviceNow, LinesNow, PrinterNow
from server.service.machines.views import device_view, lines_view, printer_health_view, printer_view
from server.service.notices.views import centre_notices
from server.service.people import people
from server.service.queue.slips import unprinted
from server.service.queue.standby import suggestions
from server.service.queue.views import counter_view, suggestion_view, unprinted_view
from server.service.reports.figures import figures
from server.service.reports.views import figures_view
from server.service.screens.board import centre_facts
from server.service.screens.now import ScreenNow
from server.service.screens.views import screen_view
from server.service.views import View, field_view, iso


@dataclass(frozen=True, slots=True)
class Machines:
    """All machines at one moment."""

    printer: PrinterNow
    lines: LinesNow
    devices: list[DeviceNow]
    screens: list[ScreenNow]
    clock: ClockNow | None = None


def kiosk_snapshot(context: Context, printer: PrinterNow) -> View:
    """What kiosks are sent: whether numbers are given, the fields and their queues, the printer, notices."""
    now = centre_now(context)
    return {
        "seq": now.seq,
        "at": iso(context, now.at),
        "day": now.day,
        "opening": opening_view(now.opening),
        "fields": [field_view(field, "vi") for field in now.fields],
        "printer": printer_view(printer),
        **centre_notices(context),
        "kiosk_help": calls(context),
    }


def manager_snapshot(context: Context, machines: Machines) -> View:
    """What the manager's page is sent: figures, counters, what to open, slips to print, the machines.

    `notices` changes whenever notices do, so that the page asks for them again.
    """
    return figures_view(context, figures(context)) | {
        "counters": _counters(context),
        "suggestions": [suggestion_view(found) for found in suggestions(context)],
        "printer": printer_health_view(context, machines.printer),
        "slips": [unprinted_view(ticket) for ticket in unprinted(context)],
        "sockets": lines_view(machines.lines),
        "devices": [device_view(context, device) for device in machines.devices],
        "clock": None
        if machines.clock is None
        else {"text": machines.clock.text, "action": machines.clock.action},
        "screens": [screen_view(context, screen) for screen in machines.screens],
        "notices": context.standing.moves,
        "kiosk_help": calls(context),
    }


def _counters(context: Context) -> list[View]:
    names = {person.username: person.name for person in people.people(context)}
    facts = sorted(centre_facts(context).counters, key=lambda here: here.counter.n)
    return [counter_view(context, here, names) for here in facts]
