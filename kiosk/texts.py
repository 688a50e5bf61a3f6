"""Texts that people see: by language, ready for JSON."""

from collections.abc import Callable, Mapping
from typing import Final

Language = str
"""A language's tag: "vi", "en", or a further one."""

LANGUAGES: Final = ("vi", "en")
"""The languages that every text is written in."""

Text = Mapping[str, str]
"""One message by language: in Vietnamese and in English always, in a further language where it is translated."""

Everywhere = Callable[[Text], Text]
"""Adds further languages to a text, before its `{names}` are filled."""

Translations = Callable[[Language], Mapping[str, str]]
"""`translations(language)` leads from Vietnamese to a further language; handed in by the wiring.

It is empty for Vietnamese, for English, and for a language that nobody has translated.
"""


def untranslated(_language: Language) -> Mapping[str, str]:
    """`Translations` without any further language."""
    return {}


def in_both(text: Text) -> Text:
    """`Everywhere` without any further language."""
    return text


def filled(text: Text, **parameters: object) -> Text:
    """The text with its `{names}` filled, in each language."""
    return {language: said.format(**parameters) for language, said in text.items()}


def joined(*texts: Text) -> Text:
    """The texts joined into one, in the languages that all of them have."""
    first = texts[0]
    return {
        language: " ".join(text[language] for text in texts)
        for language in first
        if all(language in text for text in texts)
    }
