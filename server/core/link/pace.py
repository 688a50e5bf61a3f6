"""When the city is asked next: a beat, at once for a call, later and later while there is trouble."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

BEAT_S: Final = 2.0
CLOSEST_S: Final = 1.0
"""So far apart are two requests at least, unless rows wait that a batch had no room for."""
FIRST_S: Final = 0.5
LONGEST_S: Final = 30.0
REST_S: Final = 600.0
"""The wait after a trouble that does not pass by itself: somebody may have fixed it meanwhile."""
_LONGEST_WAIT_S: Final = 300.0
_DOUBLED: Final = 16


@dataclass(frozen=True, slots=True)
class LinkPace:
    """How often in a row it failed, and what the city asked for: `beat_s` between two requests."""

    failed: int = 0
    beat_s: float = BEAT_S

    def answered(self, wait_s: object) -> "LinkPace":
        """The pace after a success, with the wait that the city asked for."""
        return LinkPace(beat_s=seconds(wait_s, BEAT_S, _LONGEST_WAIT_S))

    def failed_again(self) -> "LinkPace":
        """The pace after a failure."""
        return replace(self, failed=self.failed + 1)

    def backs_off_s(self, retry_after: object, dice: Callable[[], float], *, seldom: bool = False) -> float:
        """For how long nothing is asked after a failure; `dice()` is from 0 to 1: many centres do not come at once.

        `retry_after` is what the city said, if it said anything: it is never asked before that. What does not heal by itself
        is tried `seldom`.
        """
        longest = min(LONGEST_S, FIRST_S * 2.0 ** min(self.failed - 1, _DOUBLED))
        least = REST_S if seldom else 0.0
        return max(least, dice() * longest, seconds(retry_after, 0, _LONGEST_WAIT_S))

    def wait_s(self, since_s: float, *, woken: bool) -> float:
        """How long is waited yet when the last request was `since_s` ago; `woken` says that something happened that matters.

        A city that asks for more than the usual beat gets it, whatever happens.
        """
        wanted = min(CLOSEST_S, self.beat_s) if woken and self.beat_s <= BEAT_S else self.beat_s
        return max(0.0, wanted - since_s)


def seconds(said: object, otherwise: float, longest: float) -> float:
    """A number of seconds as the other end said it, no longer than `longest`; `otherwise` for anything else."""
    if isinstance(said, str):
        said = int(said) if said.strip().isdecimal() else None
    if isinstance(said, bool) or not isinstance(said, int | float) or not said >= 0:
        return otherwise
    return min(float(said), longest)
