"""The catalogue of procedures: its table, and the full-text index (FTS5) that finds candidates for a question."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from server.core.procedures.procedure import Procedure
from server.core.procedures.search import AskedWord, Names
from server.core.procedures.spelling import words_of

_CANDIDATES: Final = 120
_LISTS: Final = ("said", "papers", "papers_en")
_WEIGHTS: Final = "0, 8, 6, 4, 2"
"""The weight of a word by its place: code, short name, what people say, English name, official name."""


_INSERT_WORDS: Final = (
    "INSERT INTO procedure_words (rowid, code, short, said, english, official) VALUES (?, ?, ?, ?, ?, ?)"
)
_COLUMNS: Final = tuple(f.name for f in fields(Procedure))
_values: Final = attrgetter(*_COLUMNS)
_SELECT: Final = f"SELECT {', '.join(f'p.{c}' for c in _COLUMNS)} FROM procedures p "
_IN_USE: Final = "WHERE p.active = 1 AND (? IS NULL OR p.field IN (SELECT json_each.value FROM json_each(?)))"
_ORDER: Final = "ORDER BY p.place = 0, p.place, length(p.name), p.code"
_INSERT: Final = f"INSERT INTO procedures ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


def replace_all(connection: sqlite3.Connection, procedures: Iterable[Procedure]) -> None:
    """Make the tables hold just these procedures, of which only one is in memory at a time."""
    connection.execute("DELETE FROM procedures")
    connection.execute("DELETE FROM procedure_words")
    for procedure in procedures:
        _add(connection, procedure)


def save(connection: sqlite3.Connection, procedure: Procedure) -> None:
    """The procedure of this code is this one from now on."""
    row = connection.execute("SELECT rowid FROM procedures WHERE code = ?", (procedure.code,)).fetchone()
    if row is not None:
        connection.execute("DELETE FROM procedure_words WHERE rowid = ?", row)
        connection.execute("DELETE FROM procedures WHERE rowid = ?", row)
    _add(connection, procedure)


def _add(connection: sqlite3.Connection, procedure: Procedure) -> None:
    """Add it to both tables, with one `rowid`: by its code its words would be found only by reading all of them."""
    row = connection.execute(_INSERT, _row(procedure)).lastrowid
    connection.execute(_INSERT_WORDS, (row, *_words(procedure)))


def _row(procedure: Procedure) -> tuple[Any, ...]:
    return tuple(
        json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
        for value in _values(procedure)
    )


def _words(procedure: Procedure) -> tuple[str, ...]:
    texts = (procedure.short, "; ".join(procedure.said), procedure.english_name, procedure.name)
    return (procedure.code, *(" ".join(words_of(text)) for text in texts))


def _from(row: Sequence[Any]) -> Procedure:
    values = dict(zip(_COLUMNS, row, strict=True))
    lists = {name: tuple(json.loads(values[name])) for name in _LISTS}
    return Procedure(**values | lists | {"active": values["active"] == 1})


def names(connection: sqlite3.Connection, within: Collection[str] | None = None) -> Iterator[Names]:
    """What each procedure in use is called: those of the fields `within`, or of all."""
    return (_from(row).names for row in connection.execute(_SELECT + _IN_USE, _within(within)))


def everything(connection: sqlite3.Connection) -> dict[str, Procedure]:
    """Every procedure, in use or not, by code, in the order of `listed`."""
    return {p.code: p for p in map(_from, connection.execute(_SELECT + _ORDER))}


def _within(fields_: Collection[str] | None) -> tuple[str | None, str | None]:
    told = None if fields_ is None else json.dumps(sorted(fields_))
    return told, told


def find(connection: sqlite3.Connection, code: str) -> Procedure | None:
    """The procedure with this code, in use or not."""
    row = connection.execute(_SELECT + "WHERE code = ?", (code,)).fetchone()
    return None if row is None else _from(row)


def listed(
    connection: sqlite3.Connection, field: str | None, limit: int, within: Collection[str] | None = None
) -> list[Procedure]:
    """Procedures in use of a field, or of all `within`: the everyday ones first, then by length of the name."""
    query = f"{_SELECT}{_IN_USE} AND (? IS NULL OR p.field = ?) {_ORDER} LIMIT ?"
    return [_from(row) for row in connection.execute(query, (*_within(within), field, field, limit))]


def candidates(
    connection: sqlite3.Connection,
    question: Sequence[AskedWord],
    field: str | None,
    within: Collection[str] | None = None,
) -> list[Procedure]:
    """The procedures in use of a field, or of all `within`, that hold words of the question; at most 120, likely ones first."""
    expression = " OR ".join(_terms(question))
    if not expression:
        return []
    query = (
        f"{_SELECT}JOIN procedure_words w ON w.code = p.code {_IN_USE} AND procedure_words MATCH ?"
        f" AND (? IS NULL OR p.field = ?) ORDER BY bm25(procedure_words, {_WEIGHTS}) LIMIT {_CANDIDATES}"
    )
    return [_from(row) for row in connection.execute(query, (*_within(within), expression, field, field))]


def holding(connection: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """The codes of all procedures, in use or not, that hold each of these folded words, or words that begin so."""
    expression = " AND ".join(f'"{word}" *' for word in words)
    query = "SELECT code FROM procedure_words WHERE procedure_words MATCH ? ORDER BY rank"
    return [code for (code,) in connection.execute(query, (expression,))]


def _terms(question: Sequence[AskedWord]) -> list[str]:
    """The words of the question in FTS5's language: quoted, for a word may read like an operator."""
    words = {word for asked in question for word in asked.readings if not asked.begins(word)}
    beginnings = {asked.beginning for asked in question if asked.beginning}
    return [f'"{word}"' for word in sorted(words)] + [f'"{beginning}" *' for beginning in sorted(beginnings)]


def asked_since(connection: sqlite3.Connection, since: int) -> list[tuple[str, int]]:
    """(code, when in UTC milliseconds) of each ticket with a procedure that was issued at `since` or later."""
    query = "SELECT procedure, issued_at FROM tickets WHERE procedure IS NOT NULL AND issued_at >= ?"
    return connection.execute(query, (since,)).fetchall()
