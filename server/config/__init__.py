"""Settings: a TOML file for the centre, environment variables for the machine. All are parsed at start, with clear errors."""

from server.config.alerts import AlertPart
from server.config.centre import (
    CallingPart,
    CentrePart,
    CounterPart,
    DisplayPart,
    FieldPart,
    HallPart,
    KioskPart,
    PhonePart,
    PriorityPart,
    RemotePart,
)
from server.config.hours import DayHours, ExceptionPart, FieldHours, HoursPart
from server.config.machine import PrinterPart, ServerPart
from server.config.messages import MessagesPart
from server.config.points import PointDay, PointPart
from server.config.ratings import RatingsPart, ReasonPart
from server.config.reports import ReportsPart, ReportTime
from server.config.settings import CentreSettings, Settings
from server.config.slip import SlipPart
from server.config.sources import (
    DEFAULT_CATALOGUE,
    DEFAULT_FILE,
    ELSEWHERE,
    ENVIRONMENT,
    PLAIN_WORDS,
    BadSettings,
    load,
    sets_a_centre,
)
from server.config.voice import VoiceHours, VoicePart

__all__ = [
    "DEFAULT_CATALOGUE",
    "DEFAULT_FILE",
    "ELSEWHERE",
    "ENVIRONMENT",
    "PLAIN_WORDS",
    "AlertPart",
    "BadSettings",
    "CallingPart",
    "CentrePart",
    "CentreSettings",
    "CounterPart",
    "DayHours",
    "DisplayPart",
    "ExceptionPart",
    "FieldHours",
    "FieldPart",
    "HallPart",
    "HoursPart",
    "KioskPart",
    "MessagesPart",
    "PhonePart",
    "PointDay",
    "PointPart",
    "PrinterPart",
    "PriorityPart",
    "RatingsPart",
    "ReasonPart",
    "RemotePart",
    "ReportTime",
    "ReportsPart",
    "ServerPart",
    "Settings",
    "SlipPart",
    "VoiceHours",
    "VoicePart",
    "load",
    "sets_a_centre",
]
