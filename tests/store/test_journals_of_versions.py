"""The journals of this and earlier versions: each is read, followed and replayed, and leads to what it led to then.

`journals/VERSION.jsonl` holds a journal row by row as it was stored, `journals/VERSION.tables.json` what the tables
held at its end. Neither is ever changed; a new version adds its own.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from server import __version__
from server.core.events import EVENT_TYPES, UnknownEvent, entry_from
from server.store import doctor, journal
from server.store.chain import first_that_does_not_fit
from server.store.migrate import migrate
from server.store.projections import PROJECTIONS, REPLAYED, Happening

JOURNALS = sorted((Path(__file__).parent / "journals").glob("*.jsonl"))
NO_SECRETS_THERE = ("has no password", "a PIN is there")


@pytest.fixture(params=JOURNALS, ids=lambda path: path.stem)
def rows(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    text = request.param.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def followed(rows: list[dict[str, Any]]) -> Iterator[sqlite3.Connection]:
    """A database with this journal, which every table has followed."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        for row in rows:
            stored = {**row, "digest": bytes.fromhex(row["digest"])}
            places = ", ".join(f":{name}" for name in stored)
            connection.execute(f"INSERT INTO journal ({', '.join(stored)}) VALUES ({places})", stored)
        for entry in journal.since(connection, 0):
            happening = Happening(entry)
            for projection in REPLAYED[type(entry.event)]:
                projection.follow(connection, happening)
        yield connection


def _plain(row: Any) -> Any:
    return asdict(row) if is_dataclass(row) and not isinstance(row, type) else row


def test_there_is_one_of_this_version() -> None:
    assert __version__ in {path.stem for path in JOURNALS}


def test_that_of_this_version_has_something_of_every_type() -> None:
    (newest,) = (path for path in JOURNALS if path.stem == __version__)
    types = {json.loads(line)["type"] for line in newest.read_text(encoding="utf-8").splitlines()}
    assert types == set(EVENT_TYPES)


def test_every_row_is_known_and_comes_back_as_it_was(
    rows: list[dict[str, Any]], followed: sqlite3.Connection
) -> None:
    for row, entry in zip(rows, journal.since(followed, 0), strict=True):
        assert not isinstance(entry.event, UnknownEvent)
        assert entry.more is None
        told = json.loads(json.dumps(entry.data()))
        assert {name: told[name] for name in json.loads(row["data"])} == json.loads(row["data"])


def test_its_chain_fits(followed: sqlite3.Connection) -> None:
    assert first_that_does_not_fit(followed) is None


def test_the_tables_that_followed_it_are_those_that_it_is_replayed_to(followed: sqlite3.Connection) -> None:
    found = [line for line in doctor.examine(followed) if not any(told in line for told in NO_SECRETS_THERE)]
    assert found == []


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_it_leads_to_what_it_led_to_then(path: Path) -> None:
    """A later version may know more of each row, never anything else."""
    then = json.loads(path.with_name(f"{path.stem}.tables.json").read_text(encoding="utf-8"))
    now = replayed(path)
    for name, table in then.items():
        assert table.keys() == now[name].keys()
        for key, row in table.items():
            found = now[name][key]
            assert ({fact: found[fact] for fact in row} if isinstance(row, dict) else found) == row


def replayed(path: Path) -> dict[str, dict[str, Any]]:
    """What the journal alone says the tables hold at its end, as JSON has it."""
    state: dict[str, dict[Any, Any]] = {each.name: {} for each in PROJECTIONS}
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        columns = [row[name] for name in ("seq", "at", "type", "ticket", "counter", "actor")]
        entry = entry_from(*columns, json.loads(row["data"]))
        happening = Happening(entry, tables={"stay": state["stay"]})
        for projection in REPLAYED[type(happening.entry.event)]:
            projection.replay(state[projection.name], happening)
    told = {name: {str(key): _plain(row) for key, row in rows.items()} for name, rows in state.items()}
    found: dict[str, dict[str, Any]] = json.loads(json.dumps(told))
    return found
