"""The API's own description: OpenAPI 3.1 from the schemas that validate, with what they cannot tell."""

import re
from copy import deepcopy
from typing import Any, Final, cast

from flask import Blueprint, Response, current_app, jsonify
from flask_openapi3 import OpenAPI

from server.api.before import before
from server.auth import ALLOWED, EVERYBODY
from server.core.roles import who_may
from server.http.body import LONGEST_KEY

api = Blueprint("description", __name__, url_prefix="/api/v1")
api.before_request(before)

_WAYS_IN: Final = ("bearer", "session")
_PROBLEM: Final = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
    "description": "a repeat with the same key and body gets the first answer; with another body, 422",
}


def ways_in(cookie: str) -> dict[str, Any]:
    """How callers say who they are; `cookie` is what the session's is called here."""
    bearer = {"type": "http", "scheme": "bearer", "description": "a device's or a person's token"}
    session = {
        "type": "apiKey",
        "in": "cookie",
        "name": cookie,
        "description": "signed in on /sign-in; what changes something also needs its page's X-CSRFToken",
    }
    return dict(zip(_WAYS_IN, (bearer, session), strict=True))


@api.get("/openapi.json")
def show() -> Response:
    """The description."""
    return jsonify(_described(cast("OpenAPI", current_app)))


def _described(app: OpenAPI) -> dict[str, Any]:
    found: dict[str, Any] = deepcopy(app.api_doc)
    schemas = found["components"]["schemas"]
    del schemas["ValidationErrorModel"]  # the library's own; ours is Problem
    for rule in app.url_map.iter_rules():
        for method, operation in found["paths"].get(_template(rule.rule), {}).items():
            if method.upper() in (rule.methods or ()):
                _tell_access(operation, ALLOWED[rule.endpoint])
                _tell_problems(operation)
                _tell_body(operation, schemas, keyed=method == "post")
    return found


def _template(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _tell_access(operation: dict[str, Any], permission: str) -> None:
    everybody = permission == EVERYBODY
    operation["security"] = [] if everybody else [{name: []} for name in _WAYS_IN]
    operation["description"] = f"For {'everybody' if everybody else ', '.join(who_may(permission))}."


def _tell_problems(operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    del answers["400"]
    for status, answer in answers.items():
        if status >= "400":
            answer["content"] = _PROBLEM
    answers["default"] = {"description": "Any other problem", "content": _PROBLEM}


def _tell_body(operation: dict[str, Any], schemas: dict[str, Any], *, keyed: bool) -> None:
    if (body := operation.get("requestBody")) is None:
        return
    schema = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
    body["required"] = bool(schemas[schema].get("required"))
    if keyed:
        operation.setdefault("parameters", []).append(_KEY)
