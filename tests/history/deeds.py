"""Deeds: requests with one key are one deed, and each says which row of the journal it must have made."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.history.journal import Row
from tests.history.record import Said

AT_COUNTER: Mapping[str, str] = {
    "call": "ticket_called",
    "recall": "ticket_recalled",
    "serve": "service_started",
    "finish": "ticket_finished",
    "no-show": "ticket_missed",
    "return": "ticket_returned",
    "park": "ticket_parked",
    "transfer": "ticket_transferred",
}
WITH_TICKET: Mapping[str, str] = {"cancel": "ticket_cancelled", "resume": "ticket_resumed"}
COUNTED = frozenset({*AT_COUNTER.values(), *WITH_TICKET.values(), "ticket_issued"})
"""What is done as often as somebody asked for it, and never more often."""

_OF_NEXT = {"ticket_called", "ticket_finished"}
Event = tuple[str, int | None, int | None]
"""Type, ticket, counter."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What one client wanted once: every request with its key, in the order in which they were sent."""

    tries: tuple[Said, ...]

    @property
    def first(self) -> Said:
        """The first time that it was asked for."""
        return self.tries[0]

    @property
    def done(self) -> Said | None:
        """The first answer that says that it is done."""
        heard = sorted((said for said in self.tries if said.done), key=lambda said: said.heard)
        return heard[0] if heard else None

    @property
    def open(self) -> bool:
        """Whether nobody knows if it was done: the last try had no answer, or one that names no reason. A refusal has done nothing."""
        last = self.tries[-1]
        unnamed = last.status is None or (
            last.status >= 500 and last.told.get("code", "internal") == "internal"
        )
        return self.done is None and unnamed

    @property
    def arrival(self) -> bool:
        """Whether a kiosk says that somebody is here: it is told the same where they were here before, which no row says again."""
        return self.first.who.startswith("kiosk:") and place_of(self.first.path).action == "resume"

    def may_have_made(self, row: Row) -> bool:
        """Whether it could have led to this row, whatever it was told."""
        place = place_of(self.first.path)
        types = {event_type(self.first.path)} | (_OF_NEXT if place.action == "next" else set())
        return (
            row.actor == self.first.who
            and row.type in types
            and place.counter in {None, row.counter}
            and place.ticket in {None, row.ticket}
        )

    def events(self) -> list[Event]:
        """What the journal must hold if they were told the truth; nothing where that says no ticket."""
        answer = self.done
        if (
            answer is None
            or self.arrival
            or (ticket := answer.told.get("id")) is None
            or "offline" in answer.told
        ):
            return []
        place = place_of(answer.path)
        if place.action == "next":
            called = answer.told.get("state") == "called"
            return [("ticket_called" if called else "ticket_finished", ticket, place.counter)]
        made = event_type(answer.path)
        return [] if made is None else [(made, ticket, place.counter)]


_PLACE = re.compile(r"^(?:/api/v1)?/(tickets|counters|track)(?:/([\w-]+))?(?:/([a-z-]+))?$")


@dataclass(frozen=True, slots=True)
class Place:
    """What a path is about."""

    about: str | None = None
    ticket: int | None = None
    counter: int | None = None
    action: str | None = None


def place_of(path: str) -> Place:
    """Of a path: what it is about, which one, and what is done. A collection's own path has the action of its last word."""
    if (match := _PLACE.match(path)) is None:
        return Place()
    about, which, action = match.groups()
    number = int(which) if which and which.isdecimal() else None
    if which and number is None and about != "track":
        return Place(about, action=which)
    return Place(
        about, number if about == "tickets" else None, number if about == "counters" else None, action
    )


def event_type(path: str) -> str | None:
    """The event that such a request leads to; none for what this does not tell."""
    place = place_of(path)
    if place == Place("tickets"):
        return "ticket_issued"
    return (AT_COUNTER if place.about == "counters" else WITH_TICKET).get(place.action or "")


def deeds_of(said: Iterable[Said]) -> list[Deed]:
    """Everything that was wanted, in the order of asking; a GET wants nothing."""
    by_key: dict[object, list[Said]] = {}
    for one in sorted((one for one in said if one.method != "GET"), key=lambda one: one.sent):
        by_key.setdefault(one.key or object(), []).append(one)
    return [Deed(tuple(tries)) for tries in by_key.values()]


def event_of(row: Row) -> Event:
    """A row, to be held against what somebody was told."""
    return row.type, row.ticket, row.counter
