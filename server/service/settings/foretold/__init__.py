"""What a part would bring with it, told in sentences before it is set."""

from collections.abc import Callable, Mapping
from typing import Final

from server.config import CentreSettings
from server.core.texts import FilledTexts
from server.service.context import Context
from server.service.settings.foretold.alerts import of_alerts
from server.service.settings.foretold.beside import Beside
from server.service.settings.foretold.counters import of_counters
from server.service.settings.foretold.fields import of_fields
from server.service.settings.foretold.kept import of_dossiers, of_retention
from server.service.settings.foretold.messages import of_messages
from server.service.settings.foretold.phone import of_phone, of_remote
from server.service.settings.foretold.places import of_halls, of_points
from server.service.settings.foretold.ratings import of_ratings
from server.service.settings.foretold.screens import of_display, of_kiosk
from server.service.settings.foretold.voice import of_voice

_TELLS: Final[Mapping[str, Callable[[Context, CentreSettings, Beside], tuple[FilledTexts, ...]]]] = {
    "fields": of_fields,
    "counters": of_counters,
    "voice": of_voice,
    "alerts": of_alerts,
    "halls": of_halls,
    "points": of_points,
    "phone": of_phone,
    "remote": of_remote,
    "display": of_display,
    "kiosk": of_kiosk,
    "ratings": of_ratings,
    "messages": of_messages,
    "retention": of_retention,
    "dossiers": of_dossiers,
}
FORETOLD: Final = frozenset(_TELLS)
"""The parts of which something is told."""


def foretold(context: Context, part: str, wanted: CentreSettings, beside: Beside) -> tuple[FilledTexts, ...]:
    """What `wanted` would bring with it for this part, right now; nothing where there is nothing to tell."""
    return _TELLS[part](context, wanted, beside)


__all__ = ["FORETOLD", "Beside", "foretold"]
