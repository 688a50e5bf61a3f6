"""Backups of the city's database: read again when they are made, restored whole or not at all."""

import re
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from server.command.main import main


@pytest.fixture
def empty(server) -> Iterator[str]:
    """How to reach a database with nothing in it."""
    name = f"empty_{secrets.token_hex(4)}"
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.conninfo(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def filled(conninfo: str) -> str:
    with psycopg.connect(conninfo) as connection:
        connection.execute("INSERT INTO centre (code, name, stored) VALUES ('W0001', 'Phường Láng', 40)")
        connection.execute(
            "INSERT INTO log (centre, epoch, seq, at, day, type, data)"
            " SELECT 'W0001', 1, n, n, '2026-11-29', 'slip_dismissed', '{}' FROM generate_series(1, 40) n"
        )
    return conninfo


def run(command: str, conninfo: str, file: Path, *words: str) -> Result:
    told = ["city", command, str(file), *words]
    return CliRunner().invoke(main, told, env={"GOISO_CITY_DATABASE": conninfo})


def rows(conninfo: str) -> list[tuple]:
    with psycopg.connect(conninfo) as connection:
        return connection.execute("SELECT centre, seq, data FROM log ORDER BY seq").fetchall()


def test_what_was_backed_up_is_there_again(filled: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "city.dump"
    made = run("backup", filled, file)
    assert made.exit_code == 0, made.output
    assert "SHA-256" in made.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    restored = run("restore", empty, file)
    assert restored.exit_code == 0, restored.output
    assert "1 centres, 40 rows" in restored.output
    assert rows(empty) == rows(filled)


def test_a_city_is_never_restored_over(filled: str, tmp_path: Path) -> None:
    file, before = tmp_path / "city.dump", rows(filled)
    run("backup", filled, file)
    refused = run("restore", filled, file)
    assert refused.exit_code == 1
    assert "holds a city" in refused.output
    assert rows(filled) == before


def test_a_file_that_is_cut_or_is_none_changes_nothing(filled: str, empty: str, tmp_path: Path) -> None:
    file = tmp_path / "city.dump"
    run("backup", filled, file)
    cut = tmp_path / "cut.dump"
    cut.write_bytes(file.read_bytes()[:-400])
    for broken in (cut, tmp_path / "nothing.dump", Path(__file__)):
        assert run("restore", empty, broken).exit_code == 1
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT to_regclass('centre')").fetchone() == (None,)


def test_a_backup_is_never_written_over_and_leaves_nothing_half_done(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "city.dump"
    file.write_text("dear")
    assert "choose another name" in run("backup", filled, file).output
    assert file.read_text() == "dear"
    refused = run("backup", f"host={tmp_path} connect_timeout=1", tmp_path / "other.dump")
    assert refused.exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["city.dump"]


def test_a_backup_of_what_is_no_city_is_refused(empty: str, tmp_path: Path) -> None:
    refused = run("backup", empty, tmp_path / "empty.dump")
    assert "no whole backup of a city" in refused.output
    assert not any(tmp_path.iterdir())


def test_in_a_folder_the_newest_stay_and_nothing_else_is_touched(filled: str, tmp_path: Path) -> None:
    others = ["city-2026-11-29.dump", "city-before-the-move.dump", "note.txt"]
    older = [f"city-2026-11-{day}-020{day % 10}00.dump" for day in (26, 27, 28)]
    for name in (*others, *older):
        (tmp_path / name).touch()
    made = run("backup", filled, tmp_path, "--keep", "2")
    assert made.exit_code == 0, made.output
    (newest,) = {path.name for path in tmp_path.iterdir()} - {*others, *older}
    assert re.fullmatch(r"city-\d{4}-\d\d-\d\d-\d{6}\.dump", newest)
    assert {path.name for path in tmp_path.iterdir()} == {*others, older[-1], newest}


def test_one_that_failed_takes_none_of_the_older_away(tmp_path: Path) -> None:
    kept = tmp_path / "city-2026-11-28-020000.dump"
    kept.touch()
    refused = run("backup", f"host={tmp_path} connect_timeout=1", tmp_path, "--keep", "1")
    assert refused.exit_code == 1
    assert [*tmp_path.iterdir()] == [kept]


def test_a_folder_keeps_one_at_least(filled: str, tmp_path: Path) -> None:
    assert run("backup", filled, tmp_path, "--keep", "0").exit_code == 2
    assert [*tmp_path.iterdir()] == []
