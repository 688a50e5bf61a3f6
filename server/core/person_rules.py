"""What the user name, name and password of anybody who signs in may be."""

import re
import unicodedata
from typing import Final

from server.core.texts import BothTexts

SHORTEST_PASSWORD: Final = 8
LONGEST_NAME: Final = 60
USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
RESERVED: Final = frozenset({"any", "me"})
"""What reports call everybody, and the API whoever asks: no user name for a new person."""

USERNAME_RULE: Final = BothTexts(
    "tên đăng nhập: từ 1 đến 32 ký tự a–z viết thường không dấu, chữ số và . _ -, bắt đầu bằng chữ cái hoặc chữ số",
    "user name: 1 to 32 lower-case letters a–z, digits and . _ -, beginning with a letter or a digit",
)
RESERVED_RULE: Final = BothTexts(
    "tên đăng nhập: không dùng “any” hay “me”, hệ thống dùng hai từ này với nghĩa riêng",
    "user name: not “any” or “me”, which mean something of their own here",
)
NAME_RULE: Final = BothTexts("họ tên: từ 1 đến 60 chữ", "name: 1 to 60 letters")
PASSWORD_RULE: Final = BothTexts("mật khẩu: ít nhất 8 ký tự", "password: at least 8 characters")


def is_name(said: str) -> bool:
    """Whether a person or a machine may be called so."""
    return 0 < len(said.strip()) <= LONGEST_NAME


def one_form(said: str) -> str:
    """Keyboards and systems write "ế" as one letter or as up to three: they are one password."""
    return unicodedata.normalize("NFC", said)
