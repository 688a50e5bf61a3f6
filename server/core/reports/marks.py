"""One letter for each thing that is counted of a stay, and one for each length of time.

A stay's marks and times are stored beside it as two short texts. A report joins the texts of many stays and counts
letters: of the ways to count 300,000 visits that were measured, only this one is quick (docs/decisions/017-figures.md).
"""

from collections.abc import Iterable, Mapping
from typing import Final

from server.core.model import DossierChannel, Outcome

VISIT: Final = "v"
"""The last stay of its visit: it stands for the visit."""
NO_SHOW: Final = "n"
"""A visit that ended with nobody coming."""
GIVEN_UP: Final = "x"
"""A number that was given up before it was ever called: no visit."""
SERVED: Final = "s"
ABOVE: Final = "L"

FINISHED: Final = "f"
MISSED: Final = "m"
LAPSED: Final = "l"
TRANSFERRED: Final = "t"
PARKED: Final = "p"
RETURNED: Final = "b"
ENDS: Final = FINISHED + MISSED + LAPSED + TRANSFERRED + PARKED + RETURNED + GIVEN_UP
"""How a stay can end."""

SOONER: Final = "<"
AS_TOLD: Final = "="
LATER: Final = ">"
TOLD: Final = SOONER + AS_TOLD + LATER
"""The first wait beside the one that was foretold."""

OUTCOMES: Final[Mapping[str, str]] = {
    Outcome.RECEIVED: "R",
    Outcome.RETURNED: "T",
    Outcome.SUPPLEMENT: "S",
    Outcome.REFUSED: "F",
    Outcome.ADVISED: "A",
    Outcome.ELSEWHERE: "E",
    Outcome.PROVISIONAL: "P",
}
"""A dossier handled directly, by its outcome."""
ONLINE: Final = "O"
"""A dossier that was sent online with an officer's help: it is counted as that alone."""
DOSSIERS: Final = "".join(OUTCOMES.values()) + ONLINE

NONE: Final = "\x01"
_FIRST: Final = 2
_SURROGATES: Final = range(0xD800, 0xE000)
_LONGEST: Final = 0x10FFFF - _FIRST - len(_SURROGATES)


def dossier_mark(outcome: str, channel: str) -> str:
    """The letter of one dossier; empty for an outcome that this version does not know."""
    return ONLINE if channel == DossierChannel.ONLINE_HELPED else OUTCOMES.get(outcome, "")


def letters_of(marks: str, among: str) -> str:
    """Those of the marks that are `among` these letters."""
    return "".join(letter for letter in marks if letter in among)


def times_of(lengths: Iterable[int | None]) -> str:
    """Lengths of time, whole seconds or `None`, as one character each; at most about twelve days."""
    return "".join(map(_character, lengths))


def seconds_of(character: str) -> int | None:
    """The length of time that a character stands for."""
    if character == NONE:
        return None
    code = ord(character)
    return code - _FIRST - (len(_SURROGATES) if code >= _SURROGATES.stop else 0)


def _character(seconds: int | None) -> str:
    if seconds is None:
        return NONE
    code = min(seconds, _LONGEST) + _FIRST
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))
