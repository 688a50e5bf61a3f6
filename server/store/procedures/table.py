"""The catalogue of procedures: its table, and the full-text index (FTS5) that finds candidates for a question."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Final

from server.core.procedures.search import AskedWord, Names
from server.core.procedures.spelling import words_of

_CANDIDATES: Final = 120
_LISTS: Final = ("said", "papers", "papers_en")
_WEIGHTS: Final = "0, 8, 6, 4, 2"
"""How much a word tells by where it stands: code, short name, what people say, English, official name."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of the catalogue; `field` is the code of the centre's field it belongs to.

    `said` is what people call it; `papers` what to bring, in Vietnamese and English; `place` its place among
    the procedures that a ward sees every day, from 1; 0 for all others, which have an official name alone.
    """

    code: str
    name: str
    field: str
    national_field: str
    level: str
    audience: str
    short_name: str = ""
    english_name: str = ""
    said: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    papers_en: tuple[str, ...] = ()
    place: int = 0

    @property
    def short(self) -> str:
        """The plain name, or the official one cut short."""
        return self.short_name or shortened(self.name)

    @property
    def names(self) -> Names:
        """What it is called, for searching."""
        return Names(self.code, self.short, self.name, self.english_name, self.said, self.place > 0)


def shortened(name: str, longest: int = 80) -> str:
    """An official name cut at its first aside, or at a word when that is still too long."""
    first = name.split(" (", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    if len(first) <= longest:
        return first
    cut = first[:longest].rsplit(" ", 1)[0].rstrip(" ,;-")
    return f"{cut}…"


_COLUMNS: Final = tuple(f.name for f in fields(Procedure))
_SELECT: Final = f"SELECT {', '.join(f'p.{c}' for c in _COLUMNS)} FROM procedures p "
_INSERT: Final = f"INSERT INTO procedures ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def replace_all(connection: sqlite3.Connection, procedures: Iterable[Procedure]) -> None:
    """Make the tables hold just these procedures, of which only one is in memory at a time."""
    connection.execute("DELETE FROM procedures")
    connection.execute("DELETE FROM procedure_words")
    for procedure in procedures:
        connection.execute(_INSERT, _row(procedure))
        connection.execute("INSERT INTO procedure_words VALUES (?, ?, ?, ?, ?)", _words(procedure))


def _row(procedure: Procedure) -> tuple[Any, ...]:
    return tuple(
        json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
        for value in astuple(procedure)
    )


def _words(procedure: Procedure) -> tuple[str, ...]:
    texts = (procedure.short, "; ".join(procedure.said), procedure.english_name, procedure.name)
    return (procedure.code, *(" ".join(words_of(text)) for text in texts))


def _from(row: Sequence[Any]) -> Procedure:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Procedure(**values | {name: tuple(json.loads(values[name])) for name in _LISTS})


def names(connection: sqlite3.Connection) -> Iterator[Names]:
    """What each procedure is called."""
    return (_from(row).names for row in connection.execute(_SELECT))


def find(connection: sqlite3.Connection, code: str) -> Procedure | None:
    """The procedure with this code."""
    row = connection.execute(_SELECT + "WHERE code = ?", (code,)).fetchone()
    return None if row is None else _from(row)


def listed(connection: sqlite3.Connection, field: str | None, limit: int) -> list[Procedure]:
    """Procedures of a field, or of all: the everyday ones first, then by length of the name."""
    query = _SELECT + "WHERE ? IS NULL OR field = ? ORDER BY place = 0, place, length(name), code LIMIT ?"
    return [_from(row) for row in connection.execute(query, (field, field, limit))]


def candidates(
    connection: sqlite3.Connection, question: Sequence[AskedWord], field: str | None
) -> list[Procedure]:
    """The procedures of a field, or of all, that hold words of the question; at most 120, likely ones first."""
    expression = " OR ".join(_terms(question))
    if not expression:
        return []
    query = (
        f"{_SELECT}JOIN procedure_words w ON w.code = p.code WHERE procedure_words MATCH ?"
        f" AND (? IS NULL OR field = ?) ORDER BY bm25(procedure_words, {_WEIGHTS}) LIMIT {_CANDIDATES}"
    )
    return [_from(row) for row in connection.execute(query, (expression, field, field))]


def _terms(question: Sequence[AskedWord]) -> list[str]:
    """The words of the question in FTS5's language: quoted, for a word may read like an operator."""
    words = {word for asked in question for word in asked.readings if not asked.begins(word)}
    beginnings = {asked.beginning for asked in question if asked.beginning}
    return [f'"{word}"' for word in sorted(words)] + [f'"{beginning}" *' for beginning in sorted(beginnings)]


def asked_since(connection: sqlite3.Connection, since: int) -> list[tuple[str, int]]:
    """(code, when in UTC milliseconds) of each ticket with a procedure that was issued at `since` or later."""
    query = "SELECT procedure, issued_at FROM tickets WHERE procedure IS NOT NULL AND issued_at >= ?"
    return connection.execute(query, (since,)).fetchall()
