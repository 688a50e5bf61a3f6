"""The manager's page of the doctor: what is not as it should be, what to do, the clock, and a support bundle."""

from flask import Blueprint, render_template

from server.auth import needs

pages = Blueprint("doctor_pages", __name__)


@pages.get("/admin/doctor")
@needs("machine.check")
def home() -> str:
    """The page; its script asks for the findings."""
    return render_template("manage/doctor.html")
