"""The manager's list of procedures: all of them, in use or not, found as people type, a page at a time."""

from dataclasses import dataclass
from typing import Final, Literal

from server.core.procedures.edits import Edit
from server.core.procedures.procedure import Procedure
from server.core.procedures.spelling import words_of
from server.service.context import Context
from server.service.procedures.changes import Versioned
from server.service.procedures.search import Catalogue
from server.store.procedures import edits, table

State = Literal["in_use", "out_of_use", "changed"]
_MOST_FOUND: Final = 120


@dataclass(frozen=True, slots=True)
class ProceduresFilter:
    """Which procedures: by words, of a field, in a state; `None` is any. `limit` of them, those before `offset` left out."""

    words: str = ""
    field: str | None = None
    state: State | None = None
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the `total` that were asked for, of `all` that there are, at the `version` of the catalogue."""

    items: tuple[Versioned, ...]
    total: int
    all: int
    version: int


def managed(context: Context, catalogue: Catalogue, asked: ProceduresFilter) -> Page:
    """The procedures that were asked for: those that citizens would find first, in their order."""
    words = words_of(asked.words)
    likely = [p.code for p in catalogue.search(asked.words, asked.field, _MOST_FOUND)] if words else []
    with context.store.read() as connection:
        there, changed = table.everything(connection), edits.of_procedures(connection)
        version = edits.version(connection)
        codes = list(there)
        if words:
            holding = table.holding(connection, words)
            named = [code for code in codes if asked.words.strip().lower() in code.lower()]
            codes = list(dict.fromkeys([*named, *likely, *holding]))
    found = [there[code] for code in codes if code in there and _is_asked(there[code], asked, changed)]
    page = found[asked.offset : asked.offset + asked.limit]
    items = tuple(Versioned(p, changed[p.code].version if p.code in changed else 0) for p in page)
    return Page(items, len(found), len(there), version)


def _is_asked(procedure: Procedure, asked: ProceduresFilter, changed: dict[str, Edit]) -> bool:
    if asked.field is not None and procedure.field != asked.field:
        return False
    match asked.state:
        case "in_use":
            return procedure.active
        case "out_of_use":
            return not procedure.active
        case "changed":
            return procedure.code in changed
    return True
