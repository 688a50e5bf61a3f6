"""What other messages to phones would bring with them: what a way still needs, who would be told now, what an SMS would say."""

from collections.abc import Iterator
from typing import Final

from server.config import CentreSettings, MessagesPart
from server.core.messages.kinds import MessageKind, Way
from server.core.messages.moment import is_near
from server.core.messages.wording import filled, length, without_accents
from server.core.model import TicketState
from server.core.texts import LANGUAGES, BothTexts, FilledTexts
from server.service.context import Context
from server.service.messages.rules import lacking, rules
from server.service.messages.values import example
from server.service.messages.words import LACKS, NAMES
from server.service.queue.ticket_now import ticket_now
from server.service.settings.foretold.beside import Beside
from server.store.queue import tickets

_OFFERED: Final = BothTexts(
    "Ngay khi lưu, người đang chờ chọn được nhận tin qua {way} trên trang sau mã của phiếu.",
    "As soon as this is saved, whoever waits can choose messages by {way} on the page behind the slip's code.",
)
_LACKS: Final = BothTexts(
    "Chưa gửi được qua {way}. Còn thiếu: {lacks}.", "Nothing can be sent by {way} yet. Missing: {lacks}."
)
_OFF: Final = BothTexts(
    "Ngay khi lưu, không gửi gì qua {way} nữa; {people} người đang chờ tin qua đó không được nhắn.",
    "As soon as this is saved nothing is sent by {way}; the {people} people who wait for a message by it get none.",
)
_NEAR: Final = BothTexts(
    "{people} người đã xin nhắn; lúc này {near} người trong số đó sắp đến lượt và được nhắn.",
    "{people} people want a message; at this moment the turn of {near} of them is near, and they are told.",
)
_SAYS: Final = BothTexts(
    "Tin SMS sẽ viết: “{words}” ({letters} chữ, {parts} tin).",
    "An SMS will say: “{words}” ({letters} letters, {parts} messages).",
)
_WORDS: Final = ("sms_near", "sms_near_en", "sms_called", "sms_called_en", "sms_accents")


def of_messages(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Of each way that is on or turned off, of whose turn would be near, of the words."""
    before, after = rules(context), wanted.messages
    if before == after:
        return ()
    told = [text for way in Way for text in _of_way(context, before, after, way)]
    if (before.near_people, before.near_minutes) != (after.near_people, after.near_minutes):
        told.append(_near(context, after))
    if any(getattr(before, name) != getattr(after, name) for name in _WORDS):
        told += _texts(context, before, after)
    return tuple(told)


def _of_way(context: Context, before: MessagesPart, after: MessagesPart, way: Way) -> Iterator[FilledTexts]:
    keys = context.messages.keys()
    if way in after.ways:
        missing = lacking(after, keys, way)
        if missing:
            yield _LACKS.filled(way=NAMES[way], lacks=tuple(LACKS[name].filled() for name in missing))
        elif way not in before.ways or lacking(before, keys, way):
            yield _OFFERED.filled(way=NAMES[way])
    elif way in before.ways:
        people = sum(wish.way is way for wish in context.messages.wishes())
        yield _OFF.filled(way=NAMES[way], people=people)


def _near(context: Context, after: MessagesPart) -> FilledTexts:
    near, wishes = 0, context.messages.wishes()
    with context.store.read() as connection:
        for wish in wishes:
            ticket = tickets.find(connection, wish.ticket)
            if ticket is not None and ticket.state is TicketState.WAITING:
                now = ticket_now(context, connection, ticket)
                near += is_near(now.ahead, now.wait, after.near_people, after.near_minutes)
    return _NEAR.filled(people=len(wishes), near=near)


def _texts(context: Context, before: MessagesPart, after: MessagesPart) -> Iterator[FilledTexts]:
    for kind in MessageKind:
        for language in LANGUAGES:
            text = _text(context, after, kind, language)
            if text != _text(context, before, kind, language):
                found = length(text)
                yield _SAYS.filled(words=text, letters=found.letters, parts=found.messages)


def _text(context: Context, set_now: MessagesPart, kind: MessageKind, language: str) -> str:
    text = filled(set_now.words(kind, language), example(context, language))
    return text if set_now.sms_accents else without_accents(text)
