"""What connected pages receive after every change: the kiosk's and the manager's snapshots, as values.

A counter's is its console (`server.service.queue.console`), a hall's its board (`server.hall.board`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.model import Ticket
from server.core.notices import Emergency, Outage
from server.core.queue.lines import MAIN
from server.core.reports.troubles import ReportTrouble
from server.service.alerts.open_alerts import AlertNow, standing
from server.service.centre import CentreNow, centre_now
from server.service.context import Context
from server.service.machines.kiosk_help import KioskHelp, at_point, calls
from server.service.machines.now import ClockNow, DeviceNow, LinesNow, PrinterNow
from server.service.people import people
from server.service.queue.slips import unprinted
from server.service.queue.standby import Suggestion, suggestions
from server.service.reports.attention import Attention, attention
from server.service.reports.now import Figures, figures
from server.service.screens.board import CounterFacts, centre_facts
from server.service.screens.now import ScreenNow
from server.store.procedures import edits


@dataclass(frozen=True, slots=True)
class MachinesNow:
    """All machines at one moment, and what keeps the written reports from being written."""

    printer: PrinterNow
    lines: LinesNow
    devices: list[DeviceNow]
    screens: list[ScreenNow]
    clock: ClockNow | None = None
    reports: ReportTrouble | None = None


@dataclass(frozen=True, slots=True)
class KioskNow:
    """Whether numbers are given, the fields and their queues; the printer; what concerns everybody; who calls a helper."""

    centre: CentreNow
    printer: PrinterNow
    outages: tuple[Outage, ...]
    emergency: Emergency | None
    kiosk_help: tuple[KioskHelp, ...]


@dataclass(frozen=True, slots=True)
class ManagerNow:
    """Figures, counters by number, what to open, slips to print, the machines, what asks for attention, the alerts that stand.

    `names` are what people are called, by their user names; `notices` is another number whenever notices have changed; `kiosk_help` are
    the kiosks that call a helper; `catalogue` is the `seq` of the latest change of the procedures.
    """

    figures: Figures
    counters: tuple[CounterFacts, ...]
    names: Mapping[str, str]
    suggestions: tuple[Suggestion, ...]
    slips: tuple[Ticket, ...]
    machines: MachinesNow
    notices: int
    kiosk_help: tuple[KioskHelp, ...]
    catalogue: int
    attention: Attention
    alerts: tuple[AlertNow, ...]


def kiosk_now(context: Context, printer: PrinterNow, point: str = MAIN) -> KioskNow:
    """What the kiosks of a point are to show."""
    standing = context.standing()
    return KioskNow(
        centre_now(context, point),
        printer,
        tuple(standing.outages.values()),
        standing.alarm(),
        tuple(at_point(context, calls(context), point)),
    )


def manager_now(context: Context, machines: MachinesNow) -> ManagerNow:
    """What the manager's page is to show."""
    return ManagerNow(
        figures(context),
        tuple(sorted(centre_facts(context).counters, key=lambda here: here.counter.n)),
        {person.username: person.name for person in people.people(context)},
        tuple(suggestions(context)),
        tuple(unprinted(context)),
        machines,
        context.standing.moves,
        tuple(calls(context)),
        _catalogue(context),
        attention(context, machines.devices),
        tuple(standing(context)),
    )


def _catalogue(context: Context) -> int:
    with context.store.read() as connection:
        return edits.version(connection)
