"""The manager's page of the city that the centre belongs to: how the line is, what leaves and what stays, and its end."""

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.link.now import LinkNow, Trouble
from server.core.link.troubles import TROUBLES
from server.core.model import spelled
from server.core.units import HOUR_MS, MINUTE_MS
from server.http.language import page_language
from server.http.texts import say
from server.ports import ports
from server.service.views import View

pages = Blueprint("city_pages", __name__)
_A_DAY_MS: Final = 24 * HOUR_MS
_LONG_MS: Final = 10 * MINUTE_MS
"""A line that was down for less time needs nobody."""


@pages.get("/admin/city")
@needs("settings.manage")
def home() -> str:
    """Which city, since when, how much is still to send, and what somebody can do about a trouble."""
    now = ports().city.now()
    folder = ports().standby.folder
    return render_template("manage/city.html", link=None if now is None else _view(now), folder=folder)


@pages.post("/admin/city/end")
@needs("settings.manage")
def end() -> Response:
    """Belong to the city no more."""
    ports().city.leave(current_user.actor)
    return redirect(url_for("city_pages.home"), 303)


def in_trouble() -> bool:
    """Whether somebody should look: something does not heal by itself, lasts, or the city had another history of the centre."""
    now = ports().city.now()
    if now is None:
        return False
    trouble = now.trouble
    lasts = trouble is not None and (
        TROUBLES[trouble.code].grave or ports().context.clock() - trouble.since > _LONG_MS
    )
    parted = now.parted is not None and ports().context.clock() - now.parted.at < _A_DAY_MS
    return lasts or parted


def _view(now: LinkNow) -> View:
    parted = now.parted
    return {
        "city": now.city,
        "centre": now.centre,
        "name": now.name,
        "joined_at": _read(now.joined_at),
        "joined_by": now.joined_by,
        "heard_at": None if now.heard_at is None else _read(now.heard_at),
        "to_send": now.to_send,
        "trouble": None if now.trouble is None else _trouble(now.trouble),
        "parted": None
        if parted is None
        else {
            "at": _read(parted.at),
            "after": parted.after,
            "numbers": [spelled(prefix, n) for prefix, n in sorted(parted.lifted.items())],
        },
    }


def _trouble(trouble: Trouble) -> View:
    kind, language = TROUBLES[trouble.code], page_language()
    row = "—" if trouble.row is None else trouble.row
    return {
        "what": say(kind.what, language, row=row),
        "action": say(kind.action, language),
        "grave": kind.grave,
        "since": _read(trouble.since),
        "said": trouble.said,
    }


def _read(at_ms: int) -> str:
    """A moment as people read it."""
    return f"{ports().context.centre.local(at_ms):%H:%M:%S · %d/%m/%Y}"
