"""What is told to be done elsewhere: what the product ships, with the centre's edits over it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from server.core.procedures.edits import Edit
from server.core.procedures.elsewhere import Elsewhere


@dataclass(frozen=True, slots=True)
class Signpost:
    """The information about one thing under its `key`, and the `seq` of the centre's latest change of it, 0 without one."""

    key: str
    thing: Elsewhere
    version: int


def with_edits(shipped: Mapping[str, Elsewhere], changed: Mapping[str, Edit]) -> dict[str, Elsewhere]:
    """The present information by key: the shipped things with the centre's edits, then the centre's own."""
    told = dict(shipped)
    for key, edit in changed.items():
        told.pop(key, None) if not edit.active else told.update({key: elsewhere_of(edit.value)})
    return told


def elsewhere_of(facts: Mapping[str, Any]) -> Elsewhere:
    """What an edit says; facts that this version does not know are passed over."""
    return Elsewhere(**{each.name: facts[each.name] for each in fields(Elsewhere) if each.name in facts})
