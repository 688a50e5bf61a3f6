"""The manager's page of the dossier system's list: where it comes from, a new one with a preview, and its end."""

from flask import Blueprint, render_template

from server.auth import needs
from server.ports import ports
from server.service.dossiers.reading import MOST_MB, MOST_ROWS
from server.service.today import date_now

pages = Blueprint("dossier_list_pages", __name__)


@pages.get("/admin/dossiers")
@needs("dossiers.manage")
def home() -> str:
    """The list that is in use, and what takes another one in: by default this month's until today."""
    context = ports().context
    today = date_now(context)
    return render_template(
        "manage/dossiers.html",
        first=today.replace(day=1).isoformat(),
        today=today.isoformat(),
        rows=MOST_ROWS,
        mb=MOST_MB,
        rules=context.centre.dossiers,
    )
