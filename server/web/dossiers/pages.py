"""People ask on their phones how far their dossier is: one page, without scripts, in every language that they are offered."""

from typing import Final

from flask import Blueprint, render_template, request

from server.core.refusal import Refusal
from server.core.texts import named
from server.http.language import is_offered, languages, page_language
from server.http.rate_limit import against_guessing, retry_after
from server.http.texts import problem, say
from server.ports import ports
from server.service.dossiers import looking
from server.service.settings.logos import logo_address
from server.service.views import View
from server.web.dossiers.words import TEXTS, answer

pages = Blueprint("dossier_pages", __name__)
_LONGEST: Final = 60


@pages.get("/dossiers")
def form() -> tuple[str, int]:
    """The question, or that nobody is answered here yet."""
    if not looking.people_may_ask(ports().context):
        return _page(trouble=problem(Refusal("no_dossiers"), _tag())), Refusal("no_dossiers").kind.status
    return _page(), 200


@pages.post("/dossiers")
@against_guessing()
def ask() -> tuple[str, int]:
    """State and due day of the dossier with this code, or what to do where there is none."""
    tag = _tag()
    found = looking.ask(ports().context, _code())
    lines = answer(found, lambda text, **parameters: say(text, tag, **parameters))
    return _page(code=found.dossier.code, lines=lines, late=found.overdue), 200


@pages.errorhandler(Refusal)
def refused(refusal: Refusal) -> tuple[str, int, dict[str, str]]:
    """The form again, with what to do, also for a caller who must wait."""
    page = _page(code=_code().strip(), trouble=problem(refusal, _tag()))
    return page, refusal.kind.status, retry_after(refusal)


def _code() -> str:
    return request.form.get("code", "")[:_LONGEST]


def _page(**more: object) -> str:
    context, tag = ports().context, _tag()
    names: View = {
        "name": named(context.centre.names, tag),
        "ward": context.centre.ward,
        "logo": logo_address(context, context.centre.logo),
    }
    texts = {name: say(text, tag) for name, text in TEXTS.items()}
    return render_template("dossiers/ask.html", texts=texts, lang=tag, centre=names, **more)


def _tag() -> str:
    """A further language is asked for by its tag; it is not remembered."""
    asked = request.args.get("lang", "")
    further = asked in languages().tags and asked != "en" and is_offered(asked)
    return asked if further else page_language()
