"""Taking back one change of the centre, of whatever kind, by the use cases that make such changes."""

from server.core.refusal import Refusal
from server.core.reports.change_table import TABLE, told
from server.core.reports.changes import Change
from server.core.reports.ways_back import NEEDED
from server.core.texts import VIETNAMESE
from server.service.context import Context
from server.service.reports.actors import actors
from server.service.reports.heard import Heard, hear, types_heard
from server.service.reports.why_not import at_all
from server.service.undoing import Undoing
from server.service.ways_back import WAYS, By, Undo
from server.store import Transaction
from server.store.reports import changes as stored


class _Moved(Exception):
    """Somebody changed something of this kind since it was looked at."""


def take_back(context: Context, seq: int, by: By) -> None:
    """Undo what the change that is the journal's entry `seq` changed, and nothing else. What is undone already stays so.

    Raises `unknown_change`, `not_allowed`, `change_stands_on_it`, `change_stays`, and what making such a change raises.
    """
    while True:
        try:
            return _take_back(context, seq, by)
        except _Moved:
            continue


def _take_back(context: Context, seq: int, by: By) -> None:
    with context.store.read() as connection:
        entry = stored.find(connection, seq)
        if entry is None or not told(entry.event):
            raise Refusal("unknown_change", seq=seq)
        kind = TABLE[type(entry.event)].kind
        types = types_heard({kind})
        latest = stored.latest(connection, types)
        heard = hear(context, connection, [entry])
    if not by.may(NEEDED[kind]):
        raise Refusal("not_allowed")
    change = heard.changes[seq]
    if heard.taken_back(change):
        return

    def check(transaction: Transaction) -> None:
        if stored.latest(transaction.connection, types) != latest:
            raise _Moved

    _require_way(context, change, heard)
    WAYS[type(entry.event)](context, Undo(change, heard.now(change), by, Undoing(seq, check)))


def _require_way(context: Context, change: Change, heard: Heard) -> None:
    """Raise unless something takes this change back now."""
    if reason := at_all(context, change):
        raise Refusal("change_stays", reason=reason)
    if over := heard.over(change):
        with context.store.read() as connection:
            who = actors(connection, VIETNAMESE)(over.entry.actor)
        at = context.centre.local(over.entry.at).replace(microsecond=0, tzinfo=None)
        raise Refusal("change_stands_on_it", who=who, at=at)
