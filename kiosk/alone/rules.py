"""The server's own rules, which the box follows while it is alone. The wiring hands them in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.alone.texts import Problem, Say
from kiosk.filling import WaitWords
from kiosk.texts import LANGUAGES, Language, Translations, untranslated

Read = Callable[[str, bytes], Mapping[str, Any]]
"""`read(key, body)`: what a touch with this Idempotency-Key asks for. Raises `WrongWish`."""

AsAt = Callable[[Mapping[str, Any], int], dict[str, Any]]
"""`as_at(centre, at_ms)`: the last answer to GET /centre, with what is open at a moment."""

Closed = Callable[[Mapping[str, Any], str, int, Language], Problem | None]
"""`closed(centre, field, at_ms, language)`: why a field gives no number at a moment, by the last answer to GET /centre."""


GoesTo = Callable[[Mapping[str, Any], str, int | None], str]
"""`goes_to(centre, field, dossiers)`: the field from which a person with this many dossiers gets their number."""


class WrongWish(Exception):
    """The request for a number is invalid; the text says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How to word errors and waits, read requests and keep opening hours, and how many bytes a request may have.

    `languages` are those that `say` knows; `translations` are the texts in further languages, for slips.
    """

    say: Say
    wait_words: WaitWords
    read: Read
    as_at: AsAt
    closed: Closed
    goes_to: GoesTo
    body_limit: int
    languages: Sequence[Language] = LANGUAGES
    translations: Translations = untranslated
