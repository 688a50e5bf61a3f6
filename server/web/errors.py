"""Errors as pages: what is wrong and what to do now."""

from typing import Final

from flask import render_template, request

from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.page_problems import page_problem

_SLIP: Final = "/t/"
"""The page behind the code on a slip."""
_CITIZENS: Final = (_SLIP, "/take", "/dossiers", "/quiet")
"""Pages for people who cannot sign in: the way to the first page would end at the staff's sign-in."""


def error_page(refusal: Refusal) -> tuple[str, int]:
    """The page for a refusal, with its status."""
    citizen = request.path.startswith(_CITIZENS)
    said = page_problem(refusal, page_language())
    page = render_template("error.html", citizen=citizen, slip=request.path.startswith(_SLIP), **said)
    return page, refusal.kind.status
