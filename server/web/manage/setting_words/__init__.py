"""The words of every setting, in the order in which the manager finds the parts."""

from collections.abc import Mapping
from typing import Final

from server.web.manage.setting_words.alerts import ALERTS
from server.web.manage.setting_words.backup import BACKUP
from server.web.manage.setting_words.dossiers import DOSSIERS
from server.web.manage.setting_words.hours import EXCEPTIONS, WEEKDAY
from server.web.manage.setting_words.lists import LISTS
from server.web.manage.setting_words.ratings import RATINGS, REASON
from server.web.manage.setting_words.reports import REPORT_TIMES, REPORTS
from server.web.manage.setting_words.slip import SLIP
from server.web.manage.setting_words.tables import TABLES
from server.web.manage.setting_words.voice import VOICE, VOICE_HOURS
from server.web.manage.setting_words.words import PartWords, Words

_ORDER: Final = (
    "centre",
    "hours",
    "exceptions",
    "fields",
    "counters",
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
    "dossiers",
)
_ALL: Final = {
    **TABLES,
    **LISTS,
    "voice": VOICE,
    "exceptions": EXCEPTIONS,
    "slip": SLIP,
    "backup": BACKUP,
    "reports": REPORTS,
    "alerts": ALERTS,
    "ratings": RATINGS,
    "dossiers": DOSSIERS,
}
ROWS: Final[Mapping[str, Words]] = {**VOICE_HOURS, **REPORT_TIMES, "weekday": WEEKDAY, **REASON}
"""Words of what a row of a setting asks for."""
WORDS: Final[Mapping[str, PartWords]] = {part: _ALL[part] for part in _ORDER}

__all__ = ["ROWS", "WORDS", "PartWords", "Words"]
