"""What every page of the city says: its texts, and the city's own name."""

from typing import Any, Final

from flask import Flask

from server.city.settings import CitySettings
from server.city.web.menu import menu
from server.core.colours import DEFAULT
from server.core.texts import Languages
from server.http import page_texts
from server.http.headers import secure
from server.http.language import page_language
from server.http.languages import further_languages
from server.http.style_sheets import sheets

_ZONE_MINUTES: Final = 7 * 60
"""Vietnam has one time."""


def install(app: Flask, settings: CitySettings) -> None:
    """Let the app answer in every language that the product has, with its style sheets and headers."""
    page_texts.install(app, Languages(further_languages(settings.data / "translations")))
    app.register_blueprint(sheets(lambda: DEFAULT))
    secure(app)

    @app.context_processor
    def names() -> dict[str, Any]:
        return {
            "centre": {
                "name": settings.names[page_language()],
                "names": settings.names,
                "ward": "",
                "logo": None,
            },
            "zone_minutes": _ZONE_MINUTES,
            "settings_version": 0,
            "menu": menu,
        }
