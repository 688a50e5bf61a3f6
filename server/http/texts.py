"""Texts said in the language of a request, wherever API and pages need them."""

from collections.abc import Mapping

from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.http.language import languages


def say(text: BothTexts, language: str, **parameters: object) -> str:
    """The text in the language with this tag, with its `{names}` filled in; in English if it is not translated."""
    return languages().of(language).say(text, **parameters)


def problem(refusal: Refusal, language: str) -> dict[str, object]:
    """A refusal for programs and error pages, in the language with this tag."""
    return refusal.problem(languages().of(language))


def everywhere(texts: Mapping[str, str]) -> dict[str, str]:
    """A text or name by language, with those further languages that have a translation."""
    return languages().everywhere(texts)


def everywhere_said(text: BothTexts) -> dict[str, str]:
    """One of the program's texts by language: Vietnamese, English, and the further languages that have a translation."""
    return everywhere({"vi": text.vi, "en": text.en})
