"""The keys of the ways: typed once, never shown again, in no setting, journal or backup."""

from collections.abc import Mapping
from typing import Final

from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.messages.rules import SMS_KEYS, ZALO_KEYS

_RULE: Final = BothTexts(
    "khóa: chỉ có chữ không dấu, không có dấu cách", "a key has plain letters and no spaces"
)
_LONGEST: Final = 2000


def set_keys(context: Context, typed: Mapping[str, str]) -> None:
    """Store the typed keys; an empty field changes nothing. A new refresh token ends the old access token.

    Raises `not_valid`.
    """
    new = {name: value for name in (*ZALO_KEYS, *SMS_KEYS) if (value := typed.get(name, "").strip())}
    if any(len(value) > _LONGEST or not _is_plain(value) for value in new.values()):
        raise Refusal("not_valid", reason=_RULE)
    if new.keys() & set(ZALO_KEYS):
        new |= {"zalo_access": "", "zalo_until": ""}
    if new:
        context.messages.set_keys(**new)


def forget_keys(context: Context) -> None:
    """Forget every key, as if none had ever been typed."""
    names = (*ZALO_KEYS, "zalo_access", "zalo_until", *SMS_KEYS)
    context.messages.set_keys(**dict.fromkeys(names, ""))


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable() and " " not in value
