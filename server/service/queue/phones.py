"""Numbers on people's own phones: who may take one, where the centre allows it."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from server.core.model import Channel
from server.core.queue.lines import MAIN
from server.core.queue.presence import CodeCheck
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import tickets
from server.service.queue.tickets import NumberRequest, Once
from server.service.views import View
from server.store import idempotency

ACTOR = "phone"


@dataclass(frozen=True, slots=True)
class PhoneRequest:
    """A request from a phone: a field, the presence code that was read, the tracking codes of today's tickets.

    `priority` is the class that they say they have: the officer looks at it again at the counter. `language` is
    what they read, when it is not Vietnamese; `dossiers` how many they bring, where the form asks; `point` where they are.
    """

    field: str
    presence: str
    held: Sequence[str]
    procedure: str | None = None
    priority: str | None = None
    language: str | None = None
    dossiers: int | None = None
    point: str = MAIN


def presence_shown(context: Context) -> str | None:
    """The code that the hall's screens show now; `None` if no code is needed."""
    centre = context.centre
    return context.presence.code(context.clock()) if centre.phone.enabled or centre.remote.share else None


def check_enabled(context: Context) -> None:
    """Raise `phones_off` where phones take no numbers."""
    if not context.centre.phone.enabled:
        raise Refusal("phones_off")


def take(context: Context, asked: PhoneRequest, once: Once) -> View:
    """Give a number to a phone; returns the ticket. A form that is sent again gets the same answer, even late or from a phone at its limit.

    Raises `phones_off`, `phone_limit`, `presence_wrong`, `presence_old`, and what issuing raises.
    """
    check_enabled(context)
    with context.store.read() as connection:
        if (given := idempotency.again(connection, once)) is not None:
            return given
    limit = context.centre.phone.per_phone_per_day
    if len(asked.held) >= limit:
        raise Refusal("phone_limit", limit=limit)
    check_presence(context, asked.presence)
    wanted = NumberRequest(
        asked.field,
        asked.procedure,
        asked.priority,
        Channel.PHONE,
        language=asked.language,
        dossiers=asked.dossiers,
        point=asked.point,
    )
    return tickets.issue(context, wanted, ACTOR, once)[0]


def check_presence(context: Context, code: str) -> None:
    """Raise `presence_wrong` or `presence_old` for a code that the hall's screens do not show now."""
    said = context.presence.check(code, context.clock())
    if said is not CodeCheck.RIGHT:
        raise Refusal("presence_old" if said is CodeCheck.OLD else "presence_wrong")


def numbers(context: Context, held: Sequence[str]) -> list[tuple[str, str]]:
    """(tracking code, number) of the tickets that a phone holds, without those that are not there any more."""
    found = []
    for code in held:
        with suppress(Refusal):
            found.append((code, tickets.find(context, tickets.ticket_of(context, code)).ticket.number))
    return found


def taken_before(context: Context, key: str) -> str | None:
    """The tracking code of the number that a form with this key was given; `None` if it was given none."""
    with context.store.read() as connection:
        given = idempotency.first(connection, ACTOR, key) or {}
    return context.tracks.code(given["id"]) if "id" in given else None


def new_key() -> str:
    """A key that makes one form count once, however often it is sent."""
    return secrets.token_urlsafe(16)
