"""Counters, their queues, and numbers that joined these late, as JSON."""

from collections.abc import Mapping

from server.core.model import Counter, Ticket
from server.core.queue.lines import line_of
from server.core.refusals.catalogue import CATALOGUE
from server.service.context import Context
from server.service.queue.offline_numbers import Joined, LeftOut, SeriesNow
from server.service.queue.standby import Suggestion
from server.service.screens.board import CounterFacts
from server.service.views import View, iso, wait_view


def counter_view(context: Context, facts: CounterFacts, names: Mapping[str, str]) -> View:
    """A counter as screens show it, with what only the manager sees: who is there, its break, help wanted.

    `names` are what people are called, by their user names.
    """
    counter, in_hand = facts.counter, facts.in_hand
    return {
        "n": counter.n,
        "name": facts.name,
        "state": counter.state.value,
        "fields": list(counter.fields),
        "number": None if in_hand is None else in_hand.number,
        "ticket_state": None if in_hand is None else in_hand.state.value,
        "officer": _officer_view(counter.officer, names),
        "helps": list(counter.helps),
        "since": iso(context, counter.since),
        "reason": counter.reason,
        "help": help_view(context, counter),
    }


def _officer_view(username: str | None, names: Mapping[str, str]) -> View | None:
    return None if username is None else {"username": username, "name": names.get(username, username)}


def help_view(context: Context, counter: Counter) -> View | None:
    """Since when a counter calls for help, and why."""
    if counter.help_at is None:
        return None
    return {"at": iso(context, counter.help_at), "text": counter.help_text}


def suggestion_view(context: Context, suggestion: Suggestion) -> View:
    """A standby counter to open, and for whom."""
    now, officer = suggestion.field, suggestion.officer
    line = line_of(now.field.code, now.point)
    return {
        "field": line,
        "names": dict(context.centre.layout.line_names(line)),
        "waiting": now.waiting,
        "wait": wait_view(now.wait),
        "limit_s": now.field.wait_limit_s,
        "counter": suggestion.place.n,
        "counter_name": suggestion.place.name,
        "officer": None if officer is None else {"username": officer.username, "name": officer.name},
        "fields": suggestion.fields,
    }


def unprinted_view(ticket: Ticket) -> View:
    """A ticket without a slip; `marked` says whether a new one would bear the mark of a reprint."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "field": ticket.field,
        "state": ticket.state.value,
        "print": ticket.print,
        "marked": ticket.slip_out,
    }


def series_view(context: Context, series: SeriesNow) -> View:
    """A kiosk's own series of numbers."""
    return {
        "device": series.device,
        "prefix": series.prefix,
        "last": series.last,
        "day": series.day,
        "now": context.centre.local(series.now).isoformat(timespec="milliseconds"),
        "restored": series.restored,
    }


def joined_view(context: Context, joined: Joined) -> View:
    """What became of a number that a kiosk gave while it was alone."""
    ticket = joined.ticket
    return {
        "number": joined.item.number,
        "day": joined.item.day,
        "new": joined.new,
        "ticket": None if ticket is None else ticket.id,
        "track": None if ticket is None else context.tracks.code(ticket.id),
        "state": None if ticket is None else ticket.state.value,
        "code": joined.code,
    }


def left_out_view(context: Context, left: LeftOut, language: str) -> View:
    """A number that could not join the queue, and why."""
    why = CATALOGUE[left.code].title.said(language) if left.code in CATALOGUE else left.code
    return {
        "number": left.number,
        "kiosk": left.kiosk,
        "field": left.field,
        "issued_at": iso(context, left.issued_at),
        "code": left.code,
        "why": why,
    }


def without_the_officers_words(ticket: View) -> View:
    """A ticket for the person who took it: officers' notes for each other are left out."""
    return ticket | {"note": None, "dossiers": [], "outcome": None}
