"""Procedures as JSON."""

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
