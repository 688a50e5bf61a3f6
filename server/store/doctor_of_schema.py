"""The doctor on the schema: tables, indexes and triggers are those that the migrations make."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from typing import Final

from server.store.migrate import migrate

_SCHEMA: Final = (
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_sqlite!_%' ESCAPE '!'"
    " AND tbl_name NOT LIKE '!_sqlite!_%' ESCAPE '!'"
)
_QUOTES_AND_SPACES: Final = re.compile(r'[\s"\[\]`]+')


def schema_differences(connection: sqlite3.Connection) -> Iterator[str]:
    """What is missing, what is superfluous, and what differs."""
    should, found = _made_by_the_migrations(), _schema(connection)
    for kind, name in sorted(should.keys() | found.keys()):
        wanted, is_there = should.get((kind, name)), found.get((kind, name))
        if is_there is None:
            yield f"schema: {kind} {name} is missing"
        elif wanted is None:
            yield f"schema: {kind} {name} should not be there"
        elif wanted != is_there:
            yield f"schema: {kind} {name} is not as the migrations make it"


@cache
def _made_by_the_migrations() -> Mapping[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        return _schema(fresh)


def _schema(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Every part of the schema as it was written, whatever its quotes and spaces."""
    return {(kind, name): _QUOTES_AND_SPACES.sub("", sql) for kind, name, sql in connection.execute(_SCHEMA)}
