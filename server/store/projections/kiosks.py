"""The table of kiosks' calls for a helper."""

import sqlite3
from dataclasses import replace
from typing import Final

from server.core.events import KioskHelpAnswered, KioskHelpCalled
from server.core.queue.help import HelpCall
from server.store import kiosk_help
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    match happening.entry.event:
        case KioskHelpCalled(device):
            kiosk_help.call(connection, device, happening.entry.at)
        case KioskHelpAnswered(device):
            kiosk_help.answer(connection, device, happening.entry.at)


def _replay(rows: Rows, happening: Happening) -> None:
    match happening.entry.event:
        case KioskHelpCalled(device):
            rows[device] = HelpCall(happening.entry.at)
        case KioskHelpAnswered(device) if device in rows:
            rows[device] = replace(rows[device], answered_at=happening.entry.at)


KIOSKS: Final = (
    Projection(
        "kiosk help",
        "kiosk_help",
        (KioskHelpCalled, KioskHelpAnswered),
        _follow,
        _replay,
        kiosk_help.everything,
    ),
)
