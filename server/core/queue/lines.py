"""Lines: the people who wait for one field at one point, a place where the centre receives people.

With several points, lines take the role that fields have with one: the calling order, who is before
whom, what is counted and what is forecast. A line's name is made and read only here, so that code that looks at
people by line cannot forget the point (docs/decisions/018-points.md).
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, Protocol

MAIN: Final = ""
"""The centre's main point; the only point unless others are set."""
_AT: Final = "@"


def line_of(field: str, point: str = MAIN) -> str:
    """The name of the line of a field at a point: the field's code at the main one, `CT@hamlet` at another."""
    return f"{field}{_AT}{point}" if point else field


def field_of(line: str) -> str:
    """The field of a line. No code has an `@`."""
    return line.partition(_AT)[0]


def point_of(line: str) -> str:
    """The point of a line."""
    return line.partition(_AT)[2]


def main(_counter: int) -> str:
    """Where each counter stands in a centre of one place."""
    return MAIN


class CounterLines(NamedTuple):
    """The lines from which counter `n` calls: its own, and those in which it helps out."""

    n: int
    own: tuple[str, ...]
    helped: tuple[str, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, its own first."""
        return (*self.own, *self.helped)


class Serves(Protocol):
    """A counter, or the place of one, with the fields that it serves and those in which it helps out."""

    @property
    def n(self) -> int:
        """Its number."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Its own."""

    @property
    def helps(self) -> tuple[str, ...]:
        """Those in which it helps out."""


def lines_of(counter: Serves, point: str = MAIN) -> CounterLines:
    """The lines of a counter at a point; for a place, its usual ones."""
    return CounterLines(counter.n, _at(counter.fields, point), _at(counter.helps, point))


def _at(fields: Iterable[str], point: str) -> tuple[str, ...]:
    return tuple(line_of(field, point) for field in fields) if point else tuple(fields)
