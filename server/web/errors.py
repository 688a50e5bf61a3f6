"""Errors as pages: what is wrong and what to do now."""

from flask import render_template

from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem


def error_page(refusal: Refusal) -> tuple[str, int]:
    """The page for a refusal, with its status."""
    return render_template("error.html", **problem(refusal, page_language())), refusal.kind.status
