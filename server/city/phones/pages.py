"""The pages for people's own phones: where to go, how a centre is now, and one's own number. Made from the files alone."""

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from server.city.database import DatabaseGone
from server.city.phones import finder, procedures, slips
from server.city.phones.files import Unreadable, read
from server.city.phones.keeper import CITY
from server.city.ports import city
from server.core.quiet_hours import of_told
from server.core.quiet_words import QuietPage, quiet_page
from server.http.language import page_language
from server.http.texts import say

pages = Blueprint("phones", __name__)
_LONGEST: Final = 80
_Answer = str | tuple[str, int] | Response


@pages.get("/")
def find() -> _Answer:
    """Where people wait least for a field; which field a thing belongs to that is said in plain words."""
    known = _city()
    field, district, words = (
        request.args.get(name, "")[:_LONGEST].strip() for name in ("field", "district", "q")
    )
    now: dict[str, Any] = known or {"centres": {}, "fields": {}, "at": 0}
    page = render_template(
        "city_public/find.html",
        known=known is not None,
        at=finder.clock_time(now["at"], now["at"]),
        fields={code: found["names"] for code, found in now["fields"].items()},
        field=field if field in now["fields"] else "",
        words=words,
        found=[each for each in procedures.search(words) if each.field in now["fields"]] if words else [],
        districts=finder.districts(now),
        district=district,
        rows=finder.rows(now, field, district, page_language()),
    )
    return page if known is not None else (page, 503)


@pages.after_request
def place_of_the_phone(response: Response) -> Response:
    """That page alone may ask where the phone is, once somebody presses for it."""
    if request.endpoint == "phones.find":
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)"
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.get("/c/<code>")
def centre(code: str) -> _Answer:
    """One centre: its address, whether it is open, the wait for each field; and the way to one's own number."""
    feed = _feed(code)
    if feed is None:
        return _unknown()
    words = request.args.get("number", "")[:_LONGEST].strip()
    prefixes = {each["prefix"] for each in feed["fields"].values()}
    if words and (slip := slips.typed(words, prefixes, finder.today(city().clock()))) is not None:
        return redirect(url_for("phones.ticket", code=code, slip=slip.name))
    return render_template(
        "city_public/centre.html",
        code=code,
        feed=feed,
        name=feed["names"][page_language()],
        waits={
            key: finder.words_of_wait(each.get("wait"), page_language())
            for key, each in feed["fields"].items()
        },
        states={key: finder.state_of(feed, each) for key, each in feed["fields"].items()},
        quiet=_quiet(feed),
        since=finder.clock_time(feed["silent_since"], feed["at"]),
        at=finder.clock_time(feed["at"], feed["at"]),
        words=words,
    )


@pages.get("/t/<code>/<slip>")
def ticket(code: str, slip: str) -> _Answer:
    """One's own number. The page is the same for every number of a centre: it finds its own place in the centre's file."""
    feed = _feed(code)
    if feed is None:
        return _unknown()
    if slips.slip_of(slip) is not None:
        return render_template("city_public/ticket.html", code=code, name=feed["names"][page_language()])
    if (row := slips.row_of(slip)) is None:
        return _unknown()
    try:
        with city().database.transaction() as transaction:
            found = slips.number_of(transaction, code, row)
    except DatabaseGone:
        return render_template("city_public/later.html", code=code), 503
    return _unknown() if found is None else redirect(url_for("phones.ticket", code=code, slip=found.name))


@pages.errorhandler(Unreadable)
def unreadable(_: Unreadable) -> tuple[str, int]:
    """A file that is being put right: nginx shows the last page that it has."""
    return render_template("city_public/later.html", code=""), 503


def _city() -> dict[str, Any] | None:
    return read(city().settings.feeds, CITY)


def _feed(code: str) -> dict[str, Any] | None:
    return read(city().settings.feeds, code) if slips.is_centre(code) else None


def _quiet(feed: dict[str, Any]) -> QuietPage | None:
    """Its quiet hours in words; none if the centre has not sent them or knows no hour yet."""
    if feed.get("quiet") is None:
        return None
    found = of_told(feed["quiet"])
    tag = page_language()
    return quiet_page(found, lambda text, **said: say(text, tag, **said)) if found.known else None


def _unknown() -> tuple[str, int]:
    return render_template("city_public/unknown.html"), 404
