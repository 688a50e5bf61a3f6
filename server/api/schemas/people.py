"""The shapes of the people who work at counters."""

from pydantic import BaseModel


class Officer(BaseModel):
    """Somebody who works at a counter; `counter` is their usual one, `at` the one that they hold now.

    `pin` says whether they can sign in with one at a counter machine.
    """

    username: str
    name: str
    role: str
    counter: int | None
    at: int | None
    pin: bool


class Officers(BaseModel):
    """Everybody who works at counters."""

    items: list[Officer]
