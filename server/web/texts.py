"""What every page of a centre says: its texts, and the centre's own names."""

from datetime import timedelta
from typing import Any

from flask import Flask

from server.core.texts import Languages
from server.http import page_texts
from server.http.language import page_language
from server.ports import ports
from server.service.settings.logos import logo_address


def install(app: Flask, known: Languages) -> None:
    """Let the app answer in these languages, and templates know the centre."""
    page_texts.install(app, known, lambda tag: ports().context.centre.offers(tag))  # noqa: PLW0108 - the centre as it is then

    @app.context_processor
    def names() -> dict[str, Any]:
        centre = ports().context.centre
        logo = logo_address(ports().context, centre.logo)
        name = centre.names[page_language()]
        return {
            "centre": {"name": name, "names": dict(centre.names), "ward": centre.ward, "logo": logo},
            "zone_minutes": _zone_minutes(),
            "settings_version": ports().context.settings.version,
        }


def _zone_minutes() -> int:
    """How far the centre's clocks are ahead of UTC now: what a page goes by before it has heard from the server."""
    context = ports().context
    ahead = context.centre.local(context.clock()).utcoffset() or timedelta()
    return int(ahead.total_seconds()) // 60
