"""A stay: one visit's time at one counter, from the wait before its first call to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.changed import changed
from server.core.queue.lines import MAIN, line_of
from server.core.reports.marks import (
    ABOVE,
    DOSSIERS,
    ENDS,
    FINISHED,
    GIVEN_UP,
    LAPSED,
    MISSED,
    NO_SHOW,
    SERVED,
    TOLD,
    VISIT,
    letters_of,
    times_of,
)
from server.core.units import SECOND_MS

Others = tuple[tuple[str, str], ...]
"""Dossiers of other procedures than the visit's: the procedure, and the letter of the dossier."""

LENGTHS: Final = ("wait", "way", "service", "stay")
"""What the times of a stay are, in their order."""
MOMENTS: Final = ("came", "since", "called_at", "last_called_at", "served_at", "ended_at", "again_at")


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay; or, without a counter, a number that was given up before any call. Moments are UTC milliseconds.

    `seq` is that of its call (or of the number's issue, if it was given up or served on paper) and `previous` that of the visit's stay
    before it; `last` says that no stay follows. `came` is when the person came; `since` is when the wait for this
    call began, `None` if the person was away and did not wait. `again_at` is when they waited again afterwards.
    `officer` held the counter when the stay ended, or else at its call, as did `called_by`. `field` and `point` are those of the call;
    `procedure` that of the first dossier, or else the one that the number was taken for. `above` says that the wait was
    longer than its field's limit at the time; `told`, `end` and `dossiers` are letters of `server.core.reports.marks`.
    """

    seq: int
    day: str
    ticket: int
    came: int
    field: str
    channel: str
    priority: str | None = None
    procedure: str | None = None
    counter: int | None = None
    officer: str | None = None
    called_by: str | None = None
    previous: int | None = None
    last: bool = True
    since: int | None = None
    called_at: int | None = None
    last_called_at: int | None = None
    served_at: int | None = None
    ended_at: int | None = None
    again_at: int | None = None
    above: bool = False
    told: str = ""
    end: str = ""
    dossiers: str = ""
    others: Others = ()
    point: str = MAIN

    @property
    def line(self) -> str:
        """The line that it was called from."""
        return line_of(self.field, self.point)

    @property
    def wait_s(self) -> int | None:
        """From the arrival, a transfer or the return of the person to the first call."""
        return _between(self.since, self.called_at)

    @property
    def way_s(self) -> int | None:
        """From the last call to "serve"."""
        return _between(self.last_called_at, self.served_at)

    @property
    def service_s(self) -> int | None:
        """Seconds from "serve" to the end; `None` if the end is unknown."""
        return None if self.end in {"", LAPSED} else _between(self.served_at, self.ended_at)

    @property
    def stay_s(self) -> int | None:
        """Of a visit that was finished: from the arrival to the end."""
        return _between(self.came, self.ended_at) if self.end == FINISHED else None

    @property
    def marks(self) -> str:
        """What is counted of it."""
        if self.end == GIVEN_UP:
            return GIVEN_UP
        visit = (VISIT, NO_SHOW if self.end == MISSED else "") if self.last else ()
        served = SERVED if self.served_at is not None else ""
        return "".join((*visit, served, self.end, ABOVE if self.above else "", self.told, self.dossiers))

    @property
    def times(self) -> str:
        """Its `LENGTHS`, one character each."""
        return times_of((self.wait_s, self.way_s, self.service_s, self.stay_s))

    def redated(self, day: str, ahead_ms: int) -> "Stay":
        """It was on this day, and the clock that wrote all its moments was so far ahead."""
        moments = {name: at - ahead_ms for name in MOMENTS if (at := getattr(self, name)) is not None}
        return changed(self, day=day, **moments)

    def reopened(self, last_called_at: int | None, served_at: int | None, procedure: str | None) -> "Stay":
        """It has not ended after all: what ended it was undone."""
        return changed(
            self,
            last_called_at=last_called_at,
            served_at=served_at,
            procedure=procedure,
            officer=self.called_by,
            ended_at=None,
            again_at=None,
            end="",
            dossiers="",
            others=(),
        )

    def not_called(self) -> "Stay":
        """The same number before anybody had called it."""
        return Stay(
            self.ticket,
            self.day,
            self.ticket,
            self.came,
            self.field,
            self.channel,
            self.priority,
            self.procedure,
            point=self.point,
        )

    def as_of(self, moment: int) -> "Stay | None":
        """The stay as it was at a moment; `None` if it had not begun."""
        if (self.called_at or self.ended_at or 0) > moment:
            return None
        stay = self
        if stay.ended_at is not None and stay.ended_at > moment:
            stay = stay.reopened(stay.last_called_at, stay.served_at, stay.procedure)
        late = stay.served_at is not None and stay.served_at > moment
        return changed(stay, served_at=None) if late else stay


def with_marks(stay: Stay, marks: str) -> Stay:
    """The stay with what its marks alone tell."""
    return changed(
        stay,
        last=VISIT in marks or marks == GIVEN_UP,
        above=ABOVE in marks,
        told=letters_of(marks, TOLD),
        end=letters_of(marks, ENDS),
        dossiers=letters_of(marks, DOSSIERS),
    )


def last_ones(stays: Sequence[Stay]) -> list[Stay]:
    """The stays of some visits, in order of their calls, with the last of each visit marked as that."""
    last = {stay.ticket: stay.seq for stay in stays}
    return [changed(stay, last=last[stay.ticket] == stay.seq) for stay in stays]


def _between(begin: int | None, end: int | None) -> int | None:
    """Whole seconds, never below zero, because a clock may have been set back meanwhile."""
    return None if begin is None or end is None else max(0, (end - begin) // SECOND_MS)
