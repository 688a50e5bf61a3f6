"""A visit's life: each entry of the journal about one ticket as a step in plain words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from server.core.events import (
    Entry,
    Event,
    PriorityCorrected,
    ServedOnPaper,
    ServiceStarted,
    SlipDismissed,
    SlipReported,
    SlipRequested,
    TicketBroughtIn,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketLapsed,
    TicketMissed,
    TicketParked,
    TicketPlaceKept,
    TicketRecalled,
    TicketRedated,
    TicketRerouted,
    TicketRestored,
    TicketResumed,
    TicketReturned,
    TicketTransferred,
)
from server.core.forecast.telling import Wait, rounded
from server.core.forecast.wait_words import wait_words
from server.core.model import spelled
from server.core.reports import life_words as words
from server.core.texts import LANGUAGES, BothTexts, FilledTexts

Names = Mapping[str, str]
"""A name by language, or a text that has one."""


@dataclass(frozen=True, slots=True)
class LifeNames:
    """What things are called now: fields, priority classes and procedures by code, counters by number.

    `local` is a moment (UTC milliseconds) by the centre's clocks.
    """

    field: Callable[[str], Names]
    priority: Callable[[str], Names]
    procedure: Callable[[str], Names]
    counter: Callable[[int], object]
    local: Callable[[int], datetime]


@dataclass(frozen=True, slots=True)
class LifeStep:
    """One step, with the lines shown below it; `undone` says that it was undone later.

    `outcomes` are what became of dossiers; `private` are the officers' own words and dossier codes.
    """

    entry: Entry
    what: FilledTexts
    facts: tuple[FilledTexts, ...] = ()
    outcomes: tuple[FilledTexts, ...] = ()
    private: tuple[FilledTexts, ...] = ()
    undone: bool = False


def steps(entries: Iterable[Entry], known: LifeNames) -> list[LifeStep]:
    """The steps of the ticket with these entries, in order. Entries that are not steps of a visit are left out."""
    told = [entry for entry in entries if type(entry.event) in SAID]
    taken_back = [
        range(entry.event.undoes, entry.seq) for entry in told if isinstance(entry.event, TicketRestored)
    ]
    return [
        _step(entry, known, undone=not _stays(entry) and any(entry.seq in undone for undone in taken_back))
        for entry in told
    ]


def _stays(entry: Entry) -> bool:
    """Whether no undo takes it back: what became of the slip stays."""
    return isinstance(entry.event, SlipRequested | SlipReported | SlipDismissed)


def _step(entry: Entry, known: LifeNames, *, undone: bool) -> LifeStep:
    event = entry.event
    return LifeStep(
        entry,
        SAID[type(event)](event, known),
        tuple(_facts(event, known)),
        tuple(_outcomes(event, known)),
        tuple(_private(event)),
        undone,
    )


def _issued(event: TicketIssued, known: LifeNames) -> FilledTexts:
    here = words.TAKEN.get(event.channel, words.ANY_CHANNEL)
    text = here if event.request is None else words.FROM_AFAR
    return text.filled(number=spelled(event.prefix, event.n), field=known.field(event.field))


def _brought_in(event: TicketBroughtIn, known: LifeNames) -> FilledTexts:
    text = words.BROUGHT_IN if event.device else words.FROM_PAPER
    return text.filled(
        number=spelled(event.prefix, event.n),
        field=known.field(event.field),
        time=f"{known.local(event.issued_at):%H:%M}",
    )


def _on_paper(event: ServedOnPaper, known: LifeNames) -> FilledTexts:
    called, ended = known.local(event.called_at), known.local(event.ended_at)
    counter = known.counter(event.counter)
    return words.ON_PAPER.filled(counter=counter, called=f"{called:%H:%M}", ended=f"{ended:%H:%M}")


def _finished(event: TicketFinished, _: LifeNames) -> FilledTexts:
    noted = event.dossiers or event.outcome is not None
    return (words.FINISHED if noted else words.FINISHED_WITHOUT).filled()


def _transferred(event: TicketTransferred, known: LifeNames) -> FilledTexts:
    field = known.field(event.field)
    if event.for_counter is None:
        return words.TO_FIELD.filled(field=field)
    return words.TO_COUNTER.filled(field=field, counter=known.counter(event.for_counter))


def _priority(event: PriorityCorrected, known: LifeNames) -> FilledTexts:
    if event.priority is None:
        return words.NO_PRIORITY.filled()
    return words.PRIORITY.filled(priority=known.priority(event.priority))


def _plain(text: BothTexts) -> Callable[[Any, LifeNames], FilledTexts]:
    return lambda _, __: text.filled()


def _at_counter(text: BothTexts) -> Callable[[Any, LifeNames], FilledTexts]:
    return lambda event, known: text.filled(counter=known.counter(event.counter))


SAID: Final[Mapping[type[Event], Callable[[Any, LifeNames], FilledTexts]]] = {
    TicketIssued: _issued,
    TicketBroughtIn: _brought_in,
    TicketCalled: _at_counter(words.CALLED),
    TicketRecalled: _at_counter(words.RECALLED),
    ServiceStarted: _plain(words.SERVED),
    TicketFinished: _finished,
    TicketMissed: _plain(words.MISSED),
    TicketReturned: _plain(words.RETURNED),
    TicketParked: _plain(words.PARKED),
    TicketPlaceKept: lambda event, known: words.PLACE_KEPT.filled(time=f"{known.local(event.until):%H:%M}"),
    TicketResumed: _plain(words.RESUMED),
    TicketTransferred: _transferred,
    TicketRerouted: lambda event, known: words.REROUTED.filled(field=known.field(event.field)),
    PriorityCorrected: _priority,
    ServedOnPaper: _on_paper,
    TicketLapsed: _plain(words.LAPSED),
    TicketRedated: lambda event, _: words.REDATED.filled(day=_day(event.day)),
    TicketRestored: _plain(words.RESTORED),
    TicketCancelled: lambda event, _: (words.NOT_COME if event.lapsed else words.CANCELLED).filled(),
    SlipRequested: lambda event, _: (words.SLIP_ASKED_AGAIN if event.marked else words.SLIP_ASKED).filled(),
    SlipReported: lambda event, _: words.SLIPS.get(event.state, words.SLIPS["unknown"]).filled(),
    SlipDismissed: _plain(words.SLIP_DISMISSED),
}
"""What each event about a ticket is called."""


def _facts(event: Event, known: LifeNames) -> Iterator[FilledTexts]:
    if isinstance(event, TicketIssued | TicketBroughtIn):
        if event.procedure is not None:
            yield words.PROCEDURE.filled(procedure=known.procedure(event.procedure))
        if event.priority is not None:
            yield words.PRIORITY.filled(priority=known.priority(event.priority))
    if isinstance(event, TicketIssued) and event.low_s is not None and event.high_s is not None:
        yield words.FORETOLD.filled(wait=_wait(event.low_s, event.high_s))


def _outcomes(event: Event, known: LifeNames) -> Iterator[FilledTexts]:
    if isinstance(event, ServedOnPaper) and event.outcome is not None:
        yield words.DOSSIER.filled(outcome=_outcome(event.outcome, None))
    if isinstance(event, TicketFinished):
        yield from _dossiers(event, known)


def _wait(low_s: int, high_s: int) -> BothTexts:
    """As people were told it; journals hold it rounded already."""
    told = rounded(Wait(low_s, high_s))
    return BothTexts(*(wait_words(told.low_s, told.high_s, language) for language in LANGUAGES))


def _dossiers(event: TicketFinished, known: LifeNames) -> Iterator[FilledTexts]:
    if not event.dossiers and event.outcome is not None:
        yield words.DOSSIER.filled(outcome=_outcome(event.outcome, None))
    for procedure, outcome, channel, _ in event.dossiers:
        said = _outcome(outcome or "", channel)
        if procedure is None:
            yield words.DOSSIER.filled(outcome=said)
        else:
            yield words.DOSSIER_OF.filled(procedure=known.procedure(procedure), outcome=said)


def _outcome(outcome: str, channel: str | None) -> object:
    said: object = words.OUTCOMES.get(outcome, outcome)
    online = words.DOSSIER_CHANNELS["online_helped"]
    return (said, online) if channel == "online_helped" else said


def _private(event: Event) -> Iterator[FilledTexts]:
    match event:
        case TicketTransferred(note=str(note)):
            yield words.OWN_WORDS.filled(words=note)
        case TicketParked(reason=str(reason)):
            yield words.REASON.filled(words=reason)
        case TicketFinished():
            for dossier in event.dossiers:
                if dossier[3]:
                    yield words.DOSSIER_CODE.filled(code=dossier[3])


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
