"""Quiet hours for everybody: the page, made once a day for each language, and the poster."""

import hashlib

from flask import Blueprint, Response, current_app, render_template, request
from werkzeug.wrappers import Response as Answer

from server.auth import needs
from server.core.quiet_words import QuietPage, Say, quiet_page
from server.core.texts import LANGUAGES, named
from server.http.language import is_offered, languages, page_language
from server.http.texts import say
from server.ports import ports
from server.service.queue.quiet_hours import quiet_hours
from server.service.settings.logos import logo_address
from server.service.today import day_now

pages = Blueprint("quiet", __name__)


class DayPages:
    """The pages of one day by language and by the settings' version; another day's are forgotten."""

    def __init__(self) -> None:
        self._day = ""
        self._made: dict[tuple[str, str, int], bytes] = {}

    def page(self, day: str, tag: str) -> bytes:
        """The page, made when it is asked for first."""
        if day != self._day:
            self._day, self._made = day, {}
        key = day, tag, ports().context.settings.version
        if (found := self._made.get(key)) is None:
            found = self._made[key] = _page(day, tag).encode()
        return found


@pages.get("/quiet")
def page() -> Answer:
    """When people usually wait how long; a phone that has it is told that nothing is new."""
    kept: DayPages = current_app.extensions.setdefault("goiso.quiet", DayPages())
    body = kept.page(day_now(ports().context), _tag())
    response = Response(body, mimetype="text/html")
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)


@pages.get("/quiet/poster")
@needs("machines.manage")
def poster() -> str:
    """The same on a sheet of A4, in Vietnamese and English."""
    context = ports().context
    found = quiet_hours(context, day_now(context))
    vi, en = (quiet_page(found, _say(tag)) for tag in LANGUAGES)
    address = f"{ports().public_url()}/quiet"
    return render_template("quiet/poster.html", vi=vi, en=en, address=address)


def _page(day: str, tag: str) -> str:
    context = ports().context
    logo = logo_address(context, context.centre.logo)
    names = {"name": named(context.centre.names, tag), "ward": context.centre.ward, "logo": logo}
    return render_template("quiet/page.html", quiet=_quiet(day, tag), lang=tag, centre=names)


def _quiet(day: str, tag: str) -> QuietPage:
    return quiet_page(quiet_hours(ports().context, day), _say(tag))


def _say(tag: str) -> Say:
    return lambda text, **parameters: say(text, tag, **parameters)


def _tag() -> str:
    """A further language is asked for by its tag; it is not remembered."""
    asked = request.args.get("lang", "")
    further = asked in languages().tags and asked != "en" and is_offered(asked)
    return asked if further else page_language()
