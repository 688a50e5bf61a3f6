"""A counter's rating tablet, and what every page that asks for ratings is handed."""

from flask import Blueprint, render_template

from server.http.texts import everywhere
from server.ports import ports
from server.service.views import View

pages = Blueprint("ratings_pages", __name__)


@pages.get("/rating")
def tablet() -> str:
    """The tablet's page. It holds nothing of a visit: the machine's token asks for that."""
    return render_template("rating/rating.html", asks=asks())


def asks() -> View:
    """The reasons to choose from, in every language, and whether a few words may be written."""
    rules = ports().context.centre.ratings
    reasons = [{"key": key, "names": everywhere(names)} for key, names in rules.reasons.items()]
    return {"reasons": reasons, "words": rules.words}
