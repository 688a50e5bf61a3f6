"""Undo: what it says was, was; nobody else's work is taken back with it; and the officer was told the truth."""

from collections.abc import Iterator
from dataclasses import fields

from tests.history.finding import Finding, found
from tests.history.hall import Hall
from tests.history.journal import Row
from tests.history.visit import Desk, Thing, Visit

UNDO_WITHIN_MS = 60_000
KIND = {"ticket_restored": Visit, "counter_restored": Desk}


def judge_undo(hall: Hall, row: Row) -> Iterator[Finding]:
    """What is wrong with an undo, in the hall as it was right before it."""
    if (kind := KIND.get(row.type)) is None:
        return
    number = row.ticket if kind is Visit else row.counter
    assert number is not None
    first = hall.rows.get(row.data["undoes"])
    now = hall.visits.get(number) if kind is Visit else hall.desk(number)
    if first is None or now is None:
        return
    then = hall.before(kind, number, first.seq)
    if then is None:
        yield found("undo_of_nothing", f"nothing has become of it since row {first.seq}", first, row)
        return
    yield from _truly(then, now, row, first)
    yield from _alone(hall, kind, number, row, first)
    if row.at - first.at > UNDO_WITHIN_MS:
        yield found("undo_too_late", f"{(row.at - first.at) // 1000} s later", first, row)


def _truly(then: Thing, now: Thing, row: Row, first: Row) -> Iterator[Finding]:
    """What it was before, and what the row says that it is again, must be the same."""
    was = row.data["was"]
    for name in (each.name for each in fields(then)):
        before, after = getattr(then, name), was.get(name, getattr(now, name))
        again = tuple(after) if isinstance(after, list) else after
        if again != before:
            yield found("undo_untrue", f"{name} was {before!r} and is {again!r} after the undo", first, row)


def _alone(hall: Hall, kind: type, number: int, row: Row, first: Row) -> Iterator[Finding]:
    """Nobody may have built on what is undone: all that became of it since is the one step, and what was undone itself."""
    built: list[Row] = []
    for other in (hall.rows[seq] for seq, _ in hall.past.get((kind, number), ()) if seq > first.seq):
        if other.type in KIND:
            built = [each for each in built if each.seq < other.data["undoes"]]
        elif (other.at, other.actor) != (first.at, first.actor):
            built.append(other)
    if built:
        yield found("undo_over_others", "somebody had built on it", first, *built, row)
