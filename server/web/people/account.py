"""One's own account, for everybody who signs in: their password, their PIN, and the figures of their own work."""

from typing import Final

from flask import Blueprint, render_template
from flask_login import current_user

from server.auth import needs
from server.core.people import Person
from server.core.person_rules import SHORTEST_PASSWORD
from server.core.refusal import Refusal
from server.core.reports.days import Preset, preset_days
from server.core.reports.figures import Figures
from server.core.reports.tables import ColumnKind, kind_of
from server.core.reports.titles import FIGURES
from server.core.reports.value_words import said as in_words
from server.core.roles import ROLE_NAMES, WITH_PIN
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.people import people
from server.service.ratings.report import own_row
from server.service.ratings.views import row_view
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.figures import figures
from server.service.today import date_now
from server.service.views import View
from server.web import shown
from server.web.manage.reports import query
from server.web.manage.reports.presets import presets
from server.web.people.sign_in import first_page

pages = Blueprint("account_pages", __name__)
_OWN: Final = (
    "visits",
    "services",
    "finished",
    "no_shows",
    "dossiers_received",
    "results_returned",
    "supplements",
    "refused",
    "advised",
    "online_helped",
    "way_median_s",
    "service_median_s",
)
"""The figures of one's own work; waits are the hall's."""


@pages.get("/account")
@needs("account.change")
def home() -> str:
    """Who is signed in here, and the forms for a new password and a new PIN."""
    person = people.find_person(ports().context, current_user.username)
    if person is None:  # removed since the request came in
        raise Refusal("not_signed_in")
    return render_template(
        "account.html",
        person=person,
        role=ROLE_NAMES[person.role].said(page_language()),
        counter=shown.counters().get(person.counter or 0, ""),
        has_pin=person.role in WITH_PIN,
        shortest=SHORTEST_PASSWORD,
        back=first_page(),
        ratings=_ratings(person),
    )


@pages.get("/account/figures")
@needs("figures.own")
def own_figures() -> tuple[str, int]:
    """The caller's own figures, day by day, and nobody else's."""
    said, language = query.typed(), page_language()
    try:
        days = query.asked(said)
        own = Filters(officer=(current_user.username,))
        found = figures(ports().context, FiguresAsked(days.first, days.last, RowsBy.DAY, own))
    except Refusal as refusal:
        return _figures(said, trouble=problem(refusal, language)), refusal.kind.status
    names = [(FIGURES[name].said(language), name, kind_of(name)) for name in _OWN]
    rows = [(row.labels[language], row.figures) for row in found.rows if _worked(row.figures)]
    told = [(label, [_value(each, kind, name, language) for _, name, kind in names]) for label, each in rows]
    total = [(title, _value(found.total, kind, name, language)) for title, name, kind in names]
    return _figures(said, rows=told, total=total, titles=[title for title, _, _ in names]), 200


def _worked(day: Figures) -> bool:
    """Whether a day has anything that the total counts: people who did not come, too."""
    return any(getattr(day, name) for name in _OWN)


def _figures(said: query.Typed, **more: object) -> str:
    path = "/account/figures"
    return render_template(
        "account_figures.html", said=said, presets=presets(said, path, []), back=first_page(), **more
    )


def _value(found: Figures, kind: ColumnKind, name: str, language: str) -> str:
    return in_words(getattr(found, name), kind, language)


def _ratings(person: Person) -> View | None:
    """What people said of the visits to somebody who works at counters, last month.

    Of a month that is over: who looked again after each visit would read how that one person voted.
    """
    context = ports().context
    if not (context.centre.ratings.enabled and person.works_at_counters):
        return None
    month = preset_days(Preset.LAST_MONTH, date_now(context))
    return {"month": f"{month.first:%m/%Y}"} | row_view(own_row(context, person.username, month))
