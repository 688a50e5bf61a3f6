"""The manager's page of the journal: where each of the last days ended, to be written down outside the machine."""

from typing import Final

from flask import Blueprint, render_template

from server.auth import needs
from server.core.written_digest import grouped
from server.ports import ports
from server.service.reports import journal

pages = Blueprint("admin_journal", __name__)
DAYS: Final = 31


@pages.get("/admin/journal")
@needs("journal.read")
def ends() -> str:
    """The latest row of each day with its digest, newest day first; today's is not the last yet."""
    found = journal.ends(ports().context, DAYS)
    rows = [(end.day, end.seq, grouped(end.digest)) for end in found.ends]
    return render_template("manage/journal.html", rows=rows, today=found.today)
