"""Tokens of programs, for managers: made, listed, ended."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.schemas import tokens as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.people import programs
from server.service.people.programs import NewProgram
from server.service.people.views import token_view

api = Routes("tokens", __name__, url_prefix="/api/v1/tokens", abp_tags=[Tag(name="tokens")])
api.before_request(before)


@api.get("", responses={200: schemas.ProgramTokens})
def show() -> Response:
    """Every program's token: the valid ones, then the ended ones."""
    context, last = ports().context, ports().programs.last()
    found = programs.programs(context)
    return jsonify({"items": [token_view(context, token, last.get(token.id)) for token in found]})


@api.post("", responses={201: schemas.MadeToken, 409: Problem, 422: Problem})
def make(body: schemas.MakeToken) -> tuple[Response, int]:
    """Let a program in: its token is in this answer and is shown nowhere again."""
    new = NewProgram(body.name, body.role, body.ends_ms())
    return jsonify(programs.make_token(ports().context, new, caller().actor, once())), 201


@api.delete("/<int:id>", responses={204: None, 404: Problem})
def end(path: schemas.TokenPath) -> tuple[str, int]:
    """End a program's token: from now on it opens nothing."""
    programs.end_token(ports().context, path.id, caller().actor)
    return "", 204
