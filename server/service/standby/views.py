"""What a second box receives: the rows that it lacks, and with the last of them the data beside the journal; and what is shown about one."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.refusal import Refusal
from server.core.standby import End
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.standby.second_boxes import SecondBoxNow
from server.service.views import View, iso
from server.store.backups.contents import files_beside
from server.store.dossiers import imports
from server.store.standby import beside
from server.store.standby.rows import after, end, has

MOST_ROWS: Final = 500
_OF_LIST: Final = "-"
_LATE_MS: Final = 60_000
"""So much earlier may an answer have begun than it is there to be read."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the second box has: where its journal ends, how far its first answers go (UTC milliseconds), the mark of the rest."""

    end: End
    answers_at: int
    mark: str


def pulled(context: Context, folder: Path, held: Held) -> View:
    """What it lacks, all of one moment. Raises `standby_apart` when its journal is not the beginning of the one here."""
    now = context.clock()
    with context.store.read() as connection:
        if not has(connection, held.end):
            raise Refusal("standby_apart", seq=held.end.seq)
        last = end(connection)
        rows = after(connection, held.end.seq, MOST_ROWS)
        view: View = {
            "last": last.seq,
            "now": now,
            "rows": [[*row[:-1], bytes(row[-1]).hex()] for row in rows],
            "answers": beside.answers(connection, max(0, min(held.answers_at, now) - _LATE_MS)),
            "beside": None,
        }
        if held.end.seq + len(rows) == last.seq:
            view["beside"] = _beside(connection, folder, held.mark)
    return view


def _beside(connection: sqlite3.Connection, folder: Path, known: str) -> View | None:
    """All of it if the mark has changed; the dossiers' list only if its own part of the mark has."""
    tables, files = beside.tables(connection), beside.files(folder)
    in_use = imports.current(connection)
    of_list = 0 if in_use is None else in_use.seq
    mark = f"{beside.mark(tables, files)}{_OF_LIST}{of_list}"
    if mark == known:
        return None
    if known.rpartition(_OF_LIST)[2] != str(of_list):
        tables[beside.DOSSIERS] = beside.dossiers(connection)
    return {"mark": mark, "tables": tables, "files": files}


def file_beside(folder: Path, name: str) -> Path:
    """A file beside the database by its path in the folder. Raises `not_found` for any other."""
    found = next((inside for inside in files_beside(folder) if str(inside) == name), None)
    if found is None:
        raise Refusal("not_found")
    return folder / found


def second_box_view(context: Context, box: SecondBoxNow) -> View:
    """A second box as JSON."""
    return {
        "name": box.name,
        "heard_at": iso(context, box.heard_at),
        "ago_s": box.ago_ms // SECOND_MS,
        "silent": box.silent,
    }
