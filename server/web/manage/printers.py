"""The manager's page of printers: how each is, what it can answer, and a test slip."""

from flask import Blueprint, render_template

from server.auth import needs

pages = Blueprint("printer_pages", __name__)


@pages.get("/admin/printer")
@needs("machines.manage")
def home() -> str:
    """The centre's printer and those of kiosks' boxes; the page's script keeps them up to date."""
    return render_template("manage/printers.html")
