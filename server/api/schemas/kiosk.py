"""The shape of what kiosks are sent live."""

from datetime import datetime

from server.api.schemas.centre import FieldState, Opening
from server.api.schemas.common import Names
from server.api.schemas.notices import Emergency, Outage
from server.http.shapes import Shape


class Printer(Shape):
    """The slip printer: its state, and what to do about it."""

    state: str
    text: Names


class KioskHelp(Shape):
    """A kiosk that calls a helper since `at`, or to which one is `coming`; it ends by itself after three minutes."""

    device: int
    name: str
    at: datetime
    coming: bool


class KioskHelps(Shape):
    """The kiosks that call, the first call first."""

    items: list[KioskHelp]


class KioskSnapshot(Shape):
    """Whether numbers are given, the fields and their queues, the printer, what everybody should know; `dossiers`: whether people may ask for theirs."""

    seq: int
    at: datetime
    day: str
    opening: Opening
    fields: list[FieldState]
    printer: Printer
    outages: list[Outage]
    emergency: Emergency | None
    kiosk_help: list[KioskHelp]
    settings: int
    dossiers: bool
