"""The shape of what kiosks are sent live."""

from datetime import datetime

from pydantic import BaseModel

from server.api.schemas.centre import FieldState, Opening
from server.api.schemas.common import Names
from server.api.schemas.notices import Emergency, Outage


class Printer(BaseModel):
    """The slip printer: its state, and what to do about it."""

    state: str
    text: Names


class KioskSnapshot(BaseModel):
    """Whether numbers are given, the fields and their queues, the printer, what everybody should know."""

    seq: int
    at: datetime
    day: str
    opening: Opening
    fields: list[FieldState]
    printer: Printer
    outages: list[Outage]
    emergency: Emergency | None
    settings: int
