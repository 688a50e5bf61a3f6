"""The manager's page of procedures: found as people type, changed, switched off, and taken in from a spreadsheet."""

from typing import Final

from flask import Blueprint, render_template

from server.auth import needs
from server.core.procedures.file import MOST_MB, MOST_ROWS
from server.core.procedures.rules import LONGEST, LONGEST_ITEM
from server.web import shown

pages = Blueprint("procedures_pages", __name__)
ON_A_PAGE: Final = 50


@pages.get("/admin/procedures")
@needs("procedures.manage")
def home() -> str:
    """All procedures of the centre, and the things that are done elsewhere."""
    limits = {**LONGEST, "item": LONGEST_ITEM, "rows": MOST_ROWS, "mb": MOST_MB}
    return render_template(
        "manage/procedures.html", fields=shown.fields(), limits=limits, on_a_page=ON_A_PAGE
    )
