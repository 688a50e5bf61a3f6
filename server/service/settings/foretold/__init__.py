"""What a part would bring with it, told in sentences before it is set: of fields, counters, the voice, alerts."""

from collections.abc import Callable, Mapping
from typing import Final

from server.config import CentreSettings
from server.core.texts import FilledTexts
from server.service.context import Context
from server.service.settings.foretold.alerts import of_alerts
from server.service.settings.foretold.beside import Beside
from server.service.settings.foretold.counters import of_counters
from server.service.settings.foretold.fields import of_fields
from server.service.settings.foretold.voice import of_voice

_TELLS: Final[Mapping[str, Callable[[Context, CentreSettings, Beside], tuple[FilledTexts, ...]]]] = {
    "fields": of_fields,
    "counters": of_counters,
    "voice": of_voice,
    "alerts": of_alerts,
}
FORETOLD: Final = frozenset(_TELLS)
"""The parts of which something is told."""


def foretold(context: Context, part: str, wanted: CentreSettings, beside: Beside) -> tuple[FilledTexts, ...]:
    """What `wanted` would bring with it for this part, right now; nothing where there is nothing to tell."""
    return _TELLS[part](context, wanted, beside)


__all__ = ["FORETOLD", "Beside", "foretold"]
