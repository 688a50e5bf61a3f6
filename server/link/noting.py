"""Writes into the journal what the data folder says about the city: a command beside a running server cannot write the journal."""

from pathlib import Path

from server.link.joined import end_noted, end_of, journal_mark, read
from server.service import city_ties
from server.service.context import Context
from server.store import journal


def note(context: Context, folder: Path) -> None:
    """Write into the journal that the centre joined or left, if it does not say so yet. An unreadable file says nothing.

    A centre that was begun anew in the folder of one that had joined has not joined itself.
    """
    try:
        joined = read(folder)
    except ValueError:
        return
    if joined is not None:
        with context.store.read() as connection:
            mark = journal_mark(journal.first_digest(connection))
        if mark == joined.journal:
            city = city_ties.City(joined.url, joined.centre, joined.name)
            city_ties.joined(context, city, joined.at, joined.by)
    elif (end := end_of(folder)) is not None:
        city_ties.left(context, end.actor, end.by)
        end_noted(folder)
