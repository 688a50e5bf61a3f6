"""What a second box is sent: the rows that it lacks, and with the last of them what is beside the journal."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.refusal import Refusal
from server.core.standby import End
from server.service.context import Context
from server.service.views import View
from server.store.backups.contents import files_beside
from server.store.standby import beside
from server.store.standby.rows import after, end, has

MOST_ROWS: Final = 500


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
            "answers": beside.answers(connection, held.answers_at),
            "beside": None,
        }
        if held.end.seq + len(rows) == last.seq:
            view["beside"] = _beside(beside.tables(connection), beside.files(folder), held.mark)
    return view


def _beside(tables: beside.Tables, files: dict[str, str], known: str) -> View | None:
    mark = beside.mark(tables, files)
    return None if mark == known else {"mark": mark, "tables": tables, "files": files}


def file_beside(folder: Path, name: str) -> Path:
    """A file beside the database by its path in the folder. Raises `not_found` for any other."""
    found = next((inside for inside in files_beside(folder) if str(inside) == name), None)
    if found is None:
        raise Refusal("not_found")
    return folder / found
