"""Errors as pages: what is wrong and what to do now."""

from typing import Final

from flask import Flask, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from server.city.database import DatabaseGone
from server.city.people.access import is_page
from server.core.refusal import Refusal
from server.http.body import BODY_LIMIT
from server.http.language import page_language
from server.http.page_problems import page_problem
from server.http.texts import problem

_RETRY_S: Final = "5"


def install(app: Flask) -> None:
    """Answer what is refused with a page."""
    app.register_error_handler(Refusal, _page)
    app.register_error_handler(DatabaseGone, _gone)
    app.register_error_handler(CSRFError, lambda _: _page(Refusal("csrf")))
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(NotFound, lambda _: _page(Refusal("not_found")))


def _page(refusal: Refusal) -> tuple[str, int] | Response:
    if refusal.code == "not_signed_in" and is_page():
        return redirect(url_for("city_sign_in.form"))
    return render_template("city/error.html", **page_problem(refusal, page_language())), refusal.kind.status


def _too_large(_: RequestEntityTooLarge) -> tuple[str, int] | Response:
    return _page(Refusal("body_too_large", limit_kb=(request.max_content_length or BODY_LIMIT) // 1024))


def _gone(_: DatabaseGone) -> tuple[str, int, dict[str, str]]:
    """Without the database the user is unknown, so this page needs nothing from it."""
    refusal = Refusal("storage_of_city_gone")
    shown = problem(refusal, page_language())
    text = f"{shown['title']}\n\n{shown['detail']} {shown['action']}\n"
    return text, refusal.kind.status, {"Retry-After": _RETRY_S, "Content-Type": "text/plain; charset=utf-8"}
