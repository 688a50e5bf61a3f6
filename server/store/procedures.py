"""The catalogue of procedures: loaded once from a file, searched by folded words."""

import csv
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_COLUMNS: Final = "code, name, field, national_field, level, audience"


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of the catalogue; `field` is the code of the centre's field it belongs to."""

    code: str
    name: str
    field: str
    national_field: str
    level: str
    audience: str


def fold(text: str) -> str:
    """Lower case without diacritics, so that "giay khai sinh" finds "Giấy khai sinh".

    NFD takes accents off letters but leaves đ whole, so that one is folded by name.
    """
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def read_catalogue(path: Path) -> list[Procedure]:
    """The procedures of a CSV file with the columns code, name, field, national_field, level, audience."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [_procedure_from(row) for row in csv.DictReader(lines)]


def _procedure_from(row: Mapping[str, str]) -> Procedure:
    return Procedure(
        *(unicodedata.normalize("NFC", row[c].strip()) for c in ("code", "name", "field")),
        *(unicodedata.normalize("NFC", row[c].strip()) for c in ("national_field", "level", "audience")),
    )


def replace_all(connection: sqlite3.Connection, procedures: Iterable[Procedure]) -> None:
    """Make the table hold just these procedures."""
    connection.execute("DELETE FROM procedures")
    connection.executemany(
        f"INSERT INTO procedures ({_COLUMNS}, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((p.code, p.name, p.field, p.national_field, p.level, p.audience, fold(p.name)) for p in procedures),
    )


def find(connection: sqlite3.Connection, code: str) -> Procedure | None:
    """The procedure with this code."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM procedures WHERE code = ?", (code,)).fetchone()
    return None if row is None else Procedure(*row)


def search(connection: sqlite3.Connection, words: str, field: str | None, limit: int) -> Iterator[Procedure]:
    """Procedures whose name holds every word, shortest name first: the plain case comes before the special."""
    wanted = fold(words).split()
    conditions = ["instr(folded, ?) > 0"] * len(wanted) + ["field = ?"] * (field is not None)
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    query = f"SELECT {_COLUMNS} FROM procedures {where}ORDER BY length(name), code LIMIT ?"
    parameters = [*wanted, *([field] if field is not None else []), limit]
    for row in connection.execute(query, parameters):
        yield Procedure(*row)
