"""The centre's own catalogue: what it changed of the procedures that the product ships, and of what is done elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ProcedureChanged(Event):
    """The procedure `code` is this from now on, whatever a later version of the product ships.

    `before` is `None` where there was none in use, `after` where it is out of use from now on. `takes_back` is the
    `seq` of the change that this one takes back.
    """

    code: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class ElsewhereChanged(Event):
    """What is told of a thing that is not done here, and where it is done, is this from now on.

    `key` stays when the name changes; all else as for procedures.
    """

    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    takes_back: int | None = None
