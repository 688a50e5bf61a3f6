"""Machines as JSON."""

from server.core.box_upgrades import BoxUpgrade, said_of
from server.core.texts import LANGUAGES
from server.service.context import Context
from server.service.machines.box_news import BoxNews
from server.service.machines.kiosk_help import KioskHelp
from server.service.machines.now import ClockNow, DeviceNow, LinesNow, PrinterAt, PrinterNow, TrialNow
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
        "wrong_clock_s": device.wrong_clock_s,
        "upgrade": None if device.upgrade is None else upgrade_view(device.upgrade),
    }


def upgrade_view(upgrade: BoxUpgrade) -> View:
    """How far a kiosk's box is with a newer version."""
    said = said_of(upgrade)
    text = {language: said.said(language) for language in LANGUAGES}
    return {"version": upgrade.version, "state": upgrade.state, "why": upgrade.why, "text": text}


def box_news_view(news: BoxNews) -> View:
    """Marks of the data that a kiosk's box keeps, which change when it must fetch them again."""
    return {"centre_tag": news.centre, "names_tag": news.names}


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


def clock_view(clock: ClockNow) -> View:
    """What is wrong with the server's clock, and what to do."""
    return {"text": dict(clock.text), "action": dict(clock.action)}


def kiosk_help_view(context: Context, help_: KioskHelp) -> View:
    """A kiosk that calls a helper; `coming` says whether somebody is going there."""
    return {
        "device": help_.device,
        "name": help_.name,
        "at": iso(context, help_.call.at),
        "coming": help_.call.answered_at is not None,
    }
