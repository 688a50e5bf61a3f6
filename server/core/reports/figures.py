"""The figures of some visits, from the marks and times of their stays (docs/figures.md defines each)."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Final

from server.core.reports import marks
from server.core.reports.lengths import Lengths, Together, lengths_of
from server.core.reports.marks import OUTCOMES
from server.core.reports.stays import LENGTHS, Stay


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some visits, with the API's names. Times are whole seconds, `None` if there are none.

    Shares are between 0 and 1, of the waits (`above_limit_share`) or of the forecasts (`told_in_time_share`).
    """

    visits: int = 0
    cancelled: int = 0
    not_called: int = 0
    no_shows: int = 0
    services: int = 0
    finished: int = 0
    lapsed: int = 0
    transfers: int = 0
    parked: int = 0
    put_back: int = 0
    dossiers_received: int = 0
    results_returned: int = 0
    supplements: int = 0
    refused: int = 0
    advised: int = 0
    elsewhere: int = 0
    provisional: int = 0
    online_helped: int = 0
    waits: int = 0
    wait_median_s: int | None = None
    wait_p90_s: int | None = None
    wait_max_s: int | None = None
    above_limit: int = 0
    above_limit_share: float | None = None
    told: int = 0
    told_in_time: int = 0
    told_in_time_share: float | None = None
    told_sooner: int = 0
    way_median_s: int | None = None
    service_median_s: int | None = None
    stay_median_s: int | None = None

    @property
    def not_over(self) -> int:
        """Visits that were called and have not ended: at a counter, parked, or sent on or put back and not called again."""
        return self.visits - self.finished - self.no_shows - self.not_called - self.lapsed


NAMES: Final = tuple(each.name for each in fields(Figures))
"""Every figure, in the order of tables and files."""
_VALUES: Final = attrgetter(*NAMES)

_DOSSIERS: Final[Mapping[str, str]] = {
    "dossiers_received": OUTCOMES["received"],
    "results_returned": OUTCOMES["returned"],
    "supplements": OUTCOMES["supplement"],
    "refused": OUTCOMES["refused"],
    "advised": OUTCOMES["advised"],
    "elsewhere": OUTCOMES["elsewhere"],
    "provisional": OUTCOMES["provisional"],
    "online_helped": marks.ONLINE,
}
_LETTERS: Final[Mapping[str, str]] = {
    **_DOSSIERS,
    "cancelled": marks.GIVEN_UP,
    "no_shows": marks.NO_SHOW,
    "services": marks.SERVED,
    "finished": marks.FINISHED,
    "lapsed": marks.LAPSED,
    "transfers": marks.TRANSFERRED,
    "parked": marks.PARKED,
    "put_back": marks.RETURNED,
    "above_limit": marks.ABOVE,
    "told_sooner": marks.SOONER,
}
_LONG: Final = 2000
"""So many marks in order are sooner looked up than counted."""
_COUNTED: Final = frozenset({*_LETTERS.values(), marks.VISIT, marks.AS_TOLD, marks.LATER})


@dataclass(slots=True)
class Gathered:
    """The marks and times of some stays, each piece of many of them, and how many numbers nobody has called.

    In a piece of `in_order` (marks, times) the marks lie in order, and so does each length, whichever stay it is of.
    """

    marks: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    in_order: list[tuple[str, str]] = field(default_factory=list)
    not_called: int = 0
    moved: Counter[str] = field(default_factory=Counter)
    """Dossiers (by letter) that count here though their stay does not, or, below zero, the other way round."""

    def take(self, stays: Iterable[Stay]) -> None:
        """Count these stays in."""
        for stay in stays:
            self.marks.append(stay.marks)
            self.times.append(stay.times)

    def add(self, other: "Gathered") -> None:
        """Count all of the other in."""
        self.marks += other.marks
        self.times += other.times
        self.in_order += other.in_order
        self.not_called += other.not_called
        if other.moved:
            self.moved.update(other.moved)

    def figures(self) -> Figures:
        """What they come to."""
        return self.counted().figures()

    def counted(self) -> "CountedMarks":
        """The same, counted and in order."""
        lengths = lengths_of([times for _, times in self.in_order], self.times)
        return CountedMarks(self.letters(), lengths, self.not_called)

    def letters(self) -> Counter[str]:
        """How often there is each mark."""
        long = [piece for piece, _ in self.in_order if len(piece) > _LONG]
        letters = "".join((*self.marks, *(piece for piece, _ in self.in_order if len(piece) <= _LONG)))
        found = Counter({letter: letters.count(letter) for letter in _COUNTED})
        for piece in long:
            found.update(
                {letter: bisect_right(piece, letter) - bisect_left(piece, letter) for letter in _COUNTED}
            )
        if self.moved:
            found.update(self.moved)
        return found


@dataclass(frozen=True, slots=True)
class CountedMarks:
    """How often there is each mark, and each of the `LENGTHS` of time."""

    letters: Counter[str]
    lengths: Sequence[Lengths]
    not_called: int

    def figures(self) -> Figures:
        """The figures that they are."""
        return _figures(self.letters, self.lengths, self.not_called)


def together(groups: Collection[CountedMarks]) -> Figures:
    """The figures of all of these groups."""
    letters = Counter({letter: sum(group.letters[letter] for group in groups) for letter in _COUNTED})
    lengths = [Together.of(group.lengths[place] for group in groups) for place in range(len(LENGTHS))]
    return _figures(letters, lengths, sum(group.not_called for group in groups))


def _figures(letters: Counter[str], lengths: Sequence[Lengths], not_called: int) -> Figures:
    counted = {name: letters[letter] for name, letter in _LETTERS.items()}
    waits, ways, services, stays = lengths
    told = counted["told_sooner"] + letters[marks.AS_TOLD]
    all_told = told + letters[marks.LATER]
    return Figures(
        **counted,
        visits=letters[marks.VISIT] + not_called,
        not_called=not_called,
        waits=waits.count,
        wait_median_s=waits.within(50),
        wait_p90_s=waits.within(90),
        wait_max_s=waits.within(100),
        above_limit_share=share(counted["above_limit"], waits.count),
        told=all_told,
        told_in_time=told,
        told_in_time_share=share(told, all_told),
        way_median_s=ways.within(50),
        service_median_s=services.within(50),
        stay_median_s=stays.within(50),
    )


def share(part: int, whole: int) -> float | None:
    """The part of the whole, to four places; `None` of nothing."""
    return round(part / whole, 4) if whole else None


def by_name(figures: Figures) -> dict[str, int | float | None]:
    """Every figure by its name: `asdict` takes fifteen times as long, and a report of years has a row for each day."""
    return dict(zip(NAMES, _VALUES(figures), strict=True))


def outcomes_of(dossiers: str) -> dict[str, int]:
    """How many dossiers of each kind these letters stand for, by the names of figures."""
    return {name: dossiers.count(letter) for name, letter in _DOSSIERS.items()}
