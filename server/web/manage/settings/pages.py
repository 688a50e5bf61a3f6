"""The manager's pages of settings: what there is, a form for each part, and what was changed by whom."""

from flask import Blueprint, render_template

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports.change_words import KINDS
from server.http.texts import everywhere_said
from server.ports import ports
from server.service.settings.preview_views import previewed
from server.web.manage.settings.forms import forms
from server.web.manage.settings.words import WORDS

pages = Blueprint("settings_pages", __name__)


@pages.get("/admin/settings")
@needs("settings.manage")
def home() -> str:
    """Every part, with its settings, to be searched."""
    return render_template("manage/settings/overview.html", forms=forms())


@pages.get("/admin/settings/<part>")
@needs("settings.manage")
def part(part: str) -> str:
    """The form of a part. Raises `unknown_setting`."""
    if part not in WORDS:
        raise Refusal("unknown_setting", setting=part)
    all_forms = forms()
    return render_template(
        "manage/settings/part.html",
        form=all_forms[part],
        forms=all_forms,
        today=_today(),
        previewed=previewed(part),
        printer_at_start=_printer_at_start() if part == "printer" else "",
    )


def _printer_at_start() -> str:
    """The printer's address in the machine's own settings, which replaces the one set here. Empty if there is none."""
    prints_on = ports().printers.all()[0].address
    return prints_on if prints_on and prints_on != ports().context.settings.document.printer.url else ""


def _today() -> str:
    context = ports().context
    return context.centre.local(context.clock()).date().isoformat()


@pages.get("/admin/settings/history")
@needs("settings.manage")
def history() -> str:
    """What was changed, when, by whom, and the way back."""
    kinds = {kind: everywhere_said(name) for kind, name in KINDS.items()}
    return render_template("manage/settings/history.html", forms=forms(), kinds=kinds)
