"""The board's page, and its figures for users without a live line."""

from typing import Final

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from server.city.board.running import board
from server.city.board.screens import seen_here
from server.city.people.access import needs

PAGES: Final = Blueprint("city_board", __name__)


@PAGES.get("/board")
@needs("board.read")
def page() -> str:
    """The centres that the caller may see; `?view=wall` is for a screen without a user."""
    return render_template("city/board.html", wall=request.args.get("view") == "wall")


@PAGES.get("/board.json")
@needs("board.read")
def figures() -> Response:
    """What the page shows, whole. 503 while it may be out of date."""
    found = board().now(seen_here())
    answer = jsonify({"code": "later"} if found is None else found)
    answer.status_code = 503 if found is None else 200
    return answer


@PAGES.get("/")
def first() -> Answer:
    """The first page that the caller may open."""
    return redirect("/first")
