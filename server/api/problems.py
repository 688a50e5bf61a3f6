"""Every error of the API as application/problem+json (RFC 9457), in the caller's language, without internals."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

import structlog
from flask import Flask, Response, make_response, request
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound, RequestEntityTooLarge

from server.api.bodies import reasons
from server.core.refusal import Refusal
from server.core.refusals.kind import Kind
from server.core.texts import ENGLISH, BothTexts, FilledTexts, Language
from server.http import texts
from server.http.body import BODY_LIMIT, BodyBroken
from server.http.language import api_language, languages
from server.http.rate_limit import retry_after
from server.service.people.rules import RULES

_EVERY_PATH: Final = frozenset(
    {"account", "elsewhere", "people", "procedures", "settings", "tokens", "webhooks"}
)
"""The blueprints that answer what does not fit with 422 and every wrong path."""
_AT: Final = BothTexts("{path}: {rule}", "{path}: {rule}")
_log = structlog.get_logger(__name__)


def problem(refusal: Refusal) -> Response:
    """The answer for a refusal."""
    status, language = refusal.kind.status, api_language()
    body = json.dumps(texts.problem(refusal, language), ensure_ascii=False)
    response = Response(body, status, mimetype="application/problem+json")
    response.headers["Content-Language"] = ", ".join(_written_in(refusal.kind, languages().of(language)))
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _written_in(kind: Kind, language: Language) -> Iterable[str]:
    """The language, and English for what is not translated: tags as Content-Language has them, each once."""
    texts = (kind.title, kind.detail, kind.action)
    return dict.fromkeys(language.tag if language.knows(text) else ENGLISH.tag for text in texts)


def invalid(error: ValidationError) -> Response:
    """The answer for a request that does not fit its schema."""
    if request.blueprint in _EVERY_PATH:
        return problem(Refusal("not_valid", reason=tuple(_rules(error))))
    return problem(Refusal("bad_request", reason=reasons(error)[0]))


def _rules(error: ValidationError) -> Iterable[str | FilledTexts]:
    """The errors, each with its place: in the words of the broken rule, if there is one."""
    for each, told in zip(error.errors(include_input=False), reasons(error), strict=True):
        path = ".".join(map(str, each["loc"]))
        rule = RULES.get(path)
        yield told if rule is None else _AT.filled(path=path, rule=rule)


def refusal_for(error: Exception) -> Refusal:  # noqa: PLR0911 - one line for each kind of error
    """The named error for whatever a request ended in; what is not foreseen is logged and `internal`."""
    match error:
        case Refusal():
            return error
        case CSRFError():
            return Refusal("csrf")
        case RateLimitExceeded():
            return Refusal("too_many_requests")
        case RequestEntityTooLarge():
            return Refusal("body_too_large", limit_kb=BODY_LIMIT // 1024)
        case BodyBroken():
            return Refusal("bad_request", reason="Content-Length, Transfer-Encoding")
        case NotFound():
            return Refusal("not_found")
        case MethodNotAllowed():
            return Refusal("method_not_allowed")
        case HTTPException() if error.code is not None and error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
            return Refusal("bad_request", reason=error.name)
        case _:
            _log.error("request_failed", route=str(request.url_rule or ""), exc_info=error)
            return Refusal("internal")


def is_for_programs() -> bool:
    """Whether to answer this request with JSON instead of a page: callers that send JSON get JSON."""
    return request.is_json or request.path.startswith(("/api/", "/healthz", "/readyz", "/metrics"))


def handle_errors(app: Flask, page: Any) -> None:
    """Answer every error: programs get a problem, people the page that `page(refusal)` makes."""

    def answer(error: Exception) -> Any:
        if isinstance(error, HTTPException) and error.response is not None:
            return error.response
        refusal = refusal_for(error)
        response = make_response(problem(refusal) if is_for_programs() else page(refusal))
        response.headers.update(retry_after(refusal))
        if isinstance(error, MethodNotAllowed):
            response.allow.update(error.valid_methods or ())
        return response

    app.register_error_handler(Exception, answer)
