"""The page of one visit: every step of it, without a script."""

from flask import Blueprint, render_template
from flask_login import current_user

from server.auth import needs
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal
from server.core.units import LARGEST
from server.http.language import languages, page_language
from server.http.texts import say
from server.ports import ports
from server.service.reports.life import life as life_of
from server.service.reports.life import seen_by
from server.service.reports.life_views import life_view
from server.web import shown
from server.web.people.sign_in import first_page

pages = Blueprint("visit_pages", __name__)


@pages.get("/admin/visits/<int:ticket>")
@needs("visits.read")
def life(ticket: int) -> str:
    """A visit's life. Raises `unknown_ticket`."""
    if ticket > LARGEST:
        raise Refusal("unknown_ticket")
    context, tag = ports().context, page_language()
    told = life_of(context, ticket, languages().of(tag), seen_by(current_user.may))
    fields = {field["code"]: field["name"] for field in shown.fields()}
    return render_template(
        "manage/visit.html",
        visit=life_view(context, told),
        field=fields.get(told.now.ticket.field, told.now.ticket.field),
        state=say(state_text(told.now.ticket), tag),
        back=first_page(),
    )
