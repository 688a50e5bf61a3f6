"""Dossiers and the list as JSON."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from server.core.dossiers.rows import COLUMNS
from server.core.dossiers.states import WORDS
from server.core.texts import Language
from server.service.context import Context
from server.service.dossiers.importing import Plan
from server.service.dossiers.looking import Found
from server.service.dossiers.reading import Wrong
from server.service.views import View, iso
from server.store.dossiers.imports import Import

_MOST_SHOWN: Final = 200
_MOST_FIELDS: Final = 12


def found_view(found: Found) -> View:
    """What people may know about a dossier: its state, its due day, and how old this information is; nothing else."""
    dossier, words = found.dossier, WORDS[found.dossier.state]
    return {
        "code": dossier.code,
        "state": dossier.state.value,
        "states": {"vi": words.vi, "en": words.en},
        "due": dossier.due,
        "overdue": found.overdue,
        "as_of": found.as_of.isoformat(),
        "age_days": found.age_days,
    }


def said_view(found: Found, language: Language) -> View:
    """The same, with the state in the caller's language."""
    return found_view(found) | {"state_text": language.say(WORDS[found.dossier.state])}


def shown_view(found: Found, language: Language) -> View:
    """The same for staff, with what else the list says."""
    dossier = found.dossier
    return said_view(found, language) | {
        "field": dossier.field,
        "procedure": dossier.procedure,
        "received": dossier.received,
        "finished": dossier.finished,
    }


def list_view(context: Context, in_use: Import | None, named: Callable[[str], str]) -> View:
    """Where the list comes from: its file, days, rows, who took it in and when; null for none."""
    if in_use is None:
        return {"list": None, "version": 0}
    return {"list": source_view(context, in_use, named), "version": in_use.seq}


def source_view(context: Context, in_use: Import, named: Callable[[str], str]) -> View:
    """The list as a source."""
    return {
        "source": in_use.source,
        "at": iso(context, in_use.at),
        "by": named(in_use.actor),
        "from": in_use.first,
        "to": in_use.last,
        "rows": in_use.rows,
        "columns": list(in_use.columns),
        "digest": in_use.digest,
    }


def plan_view(plan: Plan, say: Callable[[Wrong], str]) -> View:
    """What a file holds and changes; `say` tells why a row is wrong. Of many the first are shown."""
    held = plan.held
    states = Counter(each.state for each in held.dossiers.values())
    received = [each.received for each in held.dossiers.values()]
    fields = held.unknown_fields
    return {
        "version": plan.version,
        "from": held.days.first.isoformat(),
        "to": held.days.last.isoformat(),
        "rows": len(held.dossiers),
        "new": plan.new,
        "changed": plan.changed,
        "same": plan.same,
        "gone": plan.gone,
        "repeated": held.repeated,
        "wrong": len(held.wrong),
        "received_first": min(received, default=None),
        "received_last": max(received, default=None),
        "states": [
            {"state": state.value, "names": {"vi": words.vi, "en": words.en}, "rows": states[state]}
            for state, words in WORDS.items()
            if states[state]
        ],
        "columns": [column for column in COLUMNS if column in held.columns],
        "missing": [column for column in COLUMNS if column not in held.columns],
        "without_field": fields.total(),
        "unknown_fields": [
            {"said": said, "rows": rows} for said, rows in fields.most_common(_MOST_FIELDS) if said
        ],
        "wrong_rows": [{"row": wrong.row, "reason": say(wrong)} for wrong in held.wrong[:_MOST_SHOWN]],
    }
