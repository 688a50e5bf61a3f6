"""All ways to say no, gathered from the areas: by code, which programs rely on."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.afar import AFAR
from server.core.refusals.backups import BACKUPS
from server.core.refusals.city_catalogue import CITY_CATALOGUE
from server.core.refusals.city_people import CITY_PEOPLE
from server.core.refusals.clock import CLOCK
from server.core.refusals.counters import COUNTERS
from server.core.refusals.dossiers import DOSSIERS
from server.core.refusals.kind import Kind
from server.core.refusals.machines import MACHINES
from server.core.refusals.messages import MESSAGES
from server.core.refusals.notices import NOTICES
from server.core.refusals.numbers import NUMBERS
from server.core.refusals.paper import PAPER
from server.core.refusals.people import PEOPLE
from server.core.refusals.points import POINTS
from server.core.refusals.procedures import PROCEDURES
from server.core.refusals.queue import QUEUE
from server.core.refusals.ratings import RATINGS
from server.core.refusals.reports import REPORTS
from server.core.refusals.requests import REQUESTS
from server.core.refusals.screens import SCREENS
from server.core.refusals.settings import SETTINGS
from server.core.refusals.setup import SETUP
from server.core.refusals.storage import STORAGE

CATALOGUE: Final[Mapping[str, Kind]] = {
    **PROCEDURES,
    **DOSSIERS,
    **NUMBERS,
    **AFAR,
    **PAPER,
    **COUNTERS,
    **QUEUE,
    **POINTS,
    **SCREENS,
    **MACHINES,
    **CLOCK,
    **NOTICES,
    **MESSAGES,
    **RATINGS,
    **REQUESTS,
    **PEOPLE,
    **REPORTS,
    **SETTINGS,
    **SETUP,
    **STORAGE,
    **BACKUPS,
    **CITY_PEOPLE,
    **CITY_CATALOGUE,
}
