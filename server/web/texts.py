"""Texts in both languages for pages: Vietnamese is the message id, English its translation."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from babel.support import NullTranslations, Translations
from flask import Flask, Response, request
from flask_babel import Babel

from server import __version__
from server.build import build
from server.language import LANGUAGES, page_language
from server.ports import ports

_A_YEAR_S: Final = 365 * 24 * 3600
FOLDER: Final = Path(__file__).parent.parent / "translations"


def install(app: Flask, *, demo: bool) -> None:
    """Let templates speak: `_()`, `both()`, the language, the centre's names."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    Babel(app, default_locale="vi", locale_selector=page_language)

    @app.after_request
    def remember(response: Response) -> Response:
        """A language chosen by a link stays until another is chosen."""
        if (asked := request.args.get("lang")) in LANGUAGES and not request.path.startswith("/api/"):
            response.set_cookie("lang", asked, max_age=_A_YEAR_S, httponly=True, samesite="Lax")
        return response

    @app.context_processor
    def names() -> dict[str, Any]:
        centre = ports().context.centre
        language = page_language()
        shown = {"name": centre.names[language], "names": dict(centre.names), "ward": centre.ward}
        return {
            "lang": language,
            "centre": shown,
            "version": __version__,
            "build": build(),
            "demo": demo,
            "both": both,
        }


def both(text: str) -> dict[str, str]:
    """A text in Vietnamese and in English."""
    return {"vi": text, "en": str(_english().gettext(text))}


@cache
def _english() -> NullTranslations:
    return Translations.load(str(FOLDER), ["en"])
