"""The problems that operations share by their kind, and what parameters mean wherever they stand."""

from collections.abc import Iterator
from typing import Final

from server.api.told.told import Operation

ALWAYS: Final = ("wrong_parameter", "internal", "storage_damaged")
"""Of every operation: a parameter may be mistyped anywhere, and also reading finds out that a file is damaged."""
WITH_A_CALLER: Final = ("not_signed_in", "token_expired", "not_allowed", "csrf")
"""Of those that not everybody may call."""
WITH_PARAMETERS: Final = ("bad_request",)
"""Of those with something in their address, their query or their body to get wrong."""
WITH_A_BODY: Final = ("body_too_large",)
"""Of those that take a body."""
WITH_A_KEY: Final = ("idempotency_mismatch",)
"""Of those that take an Idempotency-Key."""
WRITING: Final = (
    "storage_full",
    "storage_readonly",
    "storage_damaged",
    "storage_busy",
    "storage_lost",
    "storage_gone",
    "storage_handed_over",
)
"""Of those that change something."""

PARAMETERS: Final = {
    "code": "the procedure's code: `2.000815`",
    "device": "the kiosk's number, as its call has it",
    "from": "the first business day: `2026-11-01`; left out: today",
    "to": "the last business day, included: `2026-11-30`; left out: today",
    "field": "the code of a field, as `/centre` has it: `CT`",
    "hall": "the code of a hall, as `/centre` has it; left out: the first one",
    "id": "the id, as the list has it",
    "key": "the thing's key, as `/procedures/elsewhere` has it",
    "language": "the tag of the language: `vi`, `en`",
    "limit": "how many items at most",
    "n": "the counter's number",
    "name": "the name of the sound file, as a call announced it",
    "notice": "the notice's id, as `/notices` has it",
    "number": "a number as it is printed: `A017`",
    "printer": "`centre`, or the number of the kiosk whose box it is at",
    "q": "what is looked for, in plain words, with or without diacritics: `khai sinh`",
    "offset": "how many items come before the first of this page",
    "preview": "only tell what would change",
    "seq": "the change's `seq`, as the journal has it",
    "since": "the `seq` that is known already: only what came after it is answered; 0 is from the beginning",
    "state": "`in_use`, `out_of_use` or `changed` since it was shipped; left out: all",
    "text": "what is to be spoken",
    "ticket": "the ticket's id, as it was answered when the number was taken",
    "track": "the code that the slip bears",
    "username": "the user name that somebody signs in with",
    "day": "a business day: `2026-11-23`; left out: today",
}
"""What a parameter means, by its name, where its schema does not say it."""


def problems(told: Operation, method: str, *, everybody: bool, parameters: bool, body: bool) -> Iterator[str]:
    """Every code that an operation can be refused with, its own ones first."""
    yield from told.problems
    if parameters or body:
        yield from WITH_PARAMETERS
    if not everybody:
        yield from WITH_A_CALLER
    if body:
        yield from WITH_A_BODY
    if method == "post":
        yield from WITH_A_KEY
    if method != "get":
        yield from WRITING
    yield from ALWAYS
