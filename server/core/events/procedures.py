"""The centre's own catalogue: its changes to the shipped procedures, and to what is done elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ProcedureChanged(Event):
    """The procedure `code` has this content from now on, whatever a later version of the product ships.

    `before` is `None` if there was none in use, `after` if it is out of use from now on. `takes_back` is the
    `seq` of the change that this one takes back.
    """

    code: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class ElsewhereChanged(Event):
    """The information about something that is done elsewhere, and where, is this from now on.

    `key` stays when the name changes; all else as for procedures.
    """

    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    takes_back: int | None = None
