"""Synthetic people, the same for the demo, the benchmarks and the tests: who comes, when and for what, and how a visit goes.

Pure: all chance comes from the given dice, so the same seed gives the same people.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from random import Random
from typing import Final, TypeVar

T = TypeVar("T")
Steps = tuple[str, ...]
Span = tuple[float, float]
"""At least and at most, in seconds."""

SERVED: Final[Steps] = ("serve", "finish")
CALLED_TWICE: Final[Steps] = ("recall", "serve", "finish")
MISSED: Final[Steps] = ("no-show",)
MISSED_TWICE: Final[Steps] = ("recall", "no-show")
_HOURS: Final = ((7.0, 8.0, 3.0), (8.0, 11.4, 1.0), (13.0, 16.4, 1.0))
"""From, until, and how densely people come: three times as many in the first hour."""
_SPREAD: Final = 0.7
_HABITS: Final = 7
_OFF: Final = (0.6, 1.4)


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody takes a number for; `priority` is their class, `None` for most people."""

    field: str
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """How a crowd behaves: how often each field is wanted and each kind of visit happens, and the class of each in so many people.

    A visit is what the officer does after the call, step by step; `pauses` says how long it takes before each step,
    `arrive_s` how long after one person the next comes.
    """

    fields: Mapping[str, float]
    visits: Mapping[Steps, float]
    classes: Sequence[str | None] = (None,)
    pauses: Mapping[str, Span] = field(default_factory=dict)
    arrive_s: Span = (0.0, 0.0)

    def wish(self, dice: Random) -> Errand:
        """What the next person wants."""
        return Errand(_drawn(self.fields, dice), dice.choice(self.classes))

    def visit(self, dice: Random) -> Steps:
        """How the next visit goes."""
        return _drawn(self.visits, dice)

    def pause_s(self, step: str, dice: Random) -> float:
        """How long it takes before a step of a visit."""
        least, most = self.pauses[step]
        return least if least == most else dice.uniform(least, most)

    def until_next_s(self, dice: Random) -> float:
        """How long it takes until the next person comes."""
        return dice.uniform(*self.arrive_s)


WARD: Final = People(
    fields={"CT": 26, "HT": 18, "DD": 9, "XD": 4, "VX": 10, "KT": 4, "CA": 9, "TH": 4, "BH": 6, "KQ": 10},
    visits={MISSED: 6, SERVED: 94},
    classes=(*(None,) * 17, "elderly", "elderly", "disabled", "pregnant", "small_child"),
    pauses={"serve": (5, 40), "no-show": (60, 60), "call": (4, 30)},
)
"""A ward's people at real speed; `pauses["call"]` is an officer's break between two visits, in seconds."""


def arrivals(visits: int, dice: Random) -> Iterator[float]:
    """The arrival times of so many people in a day, in hours after midnight, unsorted."""
    weights = [(until - start) * rate for start, until, rate in _HOURS]
    for start, until, _ in dice.choices(_HOURS, weights, k=visits):
        yield dice.uniform(start, until)


def true_times(usual_s: Mapping[str, float]) -> dict[str, float]:
    """How long visits of each field really take on average: the same every day, but different from the centre's settings."""
    dice = Random(_HABITS)
    return {code: seconds * dice.uniform(*_OFF) for code, seconds in usual_s.items()}


def visit_s(average_s: float, dice: Random) -> float:
    """How long one visit takes: most are short, some are long."""
    return exp(dice.gauss(log(average_s) - _SPREAD**2 / 2, _SPREAD))


def _drawn(weights: Mapping[T, float], dice: Random) -> T:
    return dice.choices(list(weights), list(weights.values()))[0]
