"""The API's own description: OpenAPI 3.1 from the schemas that validate, with what they cannot tell."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from http import HTTPStatus
from string import Formatter
from typing import Any, Final, cast

from flask import Blueprint, Response, current_app, jsonify, request
from flask_openapi3 import OpenAPI
from werkzeug.wrappers import Response as Answer

from server.api import told
from server.api.before import before
from server.core.refusal import Refusal
from server.core.refusals.catalogue import CATALOGUE
from server.core.roles import who_may
from server.core.texts import ENGLISH
from server.http.access import ALLOWED, EVERYBODY
from server.http.body import LONGEST_KEY

api = Blueprint("description", __name__, url_prefix="/api/v1")
api.before_request(before)

_MADE: Final = "goiso.openapi"
_WAYS_IN: Final = ("bearer", "session")
_PROBLEM: Final = {"schema": {"$ref": "#/components/schemas/Problem"}}
_PROBLEM_TYPE: Final = "application/problem+json"
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
    "description": "a repeat with the same key and body gets the first answer; with another body, 422",
    "example": "4f1c2a9e-0001",
}


def ways_in(cookie: str) -> dict[str, Any]:
    """How callers say who they are; `cookie` is what the session's is called here."""
    bearer = {
        "type": "http",
        "scheme": "bearer",
        "description": "a device's, a person's or a program's token",
    }
    session = {
        "type": "apiKey",
        "in": "cookie",
        "name": cookie,
        "description": "signed in on /sign-in; what changes something also needs its page's X-CSRFToken",
    }
    return dict(zip(_WAYS_IN, (bearer, session), strict=True))


@api.get("/openapi.json")
def show() -> Answer:
    """The description: made once, for it is the same as long as this program runs, and told to be so by its ETag."""
    told_once: bytes | None = current_app.extensions.get(_MADE)
    if told_once is None:
        told_once = current_app.extensions[_MADE] = jsonify(
            _described(cast("OpenAPI", current_app))
        ).get_data()
    response = Response(told_once, mimetype="application/json")
    response.add_etag()
    return response.make_conditional(request)


def _described(app: OpenAPI) -> dict[str, Any]:
    found: dict[str, Any] = deepcopy(app.api_doc)
    schemas = found["components"]["schemas"]
    del schemas["ValidationErrorModel"]  # the library's own; ours is Problem
    examples = told.examples()
    for endpoint, method, operation in operations(app, found):
        _tell_access(operation, endpoint)
        _tell_parameters(operation)
        _tell_body(operation, schemas, keyed=method == "post")
        _tell_problems(operation, problems_of(endpoint, method, operation))
        _tell_examples(operation, examples.get(endpoint, {}))
    found["components"]["examples"] = {code: {"value": _example(code)} for code in CATALOGUE}
    return found


def operations(app: OpenAPI, described: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(endpoint, method in lower case, operation) of everything that is described."""
    for rule in app.url_map.iter_rules():
        for method, operation in described["paths"].get(_template(rule.rule), {}).items():
            if method.upper() in (rule.methods or ()):
                yield rule.endpoint, method, operation


def problems_of(endpoint: str, method: str, operation: Mapping[str, Any]) -> list[str]:
    """The codes that an operation can be refused with, each once."""
    known = told.TOLD.get(endpoint, told.Operation(""))
    found = told.problems(
        known,
        method,
        everybody=ALLOWED[endpoint] == EVERYBODY,
        parameters=bool(operation.get("parameters")),
        body="requestBody" in operation or method == "put",
    )
    return list(dict.fromkeys(found))


def _template(rule: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _tell_access(operation: dict[str, Any], endpoint: str) -> None:
    permission = ALLOWED[endpoint]
    everybody = permission == EVERYBODY
    operation["security"] = [] if everybody else [{name: []} for name in _WAYS_IN]
    who = f"For {'everybody' if everybody else ', '.join(who_may(permission))}."
    known = told.TOLD.get(endpoint)
    operation["description"] = who if known is None else f"{known.text}\n\n{who}"


def _tell_parameters(operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if not parameter.get("description"):
            meaning = parameter["schema"].get("description") or told.PARAMETERS.get(parameter["name"])
            parameter.update({"description": meaning} if meaning else {})


def _tell_problems(operation: dict[str, Any], codes: Iterable[str]) -> None:
    answers = {status: answer for status, answer in operation["responses"].items() if status < "4"}
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in codes:
        by_status[CATALOGUE[code].status].append(code)
    for status, found in sorted(by_status.items()):
        lines = (f"- `{code}`: {CATALOGUE[code].title.en}" for code in found)
        named = {code: {"$ref": f"#/components/examples/{code}"} for code in found}
        answers[str(status)] = {
            "description": "\n".join((HTTPStatus(status).phrase, "", *lines)),
            "content": {_PROBLEM_TYPE: _PROBLEM | {"examples": named}},
        }
    other = (
        "Any other problem, as a later version may have it: `detail` says what is wrong, `action` what to do"
    )
    answers["default"] = {"description": other, "content": {_PROBLEM_TYPE: _PROBLEM}}
    operation["responses"] = answers


def _example(code: str) -> dict[str, Any]:
    """What a problem looks like in English; what fills its texts is left in braces."""
    kind = CATALOGUE[code]
    names = {
        name for text in (kind.detail, kind.action) for _, name, _, _ in Formatter().parse(text.en) if name
    }
    return Refusal(code, **{name: f"{{{name}}}" for name in names}).problem(ENGLISH)


def _tell_body(operation: dict[str, Any], schemas: dict[str, Any], *, keyed: bool) -> None:
    if (body := operation.get("requestBody")) is None:
        return
    schema = body["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
    body["required"] = bool(schemas[schema].get("required"))
    if keyed:
        operation.setdefault("parameters", []).append(_KEY)


def _tell_examples(operation: dict[str, Any], example: Mapping[str, Any]) -> None:
    """Put what a real server was sent and answered where the schemas stand."""
    if "request" in example and "requestBody" in operation:
        operation["requestBody"]["content"]["application/json"]["example"] = example["request"]
    for status, answer in operation["responses"].items():
        for kind, content in answer.get("content", {}).items():
            if status < "3" and kind == "application/json" and "answer" in example:
                content["example"] = example["answer"]
