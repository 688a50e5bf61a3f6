"""What a printer's state comes to: what it needs, whether a slip comes out now, and how its paper is.

`kiosk/status.py` asks the printers and cannot import this, nor can the browser's modules: a guard holds them equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Need(StrEnum):
    """What a printer needs: nothing, a check that paper comes out, a roll ready, somebody now; or it is unknown."""

    NOTHING = "nothing"
    LOOK = "look"
    ROLL = "roll"
    SOMEBODY = "somebody"
    UNKNOWN = "unknown"


class Paper(StrEnum):
    """How much paper there is."""

    OK = "ok"
    LOW = "low"
    OUT = "out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterState:
    """A state's meaning; `prints` is whether a slip sent now comes out."""

    need: Need
    prints: bool
    paper: Paper


STATES: Final[Mapping[str, PrinterState]] = {
    "ready": PrinterState(Need.NOTHING, prints=True, paper=Paper.OK),
    "busy": PrinterState(Need.NOTHING, prints=False, paper=Paper.OK),
    "unheard": PrinterState(Need.LOOK, prints=True, paper=Paper.UNKNOWN),
    "paper_low": PrinterState(Need.ROLL, prints=True, paper=Paper.LOW),
    "out_of_paper": PrinterState(Need.SOMEBODY, prints=False, paper=Paper.OUT),
    "offline": PrinterState(Need.SOMEBODY, prints=False, paper=Paper.UNKNOWN),
    "error": PrinterState(Need.SOMEBODY, prints=False, paper=Paper.UNKNOWN),
}
"""Every state that a printer can be reported in; one that never answers (`unheard`) prints all the same."""

_NOBODY_KNOWS: Final = PrinterState(Need.UNKNOWN, prints=False, paper=Paper.UNKNOWN)


def meant(state: str) -> PrinterState:
    """The meaning of a state; unknown for one whose box is silent (`lost`) and for any other word."""
    return STATES.get(state, _NOBODY_KNOWS)
