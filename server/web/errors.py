"""Errors as pages: what is wrong and what to do now."""

from flask import render_template

from server.core.errors import Refusal
from server.language import page_language


def error_page(refusal: Refusal) -> tuple[str, int]:
    """The page for a refusal, with its status."""
    kind, language = refusal.kind, page_language()
    page = render_template(
        "error.html",
        status=kind.status,
        title=kind.title.said(language),
        detail=kind.detail.said(language, **refusal.parameters),
        action=kind.action.said(language, **refusal.parameters),
    )
    return page, kind.status
