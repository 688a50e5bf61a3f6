"""How counters spent a day, in pieces that reports add up: by counter, officer, hour of the clock, and reason of a break."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from server.core.queue.lines import MAIN
from server.core.reports.clocks import Offsets, clock_text, hour_of, hours_between, offsets_from
from server.core.reports.counter_times import Hall, Shift, cut
from server.core.units import SECOND_MS

_Which = tuple[int, str, int | None, str | None]
LENGTHS: Final = ("open_s", "busy_s", "idle_s", "idle_waiting_s", "paused_s")


class Piece(NamedTuple):
    """All of an hour (of the clock) that one counter was open with one officer, in milliseconds; or on breaks for one `reason`.

    Of a whole day `hour` is `None`, and so is `reason` of open time;
    `reason` is empty of a break without one, and `pauses` counts the breaks that began here.
    """

    counter: int
    officer: str
    hour: int | None
    reason: str | None = None
    busy_ms: int = 0
    idle_ms: int = 0
    idle_waiting_ms: int = 0
    paused_ms: int = 0
    pauses: int = 0


@dataclass(slots=True)
class CounterTimes:
    """Milliseconds, and breaks. `idle_ms`: nobody waited whom the counter serves; `idle_waiting_ms`: somebody did.

    `reasons` has, for each reason of a break (empty for none), how many there were and how long they took.
    """

    busy_ms: int = 0
    idle_ms: int = 0
    idle_waiting_ms: int = 0
    paused_ms: int = 0
    pauses: int = 0
    reasons: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, piece: Piece) -> None:
        """Count a piece."""
        self.busy_ms += piece.busy_ms
        self.idle_ms += piece.idle_ms
        self.idle_waiting_ms += piece.idle_waiting_ms
        if piece.reason is not None:
            known, took = self.reasons.get(piece.reason, (0, 0))
            self.reasons[piece.reason] = (known + piece.pauses, took + piece.paused_ms)
            self.pauses += piece.pauses
            self.paused_ms += piece.paused_ms

    @property
    def open_ms(self) -> int:
        """With somebody in hand, or idle."""
        return self.busy_ms + self.idle_ms + self.idle_waiting_ms

    def seconds(self) -> dict[str, int]:
        """Whole seconds by name, in the order of tables."""
        each = (self.open_ms, self.busy_ms, self.idle_ms, self.idle_waiting_ms, self.paused_ms)
        return {name: round(ms / SECOND_MS) for name, ms in zip(LENGTHS, each, strict=True)}

    def breaks(self) -> list[tuple[str, int, int]]:
        """The reason of breaks (empty for none), how many there were, and how long they took in whole seconds; by reason."""
        return [(reason, n, round(took / SECOND_MS)) for reason, (n, took) in sorted(self.reasons.items())]


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What a day's pieces depend on beside its entries: the centre's clock, and the points of counters by their numbers."""

    offsets: Offsets
    points: Mapping[str, str]

    @classmethod
    def read(cls, clock: str, points: str) -> "MadeBy":
        """Of the texts that `texts` gives."""
        return cls(offsets_from(clock), json.loads(points))

    def texts(self) -> tuple[str, str]:
        """As it is kept: the clock, and the points beside the main one."""
        others = {n: point for n, point in self.points.items() if point != MAIN}
        return clock_text(self.offsets), json.dumps(others, ensure_ascii=False, sort_keys=True)

    def point_of(self, counter: int) -> str:
        """The point of a counter."""
        return self.points.get(str(counter), MAIN)


def pieces(hall: Hall, shifts: Iterable[Shift], offsets: Offsets) -> list[Piece]:
    """What these shifts come to, in the order of counters, officers, hours and reasons."""
    return _together(
        _piece(hall, part, hour_of(offsets, part.begin))
        for shift in shifts
        for part in cut(shift, hours_between(offsets, shift.begin, shift.end))
    )


def of_whole_days(every: Iterable[Piece]) -> list[Piece]:
    """The same, all hours together."""
    return _together(piece._replace(hour=None) for piece in every)


def pieces_text(every: Iterable[Piece]) -> str:
    """Pieces as they are kept."""
    return json.dumps([list(piece) for piece in every], ensure_ascii=False, separators=(",", ":"))


def pieces_from(text: str) -> list[Piece]:
    """Pieces that were kept so."""
    return [Piece(*each) for each in json.loads(text)]


def _piece(hall: Hall, part: Shift, hour: int) -> Piece:
    officer = part.officer or ""
    if part.paused:
        took = part.end - part.begin
        return Piece(part.counter, officer, hour, part.reason or "", paused_ms=took, pauses=int(part.begun))
    return Piece(part.counter, officer, hour, None, *hall.spent(part))


def _both(some: Piece, others: Piece) -> Piece:
    return Piece(*some[:4], *(a + b for a, b in zip(some[4:], others[4:], strict=True)))


def _together(every: Iterable[Piece]) -> list[Piece]:
    found: dict[_Which, Piece] = {}
    for piece in every:
        known = found.get(piece[:4])
        found[piece[:4]] = piece if known is None else _both(known, piece)
    return [found[key] for key in sorted(found, key=_in_order)]


def _in_order(key: _Which) -> tuple[int, str, int, bool, str]:
    counter, officer, hour, reason = key
    return counter, officer, hour or 0, reason is not None, reason or ""
