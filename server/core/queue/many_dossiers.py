"""Whoever brings many dossiers may be sent to a line of its own: another field, with its own counters and hours."""

from typing import Final

from server.core.model import Channel, Field

MOST_TOLD: Final = 20
"""So many dossiers are asked for at most."""


def passes_on(start: int, dossiers: int | None) -> bool:
    """Whether so many dossiers are many, where they are from `start` on; 0 is never."""
    return 0 < start <= (dossiers or 0)


def field_for(field: Field, dossiers: int | None, channel: Channel = Channel.KIOSK) -> str:
    """The code of the field whose number somebody with so many dossiers gets; an officer's is the one asked for."""
    if channel is Channel.OFFICER or not field.passes_on or not passes_on(field.many_from, dossiers):
        return field.code
    return field.many_field
