"""Texts for people: written in Vietnamese and in English, said in any language that has a translation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

LANGUAGES: Final = ("vi", "en")
"""The languages that the system itself has its texts in."""


@dataclass(frozen=True, slots=True)
class BothTexts:
    """One text in Vietnamese and in English; `{names}` are filled from the parameters it is said with.

    Both are written as plain strings where the text is made: translators are handed the Vietnamese one.
    """

    vi: str
    en: str

    def said(self, language: str, **parameters: object) -> str:
        """The text in `language` ("vi" or "en"; anything else is answered in Vietnamese)."""
        return (ENGLISH if language == "en" else VIETNAMESE).say(self, **parameters)

    def filled(self, **parameters: object) -> "FilledTexts":
        """The text with its parameters, to be said later, or within another text."""
        return FilledTexts(self, parameters)


@dataclass(frozen=True, slots=True)
class FilledTexts:
    """A text together with what fills its `{names}`."""

    text: BothTexts
    parameters: Mapping[str, object]

    def said(self, language: str) -> str:
        """The text in `language` ("vi" or "en"; anything else is answered in Vietnamese)."""
        return self.text.said(language, **self.parameters)


_BETWEEN: Final = " · "


def in_both(text: BothTexts | FilledTexts | Mapping[str, str]) -> str:
    """The text for a terminal or a log, which ask for no language: Vietnamese, then English."""
    vi, en = (text[each] if isinstance(text, Mapping) else text.said(each) for each in LANGUAGES)
    return f"{vi}{_BETWEEN}{en}"


def parted(said: str) -> Mapping[str, str]:
    """A text in both languages, by language; if it has only one language, that stands for both."""
    vi, _, en = said.partition(_BETWEEN)
    return {"vi": vi, "en": en or vi}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that people are answered in.

    `tag` is as in `<html lang>`, `name` as its speakers write it; `texts` leads from Vietnamese to this language,
    and is empty for the two languages that everything is written in.
    """

    tag: str
    name: str
    texts: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: BothTexts, **parameters: object) -> str:
        """The text in this language; in English where it is not translated.

        A parameter that is a text itself is said in the same language, a name by language named in it; so are several, in a tuple.
        """
        written = text.vi if self.tag == "vi" else text.en
        filled = {name: self._said(value) for name, value in parameters.items()}
        return self.texts.get(text.vi, written).format(**filled)

    def knows(self, *texts: BothTexts) -> bool:
        """Whether these texts are written in this language, so that none is said in English instead."""
        return not self.texts or all(text.vi in self.texts for text in texts)

    def _said(self, value: object) -> object:
        match value:
            case BothTexts():
                return self.say(value)
            case FilledTexts():
                return self.say(value.text, **value.parameters)
            case Mapping():
                return named(value, self.tag)
            case tuple():
                return "; ".join(str(self._said(each)) for each in value)
            case _:
                return value


VIETNAMESE: Final = Language("vi", "Tiếng Việt")
ENGLISH: Final = Language("en", "English")


class Languages:
    """All languages of a running centre: Vietnamese, English, then `further` ones."""

    def __init__(self, further: Iterable[Language] = ()) -> None:
        self.further = tuple(further)
        self._by_tag = {language.tag: language for language in (VIETNAMESE, ENGLISH, *self.further)}

    @property
    def tags(self) -> tuple[str, ...]:
        """Their tags, Vietnamese first."""
        return tuple(self._by_tag)

    @property
    def all(self) -> tuple[Language, ...]:
        """Each of them, Vietnamese first."""
        return tuple(self._by_tag.values())

    def of(self, tag: str) -> Language:
        """The language of this tag; Vietnamese for an unknown tag."""
        return self._by_tag.get(tag, VIETNAMESE)

    def everywhere(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A text or a name by language, and what the further languages that know it call it."""
        vietnamese = texts["vi"]
        more = {known.tag: known.texts[vietnamese] for known in self.further if vietnamese in known.texts}
        return {**texts, **more}


def named(names: Mapping[str, str], language: str) -> str:
    """A name in a language: further languages get English, and Vietnamese stands in if there is no English."""
    return names.get(language) or (language != "vi" and names.get("en")) or names["vi"]
