"""What happened, in the past tense: one module for each area, every name importable from here.

A new event is a class in its area and a projection (`server.store.projections`), and its row in docs/events.md.
"""

from typing import Final

from server.core.events.alerts import AlertAcknowledged, AlertEnded, AlertRaised
from server.core.events.backups import (
    BackupFailed,
    BackupMade,
    CentreHandedOver,
    CentreRestored,
    CentreTakenOver,
    RestoreSeen,
    SeriesLifted,
)
from server.core.events.base import (
    EVENT_TYPES,
    Entry,
    Event,
    UnknownEvent,
    entry_from,
    event_from,
    frozen,
)
from server.core.events.city import CityJoined, CityLeft
from server.core.events.clock import ClockFollowed, ClockHeld, ClockSet
from server.core.events.dossiers import DossiersDeleted, DossiersImported
from server.core.events.keeping import TicketPlaceKept
from server.core.events.kiosks import KioskHelpAnswered, KioskHelpCalled
from server.core.events.notices import (
    EmergencyLifted,
    EmergencyRaised,
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
)
from server.core.events.paper import PadPrinted, ServedOnPaper
from server.core.events.people import (
    DeviceChanged,
    DeviceEnrolled,
    DeviceRevoked,
    PasswordSet,
    PersonAdded,
    PersonChanged,
    PersonRemoved,
    PinRemoved,
    PinSet,
    SessionBegun,
    SessionEnded,
    SignInLockedOut,
    SignInReleased,
    TokenIssued,
    TokenRevoked,
)
from server.core.events.procedures import (
    ElsewhereChanged,
    ProcedureChanged,
)
from server.core.events.programs import WebhookPlaced, WebhookRemoved
from server.core.events.queue import (
    CounterClosed,
    CounterHandedOver,
    CounterOpened,
    CounterPaused,
    CounterRestored,
    CounterResumed,
    HelpAnswered,
    HelpCalled,
    NumberLeftOut,
    PriorityCorrected,
    ServiceStarted,
    TicketBroughtIn,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketRecalled,
    TicketRedated,
    TicketRerouted,
    TicketRestored,
    TicketResumed,
    TicketReturned,
    TicketTransferred,
)
from server.core.events.ratings import VisitRated
from server.core.events.retention import DayPacked
from server.core.events.screens import (
    ScreenHeard,
    ScreenPlaced,
)
from server.core.events.settings import (
    SettingChanged,
    SettingsBegun,
)
from server.core.events.setup import (
    SetupBegun,
    SetupStepConfirmed,
    SetupStepSkipped,
    SetupStepTakenUp,
)
from server.core.events.shown import shown_data
from server.core.events.slips import SlipDismissed, SlipReported, SlipRequested

SETTINGS: Final = (SettingsBegun, SettingChanged)
"""What changes the settings (see `server.core.settings`)."""

PROCEDURES: Final = (ProcedureChanged, ElsewhereChanged)
"""What changes the centre's catalogue (see `server.core.procedures.edits`)."""

CALLS: Final = (TicketCalled, TicketRecalled, TicketRestored)
"""What changes the calls that screens show."""

URGENT: Final = (*CALLS, EmergencyRaised, EmergencyLifted)
"""What screens are told at once."""

NOTICES: Final = (
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
    EmergencyRaised,
    EmergencyLifted,
)
"""What changes the notices that stand (see `server.core.notices`)."""

BACKUPS: Final = (
    BackupMade,
    BackupFailed,
    CentreRestored,
    SeriesLifted,
    RestoreSeen,
    CentreHandedOver,
    CentreTakenOver,
)
"""The events about the data as a whole."""

__all__ = [
    "BACKUPS",
    "CALLS",
    "EVENT_TYPES",
    "NOTICES",
    "PROCEDURES",
    "SETTINGS",
    "URGENT",
    "AlertAcknowledged",
    "AlertEnded",
    "AlertRaised",
    "BackupFailed",
    "BackupMade",
    "CentreHandedOver",
    "CentreRestored",
    "CentreTakenOver",
    "CityJoined",
    "CityLeft",
    "ClockFollowed",
    "ClockHeld",
    "ClockSet",
    "CounterClosed",
    "CounterHandedOver",
    "CounterOpened",
    "CounterPaused",
    "CounterRestored",
    "CounterResumed",
    "DayPacked",
    "DeviceChanged",
    "DeviceEnrolled",
    "DeviceRevoked",
    "DossiersDeleted",
    "DossiersImported",
    "ElsewhereChanged",
    "EmergencyLifted",
    "EmergencyRaised",
    "Entry",
    "Event",
    "HelpAnswered",
    "HelpCalled",
    "KioskHelpAnswered",
    "KioskHelpCalled",
    "NoticePlaced",
    "NoticeRemoved",
    "NumberLeftOut",
    "OutageDeclared",
    "OutageEnded",
    "PadPrinted",
    "PasswordSet",
    "PersonAdded",
    "PersonChanged",
    "PersonRemoved",
    "PinRemoved",
    "PinSet",
    "PriorityCorrected",
    "ProcedureChanged",
    "RestoreSeen",
    "ScreenHeard",
    "ScreenPlaced",
    "SeriesLifted",
    "ServedOnPaper",
    "ServiceStarted",
    "SessionBegun",
    "SessionEnded",
    "SettingChanged",
    "SettingsBegun",
    "SetupBegun",
    "SetupStepConfirmed",
    "SetupStepSkipped",
    "SetupStepTakenUp",
    "SignInLockedOut",
    "SignInReleased",
    "SlipDismissed",
    "SlipReported",
    "SlipRequested",
    "TicketBroughtIn",
    "TicketCalled",
    "TicketCancelled",
    "TicketFinished",
    "TicketIssued",
    "TicketLapsed",
    "TicketMissed",
    "TicketParked",
    "TicketPlaceKept",
    "TicketRecalled",
    "TicketRedated",
    "TicketRerouted",
    "TicketRestored",
    "TicketResumed",
    "TicketReturned",
    "TicketTransferred",
    "TokenIssued",
    "TokenRevoked",
    "UnknownEvent",
    "VisitRated",
    "WebhookPlaced",
    "WebhookRemoved",
    "entry_from",
    "event_from",
    "frozen",
    "shown_data",
]
