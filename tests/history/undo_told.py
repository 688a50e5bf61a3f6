"""What an officer was told about an undo is what was undone: the ticket, its state, and what the console had offered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.history.deeds import AT_COUNTER, Deed, place_of
from tests.history.finding import Finding, found
from tests.history.hall import Hall
from tests.history.journal import Row
from tests.history.record import Said

MADE_BY = dict(AT_COUNTER) | {
    "open": "counter_opened",
    "close": "counter_closed",
    "pause": "counter_paused",
    "resume": "counter_resumed",
    "hand-over": "counter_handed_over",
    "priority": "priority_corrected",
    "help": "help_called",
    "help-done": "help_answered",
}


@dataclass(frozen=True, slots=True)
class Undone:
    """One row of an undo, the first row of the step that it took back, and the ticket's state right after."""

    row: Row
    first: Row | None
    state: str | None

    @property
    def step(self) -> tuple[int | None, int]:
        """Which step of which counter it was."""
        return self.row.counter, self.row.data["undoes"]


class UndoTold:
    """Gathers, while the journal is read, what each undo did; then holds every answer against it."""

    def __init__(self) -> None:
        self._did: list[Undone] = []

    def take(self, hall: Hall, row: Row) -> None:
        """An undo, in the hall as it is right after it."""
        if row.type in {"ticket_restored", "counter_restored"}:
            visit = hall.visits.get(row.ticket or 0)
            self._did.append(Undone(row, hall.rows.get(row.data["undoes"]), visit.state if visit else None))

    def judge(self, deeds: Sequence[Deed], said: Sequence[Said]) -> Iterator[Finding]:
        """Each acknowledged undo must have been done; nobody may have been told of another."""
        with_ticket = {did.step for did in self._did if did.row.ticket is not None}
        for deed in deeds:
            place, answer = place_of(deed.first.path), deed.done
            if place.action != "undo" or answer is None:
                continue
            here = [did for did in self._did if did.row.counter == place.counter]
            if (ticket := answer.told.get("id")) is not None:
                same = [did for did in here if (did.row.ticket, did.state) == (ticket, answer.told["state"])]
            else:
                same = [did for did in here if did.row.ticket is None and did.step not in with_ticket]
            if not same:
                yield found(
                    "undo_told_otherwise",
                    "no such undo is in the journal",
                    str(answer),
                    *(did.row for did in here),
                )
            elif (offer := _offer(deed, said)) is not None and not any(map(offer.meant, same)):
                says = f"{offer.action} was offered"
                yield found("undo_told_otherwise", says, str(offer.said), *(did.first for did in same))


@dataclass(frozen=True, slots=True)
class Offer:
    """What a console offered to take back."""

    action: str
    said: Said

    def meant(self, did: Undone) -> bool:
        """Whether this can be the step, or it was done after the console was looked at."""
        made = MADE_BY.get(self.action)
        return (
            did.first is None
            or made in {None, did.first.type}
            or did.first.seq > self.said.told.get("seq", 0)
        )


def _offer(deed: Deed, said: Sequence[Said]) -> Offer | None:
    """What this officer's console offered right before."""
    counter, who, asked = place_of(deed.first.path).counter, deed.first.who, deed.first.sent
    here = [s for s in said if place_of(s.path).counter == counter and s.sent < asked and s.who == who]
    last = max(here, key=lambda s: s.heard, default=None)
    offered = None if last is None or last.heard > asked else last.told.get("undo")
    return Offer(offered["action"], last) if last is not None and offered else None
