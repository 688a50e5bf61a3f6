"""Texts in their languages for pages: Vietnamese is the message id, the others are its translations."""

from collections.abc import Callable
from functools import cache
from typing import Any, Final

from babel.support import NullTranslations, Translations
from flask import Flask, Response, request
from flask_babel import Babel

from server import __version__
from server.core.texts import LANGUAGES, Languages
from server.http import language
from server.http.build import build
from server.http.cookies import secure_cookies
from server.http.language import is_offered, languages, page_language
from server.http.languages import SHIPPED
from server.http.texts import everywhere

_A_YEAR_S: Final = 365 * 24 * 3600


def install(app: Flask, known: Languages, offers: Callable[[str], bool] = lambda _: True) -> None:
    """Make the app answer in these languages, and give templates `_()`, `both()` and the languages.

    `offers` says whether a language is offered to the public now.
    """
    language.install(app, known, offers)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(SHIPPED)
    Babel(app, default_locale="vi", locale_selector=page_language)

    @app.after_request
    def remember(response: Response) -> Response:
        """Keep a language chosen by a link until another is chosen."""
        if (asked := request.args.get("lang")) in LANGUAGES and not request.path.startswith("/api/"):
            response.set_cookie(
                "lang", asked, max_age=_A_YEAR_S, httponly=True, samesite="Lax", secure=secure_cookies()
            )
        return response

    @app.context_processor
    def texts() -> dict[str, Any]:
        return {
            "lang": page_language(),
            "languages": [known for known in languages().all if is_offered(known.tag)],
            "english": is_offered("en"),
            "version": __version__,
            "build": build(),
            "both": both,
            "everywhere": everywhere,
            "all_named": lambda items: [i | {"names": everywhere(i["names"])} for i in items],
        }


def both(text: str) -> dict[str, str]:
    """A text in Vietnamese, in English, and in those further languages that have it."""
    return everywhere({"vi": text, "en": str(_english().gettext(text))})


@cache
def _english() -> NullTranslations:
    return Translations.load(str(SHIPPED), ["en"])
