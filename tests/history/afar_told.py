"""What people were told of their numbers from afar: the same however often they ask, and all of it in the journal.

What is asked through the city is written down as `/city/number`, `/city/check_in`, `/city/cancel`; its key is the request's own id, and
`of` in a body the number's. A kiosk that checks somebody in asks `/tickets/{ticket}/resume`, and is told the same where they are here.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.history.deeds import Deed
from tests.history.finding import Finding, found
from tests.history.journal import Row, ticket_of
from tests.history.record import Said

_CITY = "/city/"
NUMBERED = frozenset({"issued", "checked_in", "lapsed", "cancelled"})


def from_afar(said: Said) -> bool:
    """Whether it was asked through the city."""
    return said.path.startswith(_CITY)


@dataclass(frozen=True, slots=True)
class _Journal:
    given: Mapping[str, Row]
    about: Mapping[int | None, Sequence[Row]]

    def numbers(self, ticket: int, prefix: str) -> set[str]:
        """Which numbers it has had: another one where it was given under a wrong clock, and its day was put right."""
        rows = (row for row in self.about.get(ticket, ()) if row.type in {"ticket_issued", "ticket_redated"})
        return {f"{prefix}{row.data['n']:03d}" for row in rows}

    def has(self, ticket: int, *types: str, lapsed: bool | None = None) -> bool:
        """Whether such a row is about this ticket."""
        return any(
            row.type in types and lapsed in {None, bool(row.data.get("lapsed"))}
            for row in self.about.get(ticket, ())
        )


def judge_afar_told(said: Sequence[Said], deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """Everything that is wrong between what was told and the journal."""
    asked = sorted((one for one in said if from_afar(one)), key=lambda one: one.sent)
    about: defaultdict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        about[ticket_of(row)].append(row)
    given: dict[str, Row] = {}
    for row in rows:
        if row.type == "ticket_issued" and row.data.get("request"):
            given.setdefault(row.data["request"], row)
    journal = _Journal(given, about)
    for one in asked:
        yield from _true(one, journal)
    yield from _one_number(asked)
    yield from _unasked(asked, given)
    yield from _given_though_given_up(asked, given)
    for deed in deeds:
        if deed.arrival and (answer := deed.done) is not None:
            yield from _here(answer, int(answer.told["id"]), journal)


def _request(one: Said) -> str:
    return str(one.body.get("of") or one.key)


def _true(one: Said, journal: _Journal) -> Iterator[Finding]:
    """What an answer says has become of a number has become of it."""
    state, ticket = one.told.get("state"), one.told.get("id")
    if state not in NUMBERED or ticket is None:
        return
    row = journal.given.get(_request(one))
    if row is None or ticket_of(row) != ticket:
        yield found("lost", f"no row gives ticket {ticket} to {_request(one)}", str(one), row)
    elif one.told["number"] not in journal.numbers(ticket, str(row.data["prefix"])):
        yield found("number_told_otherwise", f"they hold {one.told['number']}", str(one), row)
    elif state == "checked_in":
        yield from _here(one, ticket, journal)
    elif state != "issued" and not journal.has(ticket, "ticket_cancelled", lapsed=_says(one)):
        yield found("lost", f"no row says that {one.told['number']} is {state}", str(one), row)


def _says(one: Said) -> bool | None:
    """Whether it must have lapsed; whoever gives up what had lapsed is told that it is cancelled."""
    return one.told["state"] == "lapsed" if one.path == f"{_CITY}number" else None


def _here(one: Said, ticket: int, journal: _Journal) -> Iterator[Finding]:
    """Its person came, or an officer had called it by hand before."""
    if not journal.has(ticket, "ticket_resumed", "ticket_called"):
        yield found("lost", f"no row says that the person of ticket {ticket} is here", str(one))


def _one_number(asked: Sequence[Said]) -> Iterator[Finding]:
    first: dict[str, Said] = {}
    for one in asked:
        if one.told.get("state") not in NUMBERED or one.told.get("id") is None:
            continue
        before = first.setdefault(_request(one), one)
        if before.told["id"] != one.told["id"]:
            yield found("another_answer", f"{_request(one)} was told another number", str(before), str(one))


def _unasked(asked: Sequence[Said], given: Mapping[str, Row]) -> Iterator[Finding]:
    """Numbers whose requests nobody wrote down, where people write them down."""
    known = {str(one.key) for one in asked if one.path == f"{_CITY}number"}
    for request, row in given.items():
        if asked and request not in known:
            yield found("done_unasked", f"nobody asked {request}", row)


def _given_though_given_up(asked: Sequence[Said], given: Mapping[str, Row]) -> Iterator[Finding]:
    """Whoever gave up before the centre gave a number gets none from then on."""
    gave_up = (one for one in asked if one.path == f"{_CITY}cancel" and one.told.get("state") == "cancelled")
    for one in gave_up:
        row = given.get(_request(one))
        if row is not None and one.told.get("id") is None:
            yield found("given_though_given_up", f"{_request(one)} had been given up", str(one), row)
