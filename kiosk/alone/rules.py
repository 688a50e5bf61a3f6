"""The server's own rules, which the box keeps to while it is alone. They are handed in by the wiring."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.alone.texts import Problem, Say
from kiosk.filling import WaitWords
from kiosk.texts import LANGUAGES, Language, Translations, untranslated

Read = Callable[[str, bytes], Mapping[str, Any]]
"""`read(key, body)`: what a touch with this Idempotency-Key asks for. Raises `WrongWish`."""

AsAt = Callable[[Mapping[str, Any], int], dict[str, Any]]
"""`as_at(centre, at_ms)`: what GET /centre last told, with what is open at a moment."""

Closed = Callable[[Mapping[str, Any], str, int, Language], Problem | None]
"""`closed(centre, field, at_ms, language)`: why a field gives no number at a moment, by what GET /centre last told."""


GoesTo = Callable[[Mapping[str, Any], str, int | None], str]
"""`goes_to(centre, field, dossiers)`: the field whose number somebody with so many dossiers gets."""


class WrongWish(Exception):
    """This is an invalid wish for a number; the text says which part is wrong."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How errors and waits are worded, wishes read and hours kept, and how many bytes a request may have.

    `languages` are those that `say` answers in; `translations` the texts of further languages, for slips.
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
