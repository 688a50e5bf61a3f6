"""A visit's life, from the journal: every step, who did it, and why it was called."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from server.core.events import Entry, TicketCalled
from server.core.model import Ticket
from server.core.refusal import Refusal
from server.core.reports import life_words
from server.core.reports.life import LifeNames, LifeStep, steps
from server.core.texts import FilledTexts, Language
from server.service.context import Context
from server.service.queue.ticket_now import TicketNow, ticket_now
from server.service.reports import names as names_known
from server.service.reports.actors import Named, actors
from server.service.reports.calls import why_called
from server.service.reports.waited import waits
from server.store import journal
from server.store.queue import finding, tickets
from server.store.retention import runs

_DAYS_LOOKED_AT: Final = 3
"""What happened to a ticket later than on the third day with numbers after its own is no part of its visit."""


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One step, said in a language: `what` happened, `facts` about it, and `why` it was called."""

    entry: Entry
    who: str
    what: str
    facts: tuple[str, ...]
    why: tuple[str, ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class Life:
    """A ticket as it is now, and the steps that led there; they are kept no longer when its day is `packed`."""

    now: TicketNow
    steps: tuple[ToldStep, ...]
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Sees:
    """What the viewer sees besides the steps: the outcomes of dossiers, and the officers' own words with dossier codes."""

    outcomes: bool
    private: bool


def seen_by(may: Callable[[str], bool]) -> Sees:
    """What a viewer with the permissions `may` sees."""
    return Sees(outcomes=may("dossiers.read"), private=may("numbers.all"))


def life(context: Context, ticket: int, language: Language, sees: Sees) -> Life:
    """The life of a ticket, as far as who asks `sees` it. Raises `unknown_ticket`."""
    with context.store.read() as connection:
        found = tickets.find(connection, ticket)
        if found is None:
            raise Refusal("unknown_ticket")
        last = finding.first_after_days(connection, found.day, _DAYS_LOOKED_AT)
        if last is not None and last <= ticket:  # brought in days after it was taken
            last = None
        entries = journal.all_about(connection, ticket, last)
        known = _names_known(context, connection)
        told = steps(entries, known)
        named = actors(connection, language)
        waited = waits(connection, found, known)
        now = ticket_now(context, connection, found)
        said = (_said(context, step, found, named, waited, language, sees) for step in told)
        return Life(now, tuple(said), runs.holds(connection, ticket))


def _said(  # noqa: PLR0913, PLR0917 - a step, what stands beside it, and for whom it is told
    context: Context,
    step: LifeStep,
    ticket: Ticket,
    named: Named,
    waited: Mapping[int, tuple[FilledTexts, ...]],
    language: Language,
    sees: Sees,
) -> ToldStep:
    before = waited.get(step.entry.seq, ()) if isinstance(step.entry.event, TicketCalled) else ()
    known_to_few = (*(step.outcomes if sees.outcomes else ()), *(step.private if sees.private else ()))
    texts = (*step.facts, *before, *known_to_few)
    return ToldStep(
        step.entry,
        named(step.entry.actor),
        language.say(step.what.text, **step.what.parameters),
        tuple(language.say(text.text, **text.parameters) for text in texts),
        _why(context, step.entry, ticket, language),
        step.undone,
    )


def _why(context: Context, entry: Entry, ticket: Ticket, language: Language) -> tuple[str, ...]:
    event = entry.event
    return why_called(context, event, ticket.id, language) if isinstance(event, TicketCalled) else ()


def _names_known(context: Context, connection: sqlite3.Connection) -> LifeNames:
    """What things are called, or were called at last."""
    names, own_name = names_known.Known(context, connection), context.centre.layout.own_name
    return LifeNames(
        field=lambda code: names.fields.get(code, {"vi": code}),
        priority=lambda code: names.classes.get(code, {"vi": code}),
        procedure=lambda code: names.procedure(code) or {"vi": code},
        counter=lambda n: own_name(n) or life_words.COUNTER.filled(n=n),
        local=context.centre.local,
    )
