"""The words of every setting, in the order in which the manager finds the parts."""

from collections.abc import Mapping
from typing import Final

from server.web.manage.settings.words.alerts import ALERTS
from server.web.manage.settings.words.backup import BACKUP
from server.web.manage.settings.words.catalogue import CATALOGUE
from server.web.manage.settings.words.dossiers import DOSSIERS
from server.web.manage.settings.words.hours import EXCEPTIONS, WEEKDAY
from server.web.manage.settings.words.lists import LISTS
from server.web.manage.settings.words.messages import MESSAGES
from server.web.manage.settings.words.points import POINT_DAYS, POINTS
from server.web.manage.settings.words.ratings import RATINGS, REASON
from server.web.manage.settings.words.remote import REMOTE
from server.web.manage.settings.words.reports import REPORT_TIMES, REPORTS
from server.web.manage.settings.words.retention import RETENTION
from server.web.manage.settings.words.shapes import PartWords, Words
from server.web.manage.settings.words.slip import SLIP
from server.web.manage.settings.words.tables import TABLES
from server.web.manage.settings.words.voice import VOICE, VOICE_HOURS

_ORDER: Final = (
    "centre",
    "hours",
    "exceptions",
    "fields",
    "counters",
    "points",
    "halls",
    "priority_classes",
    "calling",
    "phone",
    "display",
    "voice",
    "kiosk",
    "printer",
    "slip",
    "backup",
    "reports",
    "alerts",
    "ratings",
    "retention",
    "dossiers",
    "messages",
    "catalogue",
    "remote",
)
_ALL: Final = {
    **TABLES,
    **LISTS,
    "voice": VOICE,
    "points": POINTS,
    "exceptions": EXCEPTIONS,
    "slip": SLIP,
    "backup": BACKUP,
    "reports": REPORTS,
    "alerts": ALERTS,
    "ratings": RATINGS,
    "retention": RETENTION,
    "dossiers": DOSSIERS,
    "messages": MESSAGES,
    "catalogue": CATALOGUE,
    "remote": REMOTE,
}
ROWS: Final[Mapping[str, Words]] = {**VOICE_HOURS, **REPORT_TIMES, "weekday": WEEKDAY, **REASON, **POINT_DAYS}
"""Words of what a row of a setting asks for."""
WORDS: Final[Mapping[str, PartWords]] = {part: _ALL[part] for part in _ORDER}

__all__ = ["ROWS", "WORDS", "PartWords", "Words"]
