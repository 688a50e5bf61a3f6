"""How messages are now, for the manager: what each way lacks, what of today was sent, and how long each text is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.messages.kinds import NEVER, MessageKind, MessengerSaid, Way
from server.core.messages.wording import Length, filled, length, not_a_place, without_accents
from server.core.refusal import Refusal
from server.core.texts import LANGUAGES, BothTexts
from server.service.context import Context
from server.service.messages.rules import SMS_KEYS, ZALO_KEYS, lacks, rules
from server.service.messages.values import example
from server.service.today import day_now

_KEYS: Final[Mapping[Way, tuple[str, ...]]] = {Way.ZALO: ZALO_KEYS, Way.SMS: SMS_KEYS}


_RULE: Final = BothTexts(
    "{wrong} không điền được; điền được: {names}", "{wrong} cannot be filled; what can: {names}"
)


@dataclass(frozen=True, slots=True)
class WayNow:
    """A way: whether it is on, what it lacks, which keys are known, how many of today's messages were sent, and why not."""

    way: Way
    on: bool
    lacks: tuple[str, ...]
    known_keys: tuple[str, ...]
    sent: int
    unknown: int
    refused: dict[str, int]


@dataclass(frozen=True, slots=True)
class Example:
    """An SMS as it would be sent, with how long it is."""

    kind: MessageKind
    language: str
    text: str
    length: Length


def ways_now(context: Context) -> list[WayNow]:
    """Each way as it is now."""
    counted, keys = context.messages.counts(day_now(context)), context.messages.keys()
    on = rules(context).ways
    return [
        WayNow(
            way,
            way in on,
            lacks(context, way),
            tuple(name for name in _KEYS[way] if name in keys),
            counted.get((way, MessengerSaid.SENT), 0),
            counted.get((way, MessengerSaid.UNKNOWN), 0),
            {
                state.removeprefix(NEVER): n
                for (of, state), n in counted.items()
                if of is way and state.startswith(NEVER)
            },
        )
        for way in Way
    ]


def examples(context: Context) -> list[Example]:
    """Each SMS with an example in it."""
    return [_example(context, kind, language) for kind in MessageKind for language in LANGUAGES]


def spoken(context: Context, words: str, *, accents: bool) -> Example:
    """What somebody writes, as it would be sent; how long it is. Raises `not_valid` for what cannot be filled."""
    values = example(context, "vi")
    if (wrong := not_a_place(words, values)) is not None:
        names = ", ".join(f"{{{name}}}" for name in values)
        raise Refusal("not_valid", reason=_RULE.filled(wrong=wrong, names=names))
    text = filled(words, values)
    text = text if accents else without_accents(text)
    return Example(MessageKind.NEAR, "vi", text, length(text))


def _example(context: Context, kind: MessageKind, language: str) -> Example:
    set_now = rules(context)
    text = filled(set_now.words(kind, language), example(context, language))
    text = text if set_now.sms_accents else without_accents(text)
    return Example(kind, language, text, length(text))
