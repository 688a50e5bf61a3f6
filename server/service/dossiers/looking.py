"""Where a dossier is, by its code: state and due day, and how old that is."""

from dataclasses import dataclass
from datetime import date

from server.core.dossiers.dates import day_said
from server.core.dossiers.rows import Dossier
from server.core.queue.dossiers import checked_code
from server.core.refusal import Refusal
from server.core.reports.days import day_from, day_text
from server.service.context import Context
from server.service.today import today
from server.store.dossiers import imports, table
from server.store.dossiers.imports import Import


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier, as the list says that covers the days until `as_of`; `age_days` is how long ago that is."""

    dossier: Dossier
    as_of: date
    age_days: int
    overdue: bool


def find(context: Context, code: str) -> Found:
    """The dossier with this code. Raises `no_dossiers`, `bad_dossier_code`, `unknown_dossier`."""
    with context.store.read() as connection:
        now = imports.current(connection)
        if now is None:
            raise Refusal("no_dossiers")
        day = day_from(today(context, connection)[2])
        known = checked_code(code, day)
        dossier = table.find(connection, now.batch, known)
        if dossier is None:
            raise Refusal("unknown_dossier", dossier=known, day=day_said(day_from(now.last)))
    as_of = day_from(now.last)
    overdue = dossier.finished is None and dossier.due is not None and dossier.due < day_text(day)
    return Found(dossier, as_of, (day - as_of).days, overdue)


def ask(context: Context, code: str) -> Found:
    """The same for people. Raises what `find` does, also `no_dossiers` where the centre does not want them to ask."""
    if not context.centre.dossiers.public:
        raise Refusal("no_dossiers")
    return find(context, code)


def in_use(context: Context) -> Import | None:
    """The list that is in use."""
    with context.store.read() as connection:
        return imports.current(connection)


def people_may_ask(context: Context) -> bool:
    """Whether kiosk and phone answer: the centre wants it, and there is a list."""
    return context.centre.dossiers.public and in_use(context) is not None
