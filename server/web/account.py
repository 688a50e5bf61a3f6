"""One's own account, for everybody who signs in: their password and their PIN."""

from datetime import date

from flask import Blueprint, render_template
from flask_login import current_user

from server.auth import needs
from server.core.people import Person
from server.core.refusal import Refusal
from server.core.reports.days import Preset, preset_days
from server.core.roles import ROLE_NAMES, WITH_PIN
from server.http.language import page_language
from server.ports import ports
from server.service.people import people
from server.service.people.rules import SHORTEST_PASSWORD
from server.service.ratings.report import own_row
from server.service.ratings.views import row_view
from server.service.today import day_now
from server.service.views import View
from server.web import shown
from server.web.sign_in import first_page

pages = Blueprint("account_pages", __name__)


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


def _ratings(person: Person) -> View | None:
    """What people said of the visits to somebody who works at counters, last month.

    Of a month that is over: who looked again after each visit would read how that one person voted.
    """
    context = ports().context
    if not (context.centre.ratings.enabled and person.works_at_counters):
        return None
    month = preset_days(Preset.LAST_MONTH, date.fromisoformat(day_now(context)))
    return {"month": f"{month.first:%m/%Y}"} | row_view(own_row(context, person.username, month))
