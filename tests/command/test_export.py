"""`goiso export`: a table for a spreadsheet, and a copy in which no secret is left."""

import csv
import json
import sqlite3
from io import StringIO
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.events import VisitRated
from server.service.people.people import NewPerson, add_person
from server.store.exporting import SECRET
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.journeys import a_morning
from tests.support.quick_server import quick_context

BLIND = "5f1c0a9be2d47788"
PASSWORD = "mat-khau-rat-dai"


@pytest.fixture
def data(tmp_path: Path, centre: Centre, clock: SetClock) -> Path:
    context = quick_context(tmp_path / "data", centre, clock)
    a_morning(context)
    context.store.write(lambda tr: tr.record(VisitRated(2, 1, "2026-11-23", 1, None, "wait", BLIND), "slip"))
    add_person(context, NewPerson("binh", "=cmd()", "admin", PASSWORD), "system")
    context.close()
    return tmp_path / "data"


def test_without_a_table_it_lists_them(data: Path) -> None:
    listed = goiso("export", "--data", data).output.split()
    assert {"tickets", "journal", "people"} <= set(listed)
    assert not SECRET & set(listed)


def test_a_table_as_csv_runs_no_formula(data: Path, tmp_path: Path) -> None:
    assert goiso("export", "people", "--data", data, "--out", tmp_path / "people.csv").exit_code == 0
    file = (tmp_path / "people.csv").read_bytes()
    assert file.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(StringIO(file.decode("utf-8-sig")))
    assert (row["username"], row["name"]) == ("binh", "'=cmd()")


def test_a_day_of_the_journal_as_json_lines(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "journal.jsonl"
    journal = ("export", "journal", "--data", data, "--format", "jsonl", "--out", out)
    assert goiso(*journal, "--day", "2026-11-23").exit_code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows[0]["digest"]) == 64
    (rated,) = (json.loads(row["data"]) for row in rows if row["type"] == "visit_rated")
    assert (rated["level"], rated["reason"], rated["blind"]) == (None, None, None)
    assert goiso(*journal, "--day", "2026-11-24").exit_code == 0
    assert out.read_bytes() == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("secrets",), "no table 'secrets'"),
        (("sqlite_schema",), "no table"),
        (("people", "--day", "2026-11-23"), "of no day"),
        (("tickets", "--day", "23/11/2026"), "does not match"),
    ],
)
def test_what_cannot_be_exported_is_said(data: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = goiso("export", *arguments, "--data", data)
    assert answer.exit_code == 2
    assert said in answer.output


def test_a_copy_for_others_has_no_secret_in_it(data: Path, tmp_path: Path) -> None:
    with sqlite3.connect(data / "goiso.db") as connection:
        (secret,) = connection.execute("SELECT password_hash FROM secrets").fetchone()
    copy = tmp_path / "copy.db"
    assert goiso("export", "--data", data, "--copy", copy).exit_code == 0
    assert secret.encode() not in copy.read_bytes()
    assert BLIND.encode() not in copy.read_bytes()
    with sqlite3.connect(copy) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert connection.execute("SELECT count(*) FROM tickets").fetchone() == (6,)
    assert not tables & SECRET
    assert goiso("export", "--data", data, "--copy", copy).exit_code == 1


def test_no_table_with_a_secret_is_forgotten(data: Path) -> None:
    """A column whose name says that it holds a hash, a secret or a password is in a table that stays."""
    told = ("hash", "secret", "password")
    with sqlite3.connect(data / "goiso.db") as connection:
        columns = connection.execute(
            "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        ).fetchall()
    found = {table for table, column in columns if any(word in column for word in told)}
    assert found
    assert found <= SECRET
