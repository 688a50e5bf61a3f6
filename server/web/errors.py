"""Errors as pages: what is wrong and what to do now."""

from flask import render_template

from server.core.errors import Refusal
from server.http.language import page_language


def error_page(refusal: Refusal) -> tuple[str, int]:
    """The page for a refusal, with its status."""
    return render_template("error.html", **refusal.problem(page_language())), refusal.kind.status
