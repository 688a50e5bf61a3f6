"""People who bring many dossiers may be sent to a separate line: another field, with its own counters and hours."""

from typing import Final

from server.core.model import Channel, Field

MOST_TOLD: Final = 20
"""So many dossiers are asked for at most."""


def passes_on(start: int, dossiers: int | None) -> bool:
    """Whether a person brings many dossiers: `start` or more; with a `start` of 0 never."""
    return 0 < start <= (dossiers or 0)


def field_for(field: Field, dossiers: int | None, channel: Channel = Channel.KIOSK) -> str:
    """The code of the field from which a person with so many dossiers gets a number; officers get the field that they ask for."""
    if channel is Channel.OFFICER or not field.passes_on or not passes_on(field.many_from, dossiers):
        return field.code
    return field.many_field
