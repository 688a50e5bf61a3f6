"""The page of paper numbers: pads to print, and their numbers brought in after a day without kiosk or power."""

from typing import Final

from flask import Blueprint, make_response, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.events import PadPrinted
from server.core.model import CounterState, Outcome
from server.core.queue.paper import MOST, USUAL
from server.core.refusal import Refusal
from server.core.reports.life_words import OUTCOMES
from server.http.language import languages, page_language
from server.ports import ports
from server.service.people.officers import officers
from server.service.queue import paper_pads
from server.service.queue.paper_file import pad_name, pad_pdf
from server.service.queue.paper_views import pad_view
from server.web import shown
from server.web.people.sign_in import first_page

pages = Blueprint("paper_pages", __name__)
_PDF: Final = "application/pdf"


@pages.get("/admin/paper")
@needs("counters.work")
def home() -> str:
    """The pads, and the rows to type numbers into."""
    context, language = ports().context, languages().of(page_language())
    layout = context.centre.layout
    return render_template(
        "manage/paper.html",
        pads=[pad_view(context, pad) for pad in paper_pads.pads(context)],
        field_names=[(field["code"], field["name"]) for field in shown.fields()],
        classes={
            code: names.get(language.tag) or names["vi"] for code, names in layout.priority_classes.items()
        },
        points=shown.points(),
        counter_names=[(n, place.name) for n, place in layout.counters.items()],
        officer_names=[(now.person.username, now.person.name) for now in officers(context)],
        outcomes={each.value: language.say(OUTCOMES[each.value]) for each in Outcome},
        today=f"{context.centre.local(context.clock()):%Y-%m-%d}",
        most=MOST,
        usual=USUAL,
        at_work=_at_work(),
        may_print=current_user.may("counters.direct"),
        back=first_page(),
    )


def _at_work() -> tuple[int, str] | None:
    """The counter at which the viewer can call people now, with its name."""
    context = ports().context
    open_ones = (each for each in context.working() if each.officer == current_user.username)
    here = next((each.n for each in open_ones if each.state is CounterState.OPEN), None)
    return None if here is None else (here, context.centre.layout.counters[here].name)


@pages.post("/admin/paper/pads")
@needs("counters.direct")
def print_next() -> Response:
    """A new pad as a file."""
    count = request.form.get("count", str(USUAL))
    if not count.isdecimal() or not 1 <= int(count) <= MOST:
        raise Refusal("bad_request", reason=f"count: 1–{MOST}")
    return _file(paper_pads.print_next(ports().context, int(count), current_user.actor))


@pages.post("/admin/paper/pads/<int:pad>/again")
@needs("counters.direct")
def print_again(pad: int) -> Response:
    """The same pad once more, marked as a reprint."""
    return _file(paper_pads.print_again(ports().context, pad, current_user.actor))


def _file(pad: PadPrinted) -> Response:
    content = pad_pdf(ports().context, pad, languages().of(page_language()))
    response = make_response(content)
    response.mimetype = _PDF
    response.headers["Content-Disposition"] = f'attachment; filename="{pad_name(pad)}"'
    return response
