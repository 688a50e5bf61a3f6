"""Vietnamese mobile numbers, as people write them."""

import re
from typing import Final

from server.core.refusal import Refusal

_MOBILE: Final = re.compile(r"(?:\+?84|0)((?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7})")
"""The networks' prefixes of ten digits since 2018: 03, 05, 07, 08 and 09 with their next digit."""
_BETWEEN: Final = re.compile(r"[\s.\-()]+")
_LONGEST: Final = 30
_TOLD: Final = 3


def mobile(said: str) -> str:
    """The number as gateways want it, `84912345678`. Raises `phone_not_mobile` if it is not a Vietnamese mobile number."""
    found = _MOBILE.fullmatch(_BETWEEN.sub("", said)) if len(said) <= _LONGEST and said.isascii() else None
    if found is None:
        raise Refusal("phone_not_mobile")
    return f"84{found[1]}"


def national(phone: str) -> str:
    """`84912345678` as people write it at home: `0912345678`."""
    return f"0{phone[2:]}"


def tail(phone: str) -> str:
    """The last digits, by which its owner knows it again and nobody else does."""
    return phone[-_TOLD:]
