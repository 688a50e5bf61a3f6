"""Texts in their languages for pages: Vietnamese is the message id, the others are its translations."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel.support import NullTranslations, Translations
from flask import Flask, Response, request
from flask_babel import Babel

from server import __version__
from server.core.errors import LANGUAGES
from server.http.build import build
from server.http.language import page_language
from server.ports import ports
from server.web.languages import BUILT_IN, Language, further_languages

_A_YEAR_S: Final = 365 * 24 * 3600
FOLDER: Final = Path(__file__).parent.parent / "http" / "translations"


def install(app: Flask, dropped: Path) -> None:
    """Let templates speak: `_()`, `both()`, the languages, the centre's names.

    `dropped` is the folder for translations of further languages.
    """
    further = further_languages(dropped)
    spoken = [{"tag": tag, "name": name} for tag, name in BUILT_IN.items()]
    spoken += [{"tag": known.tag, "name": known.name} for known in further]
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
            "languages": spoken,
            "centre": shown,
            "zone_minutes": _zone_minutes(),
            "version": __version__,
            "build": build(),
            "both": lambda text: both(text, further),
            "everywhere": lambda names: everywhere(names, further),
            "all_named": lambda items: [i | {"names": everywhere(i["names"], further)} for i in items],
        }


def _zone_minutes() -> int:
    """How far the centre's clocks are ahead of UTC now: what a page goes by before it has heard from the server."""
    context = ports().context
    ahead = context.centre.local(context.clock()).utcoffset() or timedelta()
    return int(ahead.total_seconds()) // 60


def both(text: str, further: Sequence[Language]) -> dict[str, str]:
    """A text in Vietnamese, in English, and in those further languages that have it."""
    return everywhere({"vi": text, "en": str(_english().gettext(text))}, further)


def everywhere(names: Mapping[str, str], further: Sequence[Language]) -> dict[str, str]:
    """Names of the centre's own, and what the further languages call them."""
    vietnamese = names["vi"]
    return {**names, **{known.tag: known.texts[vietnamese] for known in further if vietnamese in known.texts}}


@cache
def _english() -> NullTranslations:
    return Translations.load(str(FOLDER), ["en"])
