"""The exported catalogue is a file that sqlite-utils reads as it is, and what sqlite-utils writes of it is taken in."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils.cli import cli

from server.core.procedures.file import COLUMNS
from tests.api.procedures.test_csv import COPY, SAVE, counts, exported, plan
from tests.support.api import Api


@pytest.fixture
def database(api: Api, tmp_path: Path) -> Path:
    """Made by `sqlite-utils insert` of the file that was exported."""
    made, file = tmp_path / "catalogue.db", tmp_path / "procedures.csv"
    file.write_bytes(api.admin.get("/procedures.csv").data)
    said("insert", made, "procedures", file, "--csv", "--no-detect-types", "--pk", "code")
    return made


def said(*arguments: object) -> str:
    """What `sqlite-utils` says."""
    done = CliRunner().invoke(cli, [str(each) for each in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_row_is_read_with_its_columns_and_letters(api: Api, database: Path) -> None:
    rows = json.loads(said("rows", database, "procedures"))
    assert list(rows[0]) == list(COLUMNS)  # the first name bears no mark of the file's encoding
    assert rows == exported(api)


def test_what_it_writes_changes_nothing_and_what_is_changed_in_it_is_taken_in(
    api: Api, database: Path
) -> None:
    assert counts(plan(api, said("rows", database, "procedures", "--csv"))) == {}
    change = "update procedures set short_name = 'Sao y của phường' where code = :code"
    said("query", database, change, "-p", "code", COPY)
    changed = said("rows", database, "procedures", "--csv")
    assert counts(plan(api, changed, SAVE)) == {"changed": 1}
    assert api.admin.get(f"/procedures/{COPY}").json["short_name"] == "Sao y của phường"
