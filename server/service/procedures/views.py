"""Procedures as JSON."""

from server.core.procedures.elsewhere import Elsewhere
from server.service.views import View
from server.store.procedures.table import Procedure


def procedure_view(procedure: Procedure) -> View:
    """A procedure as the API answers it."""
    return {
        "code": procedure.code,
        "name": procedure.name,
        "short_name": procedure.short,
        "english_name": procedure.english_name or None,
        "field": procedure.field,
        "national_field": procedure.national_field,
        "level": procedure.level,
        "audience": procedure.audience,
        "papers": {"vi": list(procedure.papers), "en": list(procedure.papers_en)},
    }


def elsewhere_view(found: Elsewhere, language: str) -> View:
    """What is done elsewhere, in both languages; `where` in this one, or English for any but Vietnamese."""
    places = {"vi": found.where_vi, "en": found.where_en}
    return {
        "vi": found.vi,
        "en": found.en,
        "where": places["vi" if language == "vi" else "en"],
        "places": places,
    }
