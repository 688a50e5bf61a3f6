"""The manager's page of programs: which may use the API, as what, until when; made, ended, last used."""

from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.refusal import Refusal
from server.core.roles import OF_TOKENS
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.people import programs as use_cases
from server.service.people.programs import NewProgram
from server.service.people.views import token_view

pages = Blueprint("admin_programs", __name__)


@pages.get("/admin/programs")
@needs("programs.manage")
def home() -> str:
    """Every program: what it may do, until when, when it was last heard of."""
    return _page()


@pages.post("/admin/programs")
@needs("programs.manage")
def make() -> tuple[str, int]:
    """Let a program in, and show its token, once."""
    try:
        new = NewProgram(_said("name"), _said("role"), _end(_said("last_day")))
        made = use_cases.make_token(ports().context, new, current_user.actor)
    except Refusal as refusal:
        return _page(refusal), refusal.kind.status
    return render_template("manage/program.html", program=made, url=ports().public_url()), 201


@pages.post("/admin/programs/<int:token>/end")
@needs("programs.manage")
def end(token: int) -> Response:
    """End a program's token."""
    use_cases.end_token(ports().context, token, current_user.actor)
    return redirect(url_for("admin_programs.home"), 303)


def _page(refusal: Refusal | None = None) -> str:
    return render_template(
        "manage/programs.html",
        programs=_programs(),
        roles=OF_TOKENS,
        today=ports().context.centre.local(ports().context.clock()).date(),
        trouble=None if refusal is None else problem(refusal, page_language()),
        said=request.form,
    )


def _programs() -> list[dict[str, Any]]:
    context, last = ports().context, ports().programs.last()
    found = use_cases.programs(context)
    return [token_view(context, token, last.get(token.id)) for token in found]


def _said(name: str) -> str:
    return request.form.get(name, "").strip()[:200]


def _end(said: str) -> int | None:
    """The end of the typed day, UTC milliseconds; `None` without a day. Raises `not_valid` for an invalid day."""
    if not said:
        return None
    try:
        midnight = datetime.combine(date.fromisoformat(said) + timedelta(days=1), time())
    except (ValueError, OverflowError) as error:
        raise Refusal("not_valid", reason="last_day") from error
    return int(midnight.replace(tzinfo=ports().context.centre.zone).timestamp() * 1000)
