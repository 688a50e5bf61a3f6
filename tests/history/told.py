"""What people were told: all of it is in the journal, once, in the order of asking, and the same key is told the same."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tests.history.deeds import COUNTED, Deed, event_of
from tests.history.finding import Finding, found
from tests.history.journal import Row
from tests.history.record import Said
from tests.history.settings_told import rows_that_set, settings_lost, settings_made

KEPT_MS = 24 * 3_600_000
"""For how long the first answer to a key is told again."""
GIVEN_ALONE = frozenset({"ticket_brought_in", "number_left_out"})
NUMBERED = frozenset({"ticket_issued", "ticket_brought_in"})


def judge_told(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """Everything that is wrong between the two."""
    yield from _same_answers(deeds)
    yield from _lost(deeds, rows)
    yield from _never_joined(deeds, rows)
    yield from _done_twice(deeds, rows)
    yield from _numbers(deeds, rows)
    yield from _ballots(deeds, rows)
    yield from settings_lost(deeds, rows)
    yield from _in_order(deeds, rows)


def _same_answers(deeds: Sequence[Deed]) -> Iterator[Finding]:
    """What was told first is told again for a day: for less, where the clock meanwhile was further ahead than that."""
    walls = sorted((said.sent, said.wall) for deed in deeds for said in deed.tries)
    for deed in deeds:
        if (first := deed.done) is None:
            continue
        for again in deed.tries:
            later = again.sent >= first.heard and again.status is not None and again.status < 500
            differs = (again.status, again.told) != (first.status, first.told)
            if later and differs and not _a_day_later(walls, first, again):
                yield found(
                    "another_answer", f"the key {first.key} was told otherwise", str(first), str(again)
                )


def _a_day_later(walls: Sequence[tuple[float, int]], first: Said, again: Said) -> bool:
    between = walls[bisect_left(walls, (first.sent, 0)) : bisect_left(walls, (again.sent, again.wall + 1))]
    return max((wall for _, wall in between), default=first.wall) - first.wall >= KEPT_MS


def _lost(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """What was acknowledged and is not in the journal, under the name of who asked for it, as often as it was."""
    there = Counter((row.actor, *event_of(row)) for row in rows)
    for deed in deeds:
        for event in deed.events():
            there[deed.first.who, *event] -= 1
            if there[deed.first.who, *event] < 0:
                yield found("lost", f"{event} is not in the journal so often", str(deed.done))


def _never_joined(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """Numbers that a box gave alone, of which the journal knows nothing."""
    joined = {row.data.get("number") or _number(row) for row in rows if row.type in GIVEN_ALONE}
    for deed in deeds:
        if (said := deed.done) and said.told.get("offline") and said.told["number"] not in joined:
            yield found("lost", f"{said.told['number']}, given alone, never joined", str(said))


def _number(row: Row) -> str:
    return f"{row.data['prefix']}{row.data['n']:03d}"


def _done_twice(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """Rows of those who wrote down what they asked, that none of their requests explains.

    A box that heard no answer gives a number of its own, whatever the server did; that one stands in the other's place then.
    """
    told = Counter((deed.first.who, *event) for deed in deeds for event in deed.events())
    may: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        if (
            deed.open
            or deed.arrival
            or deed.first.path.endswith("/next")
            or (deed.done and "offline" in deed.done.told)
        ):
            may[deed.first.who].append(deed)
    whose = {deed.first.who for deed in deeds}
    for row in rows:
        if row.type not in COUNTED or row.actor not in whose:
            continue
        if told[row.actor, *event_of(row)] > 0:
            told[row.actor, *event_of(row)] -= 1
            continue
        explains = next((deed for deed in may[row.actor] if deed.may_have_made(row)), None)
        if explains is None:
            yield found("done_unasked", f"{row.actor} asked for it less often", row)
        else:
            may[row.actor].remove(explains)


def _numbers(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    given = {row.seq: row for row in rows if row.type == "ticket_issued"}
    for deed in deeds:
        said = deed.done
        if said is None or deed.events()[:1] != [("ticket_issued", said.told.get("id"), None)]:
            continue
        row = given.get(said.told["id"])
        if row is not None and said.told["number"] != _number(row):
            yield found("number_told_otherwise", f"they hold {said.told['number']}", str(said), row)


def _ballots(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    numbers = {row.ticket: _number(row) for row in rows if row.type in NUMBERED}
    rated = Counter(numbers.get(row.ticket) for row in rows if row.type == "visit_rated")
    for deed in deeds:
        if deed.first.path.endswith("/ratings") and (said := deed.done):
            rated[said.told["number"]] -= 1
            if rated[said.told["number"]] < 0:
                yield found("lost", f"the ballot of {said.told['number']} is not in the journal", str(said))


def _in_order(deeds: Sequence[Deed], rows: Sequence[Row]) -> Iterator[Finding]:
    """What was answered before something else was asked for stands before it in the journal."""
    at: defaultdict[object, list[Row]] = defaultdict(list)
    for row in rows:
        at[event_of(row)].append(row)
    done: list[tuple[float, float, Row]] = []
    settings: list[tuple[float, float, Row]] = []
    set_ = rows_that_set(rows)
    for deed in deeds:
        if (said := deed.done) is not None:
            made = [at[event] for event in deed.events()]
            done += [(said.heard, deed.first.sent, only[0]) for only in made if len(only) == 1]
            settings += [(said.heard, deed.first.sent, row) for row in settings_made(deed, set_)[:1]]
    heard = iter(sorted(done + settings, key=lambda each: each[0]))
    ahead, newest = next(heard, None), None
    for _, sent, row in sorted(done, key=lambda each: each[1]):
        while ahead is not None and ahead[0] < sent:
            newest = ahead[2] if newest is None or ahead[2].seq > newest.seq else newest
            ahead = next(heard, None)
        if newest is not None and newest.seq > row.seq:
            yield found("out_of_order", "it was asked for after the other was acknowledged", newest, row)
