"""Procedures as JSON."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from server.core.procedures.elsewhere import Elsewhere
from server.core.procedures.plan import Plan, ProcedureChange, Wrong
from server.core.procedures.procedure import Procedure
from server.service.procedures.changes import Versioned
from server.service.procedures.managed import Page
from server.service.procedures.signposts import Signpost
from server.service.views import View

_MOST_SHOWN: Final = 200


def procedure_view(procedure: Procedure) -> View:
    """A procedure in the API's form."""
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
    where = {"vi": found.where_vi, "en": found.where_en}
    return {
        "vi": found.vi,
        "en": found.en,
        "where": where["vi" if language == "vi" else "en"],
        "places": where,
    }


def managed_view(found: Versioned) -> View:
    """A procedure with all that the centre can change of it; `version` is of the centre's latest change, 0 without one."""
    procedure = found.procedure
    return procedure_view(procedure) | {
        "said": list(procedure.said),
        "active": procedure.active,
        "version": found.version,
    }


def page_view(page: Page) -> View:
    """One page of the manager's list."""
    return {
        "items": [managed_view(found) for found in page.items],
        "total": page.total,
        "all": page.all,
        "version": page.version,
    }


def signpost_view(signpost: Signpost) -> View:
    """Something that is done elsewhere, in the form in which the manager changes it."""
    thing = signpost.thing
    return {
        "key": signpost.key,
        "vi": thing.vi,
        "en": thing.en,
        "where_vi": thing.where_vi,
        "where_en": thing.where_en,
        "said": list(thing.said),
        "version": signpost.version,
    }


def plan_view(plan: Plan, say: Callable[[Wrong], str]) -> View:
    """What a file changes; `say` tells why a row is wrong. Of many changes and wrong rows the first are shown."""
    counts = Counter(change.what for change in plan.changes)
    return {
        "version": plan.version,
        "new": counts["new"],
        "changed": counts["changed"],
        "out_of_use": counts["out_of_use"],
        "in_use_again": counts["in_use_again"],
        "same": plan.same,
        "wrong": len(plan.wrong),
        "changes": [_change_view(change) for change in plan.changes[:_MOST_SHOWN]],
        "wrong_rows": [{"row": wrong.row, "reason": say(wrong)} for wrong in plan.wrong[:_MOST_SHOWN]],
    }


def _change_view(change: ProcedureChange) -> View:
    before, after = change.before.facts if change.before else {}, change.after.facts
    return {
        "row": change.row,
        "code": change.after.code,
        "name": change.after.short,
        "what": change.what,
        "facts": [
            {"fact": name, "before": _told(before.get(name, "")), "after": _told(value)}
            for name, value in after.items()
            if value != before.get(name, type(value)())
        ],
    }


def _told(value: object) -> str:
    return "; ".join(value) if isinstance(value, tuple) else str(value)
