"""The manager's page of backups: the latest one, why the last try failed, and a backup made now."""

from flask import Blueprint, render_template

from server.auth import needs
from server.core.backups import SHORTEST

pages = Blueprint("backup_pages", __name__)


@pages.get("/admin/backups")
@needs("backups.make")
def home() -> str:
    """What there is; the page's script keeps it up to date."""
    return render_template("manage/backups.html", least=SHORTEST)
