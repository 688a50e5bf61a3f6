"""A waiting person asks for messages or cancels them, on the page behind the slip's code."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.messages.kinds import NEVER, MessageKind, MessageWish, Way
from server.core.messages.phone_numbers import mobile
from server.core.model import TicketState
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.messages.rules import ready
from server.service.today import today
from server.store.queue import tickets

MOST_TICKETS: Final = 3
"""The most tickets for one phone: enough for a family, too few for annoying a stranger."""


@dataclass(frozen=True, slots=True)
class MessageForm:
    """What somebody filled in: a number as they write it, a way, whether they agree, the language that they read."""

    phone: str
    way: str
    agreed: bool
    language: str


@dataclass(frozen=True, slots=True)
class MessageOffer:
    """What the page of a ticket shows: the `ways` to choose from, the present request, and its results (`tries`)."""

    ways: tuple[Way, ...]
    wish: MessageWish | None
    tries: dict[MessageKind, str]


def offer(context: Context, ticket: int, state: TicketState) -> MessageOffer | None:
    """The offer for a ticket; `None` if no way is usable, or if the person neither waits nor has a request to withdraw.

    Also `None` if the file of messages cannot be used: the number's page works without it.
    """
    try:
        if not (ways := ready(context)):
            return None
        found = MessageOffer(ways, context.messages.wish(ticket), context.messages.tries(ticket))
    except Refusal:
        return None
    waits = state is TicketState.WAITING and not _was_called(found.tries)
    return found if waits or found.wish is not None else None


def wish(context: Context, ticket: int, asked: MessageForm) -> None:
    """Keep the number until the visit ends.

    Raises `messages_off`, `messages_not_agreed`, `phone_not_mobile`, `messages_too_late`, `phone_has_its_fill`.
    """
    if asked.way not in ready(context):
        raise Refusal("messages_off")
    if not asked.agreed:
        raise Refusal("messages_not_agreed")
    phone = mobile(asked.phone)
    with context.store.read() as connection:
        found, day = tickets.find(connection, ticket), today(context, connection)[2]
    if found is None or found.day != day or found.state is not TicketState.WAITING:
        raise Refusal("messages_too_late")
    if _was_called(context.messages.tries(ticket)):
        raise Refusal("messages_too_late")
    if len(context.messages.with_phone(phone) - {ticket}) >= MOST_TICKETS:
        raise Refusal("phone_has_its_fill", most=MOST_TICKETS)
    mark = secrets.token_hex(12)
    context.messages.keep(MessageWish(ticket, day, phone, Way(asked.way), asked.language, mark))
    if asked.way not in ready(
        context
    ):  # switched off just now: all numbers may have been deleted before this one came
        context.messages.forget(ticket)
        raise Refusal("messages_off")


def _was_called(tries: Mapping[MessageKind, str]) -> bool:
    """Whether she may have been told that she is called: once a visit is enough."""
    return MessageKind.CALLED in tries and not tries[MessageKind.CALLED].startswith(NEVER)


def withdraw(context: Context, ticket: int) -> None:
    """Want none any more: the number is deleted at once."""
    context.messages.forget(ticket)
