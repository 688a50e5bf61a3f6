"""The board: what a hall's screens show."""

from flask import Response, jsonify, request
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import board as schemas
from server.http.described import Routes
from server.ports import ports

api = Routes("board", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="board")])
api.before_request(before)


@api.get("/board", responses={200: schemas.Board})
def show(query: schemas.BoardQuery) -> Response:
    """A hall's board. Its ETag changes when something shown changes, the clock aside."""
    board = ports().screens.board(query.hall)
    response = jsonify(board.view)
    response.set_etag(board.tag)
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
