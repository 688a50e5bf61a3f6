"""Which language a request is answered in. Vietnamese unless somebody asks for another."""

from flask import request

LANGUAGES = ("vi", "en")


def page_language() -> str:
    """For pages: `?lang=`, else the choice kept in a cookie. A browser's own setting does not count:
    the hall's machines often run an English system."""
    asked = request.args.get("lang") or request.cookies.get("lang")
    return asked if asked in LANGUAGES else "vi"


def api_language() -> str:
    """For the API: `?lang=`, else Accept-Language."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "vi") or "vi"
