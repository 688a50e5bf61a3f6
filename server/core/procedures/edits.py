"""What the centre changed of the catalogue: an edit stands before what the product ships, and history keeps its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.events import ElsewhereChanged, ProcedureChanged

PROCEDURE: Final = "procedure"
ELSEWHERE: Final = "elsewhere"
Key = tuple[str, str]
"""What is edited (`PROCEDURE` or `ELSEWHERE`), and its code or key."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What one thing is since the entry `version`; out of use it keeps what it was at last."""

    active: bool
    value: Mapping[str, Any]
    version: int


def key_of(event: ProcedureChanged | ElsewhereChanged) -> Key:
    """What an event changes."""
    if isinstance(event, ProcedureChanged):
        return PROCEDURE, event.code
    return ELSEWHERE, event.key


def evolve(before: Edit | None, event: ProcedureChanged | ElsewhereChanged, seq: int) -> Edit:
    """The edit after an event, which is the entry `seq`."""
    if event.after is not None:
        return Edit(active=True, value=event.after, version=seq)
    last = event.before or (before.value if before is not None else {})
    return Edit(active=False, value=last, version=seq)
