"""Texts in their languages for pages: Vietnamese is the message id, the others are its translations."""

from datetime import timedelta
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
from server.ports import ports
from server.service.settings.logos import logo_address

_A_YEAR_S: Final = 365 * 24 * 3600


def install(app: Flask, known: Languages) -> None:
    """Let the app answer in these languages, and templates speak: `_()`, `both()`, the languages, the centre's names."""
    language.install(app, known, lambda tag: ports().context.centre.offers(tag))  # noqa: PLW0108 - the centre as it is then
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(SHIPPED)
    Babel(app, default_locale="vi", locale_selector=page_language)

    @app.after_request
    def remember(response: Response) -> Response:
        """A language chosen by a link stays until another is chosen."""
        if (asked := request.args.get("lang")) in LANGUAGES and not request.path.startswith("/api/"):
            response.set_cookie(
                "lang", asked, max_age=_A_YEAR_S, httponly=True, samesite="Lax", secure=secure_cookies()
            )
        return response

    @app.context_processor
    def names() -> dict[str, Any]:
        centre = ports().context.centre
        tag = page_language()
        logo = logo_address(ports().context, centre.logo)
        shown = {"name": centre.names[tag], "names": dict(centre.names), "ward": centre.ward, "logo": logo}
        return {
            "lang": tag,
            "languages": [known for known in languages().all if is_offered(known.tag)],
            "english": is_offered("en"),
            "centre": shown,
            "zone_minutes": _zone_minutes(),
            "version": __version__,
            "build": build(),
            "settings_version": ports().context.settings.version,
            "both": both,
            "everywhere": everywhere,
            "all_named": lambda items: [i | {"names": everywhere(i["names"])} for i in items],
        }


def _zone_minutes() -> int:
    """How far the centre's clocks are ahead of UTC now: what a page goes by before it has heard from the server."""
    context = ports().context
    ahead = context.centre.local(context.clock()).utcoffset() or timedelta()
    return int(ahead.total_seconds()) // 60


def both(text: str) -> dict[str, str]:
    """A text in Vietnamese, in English, and in those further languages that have it."""
    return everywhere({"vi": text, "en": str(_english().gettext(text))})


@cache
def _english() -> NullTranslations:
    return Translations.load(str(SHIPPED), ["en"])
