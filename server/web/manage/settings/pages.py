"""The manager's pages of settings: what there is, a form for each part, and what was changed by whom."""

from flask import Blueprint, render_template

from server.auth import needs
from server.core.refusal import Refusal
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
        raise Refusal("unknown_setting", part=part, key="")
    all_forms = forms()
    return render_template(
        "manage/settings/part.html",
        form=all_forms[part],
        forms=all_forms,
        today=_today(),
        previewed=previewed(part),
    )


def _today() -> str:
    context = ports().context
    return context.centre.local(context.clock()).date().isoformat()


@pages.get("/admin/settings/history")
@needs("settings.manage")
def history() -> str:
    """What was changed, when, by whom, and the way back."""
    return render_template("manage/settings/history.html", forms=forms())
