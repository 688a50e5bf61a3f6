"""Texts that people see, in both languages."""

from typing import Final, Literal, TypedDict

Language = Literal["vi", "en"]
LANGUAGES: Final = ("vi", "en")


class Text(TypedDict):
    """One message in Vietnamese and in English, ready for JSON."""

    vi: str
    en: str
