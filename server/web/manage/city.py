"""The manager's page of the city that the centre belongs to: how the line is, what leaves and what stays, and its end."""

from typing import Final

from flask import Blueprint, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.doctor import city as doctor
from server.core.link.now import CatalogueNow, LinkNow, Trouble
from server.core.link.ties import Tie
from server.core.link.troubles import TROUBLES
from server.core.model import spelled
from server.core.units import HOUR_MS, MINUTE_MS
from server.http.language import languages, page_language
from server.http.texts import say
from server.ports import ports
from server.service import city_ties
from server.service.reports.actors import named_now
from server.service.views import View

pages = Blueprint("city_pages", __name__)
_A_DAY_MS: Final = 24 * HOUR_MS
_LONG_MS: Final = 10 * MINUTE_MS
"""A line that was down for less time needs nobody."""
_HISTORY: Final = 20


@pages.get("/admin/city")
@needs("settings.manage")
def home() -> str:
    """Which city, since when, how much is still to send, and what somebody can do about a trouble."""
    now, lost = ports().city.now(), ports().city.lost()
    return render_template(
        "manage/city.html",
        link=None if now is None else _view(now),
        lost=None if lost is None else _lost(lost),
        history=_history(),
        folder=ports().standby.folder,
    )


@pages.post("/admin/city/end")
@needs("settings.manage")
def end() -> Response:
    """Leave the city."""
    ports().city.leave(current_user.actor)
    return redirect(url_for("city_pages.home"), 303)


def in_trouble() -> bool:
    """Whether somebody should look: a trouble is grave or lasts, the city had another history of the centre, the token is gone, or the catalogue is unusable."""
    now = ports().city.now()
    if now is None:
        return ports().city.lost() is not None
    trouble = now.trouble
    lasts = trouble is not None and (
        TROUBLES[trouble.code].grave or ports().context.clock() - trouble.since > _LONG_MS
    )
    parted = now.parted is not None and ports().context.clock() - now.parted.at < _A_DAY_MS
    refused = now.catalogue is not None and now.catalogue.refused
    return lasts or parted or refused


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
        "catalogue": None if now.catalogue is None else _catalogue(now.catalogue),
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
    lasts = ports().context.clock() - trouble.since >= doctor.LASTS_MS
    return {
        "what": say(kind.what, language, row=row),
        "action": say(kind.lasting if lasts and kind.lasting else kind.action, language),
        "grave": kind.grave,
        "since": _read(trouble.since),
        "said": trouble.said,
    }


def _catalogue(catalogue: CatalogueNow) -> View:
    """What became of the city's catalogue, with what to do where it is of no use here."""
    do = doctor.CATALOGUE_REFUSED.do if catalogue.refused else None
    return {
        "version": catalogue.version,
        "state": catalogue.state,
        "why": catalogue.why[page_language()],
        "action": None if do is None else say(do, page_language()),
    }


def _lost(tie: Tie) -> View:
    found, language = doctor.LOST.found(url=tie.url, centre=tie.centre), page_language()
    return {
        "what": say(found.what.text, language, **found.parameters),
        "action": say(found.do.text, language, **found.parameters),
    }


def _history() -> list[View]:
    """Each joining and leaving, the newest first."""
    context = ports().context
    named = named_now(context, languages().of(page_language()))
    found: list[View] = []
    for tie in city_ties.history(context, _HISTORY):
        if tie.left_at is not None:
            found.append(
                {"left": True, "at": _read(tie.left_at), "who": named(tie.left_by or ""), "tie": tie}
            )
        found.append({"left": False, "at": _read(tie.joined_at), "who": tie.by, "tie": tie})
    return found


def _read(at_ms: int) -> str:
    """A moment as people read it."""
    return f"{ports().context.centre.local(at_ms):%H:%M:%S · %d/%m/%Y}"
