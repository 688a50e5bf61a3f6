"""The server's own rules, which the box keeps to while it is alone. They are handed in by the wiring."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.alone.texts import Say
from kiosk.filling import WaitWords
from kiosk.texts import LANGUAGES, Language, Translations, untranslated

Read = Callable[[str, bytes], Mapping[str, Any]]
"""`read(key, body)`: what a touch with this Idempotency-Key asks for. Raises `WrongWish`."""

IsOpen = Callable[[Mapping[str, Any], int], bool]
"""`is_open(centre, at_ms)`: whether numbers are given at a moment, by what GET /centre last told."""


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
    is_open: IsOpen
    body_limit: int
    languages: Sequence[Language] = LANGUAGES
    translations: Translations = untranslated
