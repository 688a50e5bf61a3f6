"""Which language a request is answered in. Vietnamese unless somebody asks for another."""

from typing import Final, Literal

from flask import Flask, current_app, request

from server.core.texts import Languages

_KEY: Final = "goiso.languages"


def install(app: Flask, known: Languages) -> None:
    """Let this app answer in these languages."""
    app.extensions[_KEY] = known


def languages() -> Languages:
    """All languages of the running app."""
    found: Languages = current_app.extensions[_KEY]
    return found


def page_language() -> Literal["vi", "en"]:
    """For pages: `?lang=`, else the choice kept in a cookie.

    A browser's own setting does not count: the hall's machines often run an English system.
    """
    asked = request.args.get("lang") or request.cookies.get("lang")
    return "en" if asked == "en" else "vi"


def api_language() -> str:
    """For the API: `?lang=`, else Accept-Language; the tag of one of `languages()`."""
    asked = request.args.get("lang") or request.accept_languages.best_match(languages().tags)
    return languages().of(asked or "").tag
