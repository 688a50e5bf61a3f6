"""The kiosk's and the manager's snapshots as JSON."""

from server.service.alerts.views import alert_view
from server.service.centre_views import opening_view
from server.service.context import Context
from server.service.dossiers.looking import people_may_ask
from server.service.machines.views import (
    clock_view,
    device_view,
    kiosk_help_view,
    lines_view,
    printer_health_view,
    printer_view,
)
from server.service.notices.views import everywhere_view
from server.service.queue.views import counter_view, suggestion_view, unprinted_view
from server.service.reports.views import attention_view, figures_view, trouble_view
from server.service.screens.views import screen_view
from server.service.snapshots import KioskNow, ManagerNow
from server.service.views import View, field_view, iso


def kiosk_view(context: Context, now: KioskNow) -> View:
    """What kiosks are sent."""
    centre = now.centre
    return {
        "seq": centre.seq,
        "at": iso(context, centre.at),
        "day": centre.day,
        "opening": opening_view(centre.opening),
        "fields": [field_view(field, "vi") for field in centre.fields],
        "printer": printer_view(now.printer),
        "settings": context.settings.version,
        **everywhere_view(context, now.outages, now.emergency),
        "kiosk_help": [kiosk_help_view(context, each) for each in now.kiosk_help],
        "dossiers": people_may_ask(context),
    }


def manager_view(context: Context, now: ManagerNow) -> View:
    """What the manager's page receives; it fetches the notices again when their number changes."""
    machines = now.machines
    return figures_view(context, now.figures) | {
        "counters": [counter_view(context, counter, now.names) for counter in now.counters],
        "suggestions": [suggestion_view(context, found) for found in now.suggestions],
        "printer": printer_health_view(context, machines.printer),
        "slips": [unprinted_view(ticket) for ticket in now.slips],
        "sockets": lines_view(machines.lines),
        "devices": [device_view(context, device) for device in machines.devices],
        "clock": None if machines.clock is None else clock_view(machines.clock),
        "screens": [screen_view(context, screen) for screen in machines.screens],
        "reports": None if machines.reports is None else trouble_view(machines.reports),
        "notices": now.notices,
        "kiosk_help": [kiosk_help_view(context, each) for each in now.kiosk_help],
        "settings": context.settings.version,
        "catalogue": now.catalogue,
        "attention": attention_view(context, now.attention),
        "alerts": [alert_view(context, alert) for alert in now.alerts],
    }
