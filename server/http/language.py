"""The language of the answer to a request: Vietnamese unless another one is asked for."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

from flask import Flask, current_app, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from server.core.texts import Languages

_KEY: Final = "goiso.languages"
_OFFERED: Final = "goiso.offered"
_HEADERS_KEPT: Final = 64
_FOR_PEOPLE: Final = frozenset(
    {
        "pages.kiosk",
        "pages.ticket",
        "pages.cancel",
        "pages.keep",
        "pages.keep_form",
        "pages.back",
        "messages.wish",
        "take.form",
        "take.take",
        "quiet.page",
        "dossier_pages.form",
        "dossier_pages.ask",
        "ratings_pages.tablet",
    }
)
"""The public pages, which have only the languages that the centre offers; staff pages have both languages everywhere."""


def install(app: Flask, known: Languages, offers: Callable[[str], bool] = lambda _: True) -> None:
    """Make this app answer in these languages; `offers` says whether the centre now offers a language to the public."""
    app.extensions[_KEY], app.extensions[_OFFERED] = known, offers


def languages() -> Languages:
    """All languages of the running app."""
    found: Languages = current_app.extensions[_KEY]
    return found


def page_language() -> Literal["vi", "en"]:
    """For pages: `?lang=`, else the choice kept in a cookie.

    A browser's own setting does not count: the hall's machines often run an English system. Public pages are in
    Vietnamese if the centre does not offer the language that was asked for.
    """
    asked = request.args.get("lang") or request.cookies.get("lang")
    return "en" if asked == "en" and (request.endpoint not in _FOR_PEOPLE or is_offered("en")) else "vi"


def is_offered(tag: str) -> bool:
    """Whether the centre offers this language to the public."""
    return bool(current_app.extensions[_OFFERED](tag))


def api_language() -> str:
    """For the API: `?lang=`, else Accept-Language; the tag of one of `languages()`."""
    known = languages()
    asked = request.args.get("lang") or _best(request.headers.get("Accept-Language", ""), known.tags)
    return known.of(asked or "").tag


@lru_cache(_HEADERS_KEPT)
def _best(accepted: str, tags: tuple[str, ...]) -> str | None:
    """The best language for a header; cached, because machines send the same header each time."""
    return parse_accept_header(accepted, LanguageAccept).best_match(tags)
