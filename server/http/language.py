"""Which language a request is answered in. Vietnamese unless somebody asks for another."""

from typing import Literal

from flask import request

from server.core.errors import LANGUAGES

Language = Literal["vi", "en"]


def page_language() -> Language:
    """For pages: `?lang=`, else the choice kept in a cookie.

    A browser's own setting does not count: the hall's machines often run an English system.
    """
    asked = request.args.get("lang") or request.cookies.get("lang")
    return "en" if asked == "en" else "vi"


def api_language() -> Language:
    """For the API: `?lang=`, else Accept-Language."""
    asked = request.args.get("lang") or request.accept_languages.best_match(LANGUAGES)
    return "en" if asked == "en" else "vi"
