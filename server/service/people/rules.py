"""What a person's user name, name, role, title, password and PIN may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.refusal import Refusal
from server.core.roles import ROLES
from server.core.texts import BothTexts
from server.service.context import Context

SHORTEST_PASSWORD: Final = 8
LONGEST_NAME: Final = 60
LONGEST_TITLE: Final = 80
PIN: Final = re.compile(r"[0-9]{4,8}")
USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")

_USERNAME_RULE: Final = BothTexts(
    "tên đăng nhập: từ 1 đến 32 ký tự a–z viết thường không dấu, chữ số và . _ -, bắt đầu bằng chữ cái hoặc chữ số",
    "user name: 1 to 32 lower-case letters a–z, digits and . _ -, beginning with a letter or a digit",
)
NAME_RULE: Final = BothTexts("họ tên: từ 1 đến 60 chữ", "name: 1 to 60 letters")
_TITLE_RULE: Final = BothTexts("chức danh: nhiều nhất 80 chữ", "title: at most 80 letters")
_ROLE_RULE: Final = BothTexts(
    "vai trò: officer, helper, manager, viewer hoặc admin", "role: officer, helper, manager, viewer or admin"
)
_PASSWORD_RULE: Final = BothTexts("mật khẩu: ít nhất 8 ký tự", "password: at least 8 characters")
_PIN_RULE: Final = BothTexts("mã PIN: từ 4 đến 8 chữ số", "PIN: 4 to 8 digits")
NO_PIN: Final = BothTexts("mã PIN: chỉ công chức (officer) có", "PIN: only an officer has one")

RULES: Final[Mapping[str, BothTexts]] = {
    "username": _USERNAME_RULE,
    "name": NAME_RULE,
    "title": _TITLE_RULE,
    "role": _ROLE_RULE,
    "password": _PASSWORD_RULE,
    "pin": _PIN_RULE,
}
"""What each fact of a person may be, by its name in the API."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a person; what is None breaks no rule."""

    name: str | None
    role: str | None
    title: str | None
    counter: int | None
    password: str | None
    pin: str | None
    username: str | None = None


def check(context: Context, said: Said) -> None:
    """Raise `bad_request` with the first rule that something breaks, or `unknown_counter`."""
    rules = (
        (said.username is None or USERNAME.fullmatch(said.username) is not None, _USERNAME_RULE),
        (said.name is None or is_name(said.name), NAME_RULE),
        (said.title is None or len(said.title.strip()) <= LONGEST_TITLE, _TITLE_RULE),
        (said.role is None or said.role in ROLES, _ROLE_RULE),
        (said.password is None or len(said.password) >= SHORTEST_PASSWORD, _PASSWORD_RULE),
        (said.pin is None or PIN.fullmatch(said.pin) is not None, _PIN_RULE),
    )
    for kept, rule in rules:
        if not kept:
            raise Refusal("bad_request", reason=rule)
    if said.counter and said.counter not in context.centre.layout.counters:
        raise Refusal("unknown_counter", counter=said.counter)


def is_name(said: str) -> bool:
    """Whether a person or a machine may be called so."""
    return 0 < len(said.strip()) <= LONGEST_NAME
