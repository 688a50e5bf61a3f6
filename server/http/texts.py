"""Texts said in the language of a request, wherever API and pages need them."""

from collections.abc import Mapping

from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.http.language import languages


def say(text: BothTexts, language: str, **parameters: object) -> str:
    """The text in the language of this tag, with its `{names}` filled; in English where it is not translated."""
    return languages().of(language).say(text, **parameters)


def problem(refusal: Refusal, language: str) -> dict[str, object]:
    """What programs and error pages are told of a refusal, in the language of this tag."""
    return refusal.problem(languages().of(language))


def everywhere(texts: Mapping[str, str]) -> dict[str, str]:
    """A text or a name by language, and what the further languages that know it call it."""
    return languages().everywhere(texts)


def everywhere_said(text: BothTexts) -> dict[str, str]:
    """A text of the program's own by language: Vietnamese, English, and the further languages that know it."""
    return everywhere({"vi": text.vi, "en": text.en})
