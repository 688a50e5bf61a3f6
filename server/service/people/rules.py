"""What a person's user name, name, role, title, password and PIN may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.person_rules import (
    NAME_RULE,
    PASSWORD_RULE,
    RESERVED,
    RESERVED_RULE,
    SHORTEST_PASSWORD,
    USERNAME,
    USERNAME_RULE,
    is_name,
)
from server.core.refusal import Refusal
from server.core.roles import ROLES
from server.core.texts import BothTexts
from server.service.context import Context

LONGEST_TITLE: Final = 80
PIN: Final = re.compile(r"[0-9]{4,8}")

_TITLE_RULE: Final = BothTexts("chức danh: nhiều nhất 80 chữ", "title: at most 80 letters")
_ROLE_RULE: Final = BothTexts(
    "vai trò: officer, helper, manager, viewer hoặc admin", "role: officer, helper, manager, viewer or admin"
)
_PIN_RULE: Final = BothTexts("mã PIN: từ 4 đến 8 chữ số", "PIN: 4 to 8 digits")
NO_PIN: Final = BothTexts("mã PIN: chỉ công chức (officer) có", "PIN: only an officer has one")

RULES: Final[Mapping[str, BothTexts]] = {
    "username": USERNAME_RULE,
    "name": NAME_RULE,
    "title": _TITLE_RULE,
    "role": _ROLE_RULE,
    "password": PASSWORD_RULE,
    "pin": _PIN_RULE,
}
"""What each fact of a person may be, by its name in the API."""


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """The given facts of a person; a fact that is `None` is not checked."""

    name: str | None
    role: str | None
    title: str | None
    counter: int | None
    password: str | None
    pin: str | None
    username: str | None = None


def check(context: Context, said: PersonSaid) -> None:
    """Raise `bad_request` with the first rule that something breaks, or `unknown_counter`."""
    rules = (
        (said.username is None or USERNAME.fullmatch(said.username) is not None, USERNAME_RULE),
        (said.username not in RESERVED, RESERVED_RULE),
        (said.name is None or is_name(said.name), NAME_RULE),
        (said.title is None or len(said.title.strip()) <= LONGEST_TITLE, _TITLE_RULE),
        (said.role is None or said.role in ROLES, _ROLE_RULE),
        (said.password is None or len(said.password) >= SHORTEST_PASSWORD, PASSWORD_RULE),
        (said.pin is None or PIN.fullmatch(said.pin) is not None, _PIN_RULE),
    )
    for kept, rule in rules:
        if not kept:
            raise Refusal("bad_request", reason=rule)
    if said.counter and said.counter not in context.centre.layout.counters:
        raise Refusal("unknown_counter", counter=said.counter)
