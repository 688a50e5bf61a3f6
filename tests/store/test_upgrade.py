"""A centre of the version before this one: it opens, loses nothing, and its doctor finds nothing."""

import gzip
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from server import __version__
from server.core.centre import Centre
from server.core.model import Channel
from server.core.people import Person
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people import devices, people
from server.service.people.pins import check_pin
from server.service.people.sign_in import sign_in
from server.service.people.tokens import bearer
from server.service.queue import tickets
from server.service.queue.tickets import NumberRequest
from server.store import Store, doctor, doctor_again, examined, schema, schema_journal
from server.store.backups.making import make
from server.store.chain import BEFORE_THE_FIRST, digest
from server.store.migrate import LATEST, migrate
from server.store.program import program
from server.store.retention.space import shrinks
from server.store.store import database_path
from server.store.upgrade import LEFT_FREE
from tests.support.clock import SetClock
from tests.support.older import older
from tests.support.program import ROOT
from tests.support.quick_server import quick_context
from tests.support.small_disk import small_disk

RELEASED = {"0.1.0": "version_30.db.gz"}
"""A database that each released version left."""
NUMBERED = re.compile(r"^## (\d[\d.]*)(?P<unreleased> — unreleased)?$", re.MULTILINE)
OLD = Path(__file__).parent / "version_17.db.gz"
"""Made by the code of 28 November 2026: a morning, three people, three machines, five tokens, notices, an undo step."""
TOKENS = {
    "binh": "n1dqmbaep8xmtaYgImjxPnON_5chHJVT6K-6R64gLSM",
    "lan": "BCcZ-4YnuxcWYEtVR5qMzF_C3NC01DphkAWlAKtG80k",
    "screen": "k5uhMnPhwGGfczWquy0kVokogTm4JHfd8LHgFrrFLxk",
    "revoked": "Mi9FhKF99INT5zYgb7XFU1ZtmLTSNdokU2tGFp8xXQQ",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The data folder of the older version."""
    folder = tmp_path / "data"
    folder.mkdir()
    database_path(folder).write_bytes(gzip.decompress(OLD.read_bytes()))
    return folder


@pytest.fixture
def upgraded(old: Path, centre: Centre, clock: SetClock) -> Iterator[Context]:
    clock.set("2026-11-23 12:00")
    context = quick_context(old, centre, clock)
    yield context
    context.close()


def everything_in(folder: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database_path(folder))) as connection:
        return [(line,) for line in connection.iterdump()]


def rows(context: Context, query: str) -> list[tuple[Any, ...]]:
    with context.store.read() as connection:
        return connection.execute(query).fetchall()


def test_there_is_a_database_of_each_version_that_was_released() -> None:
    told = NUMBERED.finditer((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert {version[1] for version in told if not version["unreleased"]} == RELEASED.keys()
    assert all((Path(__file__).parent / file).exists() for file in RELEASED.values())


def test_it_was_really_of_the_older_version(old: Path) -> None:
    with closing(sqlite3.connect(database_path(old))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (17,)
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == (34,)


def test_the_doctor_finds_nothing_after_the_upgrade(upgraded: Context) -> None:
    with upgraded.store.read() as connection:
        assert list(doctor.examine(connection)) == []
        assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)


def test_the_first_backup_after_it_need_not_find_out_again_what_the_upgrade_did(
    upgraded: Context, old: Path, tmp_path: Path
) -> None:
    (stick := tmp_path / "stick").mkdir()
    found = examined.read(old)
    assert found is not None
    with mock.patch.object(doctor_again, "examine", side_effect=doctor.examine) as looks:
        make(old, stick, "of-today.goiso", __version__, upgraded.clock())
    assert [len(call.args) for call in looks.mock_calls] == [2]  # a connection, and what is known
    assert (found.version, found.at) == (program(__version__), upgraded.clock())


def test_nothing_of_the_journal_is_changed_and_each_row_has_its_digest(old: Path, upgraded: Context) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(gzip.decompress(OLD.read_bytes()))
        columns = "seq, at, day, type, ticket, counter, actor, data"
        before = connection.execute(f"SELECT {columns} FROM journal ORDER BY seq").fetchall()
    found = rows(upgraded, f"SELECT {columns}, digest FROM journal WHERE seq <= 34 ORDER BY seq")
    assert [row[:8] for row in found] == before
    last = BEFORE_THE_FIRST
    for *row, stored in found:
        last = digest(last, *row)
        assert stored == last


def test_people_and_tokens_are_in_the_journal_as_they_were_found(upgraded: Context) -> None:
    found = rows(
        upgraded,
        "SELECT type, actor, data ->> 'username', data ->> 'found' FROM journal WHERE seq > 34 ORDER BY seq",
    )
    assert found[:4] == [
        ("person_added", "system", "binh", 1),
        ("person_added", "system", "lan", 1),
        ("pin_set", "system", "lan", 1),
        ("person_added", "system", "minh", 1),
    ]
    assert [row[0] for row in found[4:]] == ["token_issued"] * 5 + ["token_revoked"]
    assert {row[0] for row in rows(upgraded, "SELECT DISTINCT day FROM journal")} == {"2026-11-23"}
    assert rows(upgraded, "SELECT DISTINCT at FROM journal WHERE seq > 34") == [(upgraded.clock(),)]


def test_people_are_who_they_were_and_sign_in_as_before(upgraded: Context) -> None:
    lan = people.find_person(upgraded, "lan")
    assert lan == Person(
        "lan", "Nguyễn Thị Lan", "officer", 1, "Công chức Tư pháp – Hộ tịch", pin=True, since=36, version=37
    )
    assert sign_in(upgraded, "lan", "mat-khau-dai") == lan
    assert check_pin(upgraded, "lan", "123456") == lan
    with pytest.raises(Refusal, match="sign_in_failed"):
        sign_in(upgraded, "lan", "mat-khau-sai")


def test_tokens_open_what_they_opened_before(upgraded: Context, clock: SetClock) -> None:
    assert bearer(upgraded, TOKENS["binh"]).person == people.find_person(upgraded, "binh")
    assert bearer(upgraded, TOKENS["screen"]).device == devices.devices(upgraded)[1]
    with pytest.raises(Refusal, match="token_expired"):
        bearer(upgraded, TOKENS["revoked"])
    assert bearer(upgraded, TOKENS["lan"]).person is not None
    clock.forward(days=31)
    with pytest.raises(Refusal, match="token_expired"):
        bearer(upgraded, TOKENS["lan"])


def test_the_queue_goes_on_with_the_next_number(upgraded: Context) -> None:
    ticket, _ = tickets.issue(upgraded, NumberRequest("HT", channel=Channel.OFFICER), "officer:lan")
    assert ticket["number"] == "B002"
    with upgraded.store.read() as connection:
        assert list(doctor.examine(connection)) == []


@pytest.mark.parametrize("where", ["write_down_people", "write_down_tokens", "chain_the_rows"])
def test_an_upgrade_that_ends_halfway_leaves_all_as_it_was(
    old: Path, centre: Centre, clock: SetClock, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    before = everything_in(old)
    module = schema if where == "chain_the_rows" else schema_journal
    done = getattr(module, where)

    def die(*arguments: Any) -> None:
        done(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, where, die)
    with pytest.raises(KeyboardInterrupt):
        Store(old, centre.local, clock)
    assert everything_in(old) == before
    monkeypatch.undo()
    Store(old, centre.local, clock).close()
    with closing(sqlite3.connect(database_path(old))) as connection:
        assert list(doctor.examine(connection)) == []


def test_a_process_killed_in_the_middle_leaves_all_as_it_was(old: Path) -> None:
    before = everything_in(old)
    script = (
        "import os, sqlite3, sys\n"
        "from server.store import schema_journal\n"
        "from server.store.connect import open_writer\n"
        "from server.store.migrate import migrate\n"
        "from pathlib import Path\n"
        "schema_journal.write_down_tokens = lambda *_: os.kill(os.getpid(), 9)\n"
        "migrate(open_writer(Path(sys.argv[1])))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(database_path(old))], check=False)
    assert done.returncode == -9
    assert everything_in(old) == before


def test_people_without_any_journal_are_written_down_too(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        from sqlite_utils import Database

        schema.migrations.apply(Database(connection), stop_before="0018_chain")
        connection.execute("INSERT INTO people VALUES ('a', 'A', 'admin', NULL, '-', NULL, NULL)")
        migrate(connection, 1795395600000)
        assert list(doctor.examine(connection)) == []
        row = connection.execute("SELECT seq, at, day, type FROM journal").fetchone()
        assert row == (1, 1795395600000, "2026-11-23", "person_added")


def test_the_database_of_the_older_version_is_kept_beside(old: Path, centre: Centre, clock: SetClock) -> None:
    before = everything_in(old)
    Store(old, centre.local, clock).close()
    copy = old / "goiso-before-upgrade-17.db"
    assert copy.stat().st_mode & 0o077 == 0
    copy.replace(database_path(old))
    assert everything_in(old) == before
    Store(old, centre.local, clock).close()
    assert [path.name for path in old.glob("*before*")] == ["goiso-before-upgrade-17.db"]


def test_what_would_not_agree_afterwards_is_not_upgraded(old: Path, centre: Centre, clock: SetClock) -> None:
    with closing(sqlite3.connect(database_path(old))) as connection:
        connection.execute("UPDATE tickets SET field = 'TH' WHERE id = (SELECT min(id) FROM tickets)")
        connection.commit()
    before = everything_in(old)
    with pytest.raises(Refusal, match="storage_upgrade") as refused:
        Store(old, centre.local, clock)
    assert "field is 'TH'" in str(refused.value.parameters["finding"])
    assert everything_in(old) == before


@pytest.fixture
def first_release(tmp_path: Path) -> Path:
    """The data folder of 0.1.0 after a morning, with a number called at a counter that nobody has closed."""
    folder = tmp_path / "first"
    folder.mkdir()
    packed = Path(__file__).with_name(RELEASED["0.1.0"]).read_bytes()
    database_path(folder).write_bytes(gzip.decompress(packed))
    return folder


def test_a_centre_of_the_first_release_opens_with_its_visits_in_the_figures(
    first_release: Path, centre: Centre, clock: SetClock
) -> None:
    with closing(sqlite3.connect(database_path(first_release))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (30,)
        assert connection.execute("SELECT count(*) FROM steps").fetchone() == (3,)
    context = quick_context(first_release, centre, clock)
    with context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
        assert connection.execute("SELECT count(*) FROM stays").fetchone()[0] >= 4
    assert context.store.write(lambda tr: tr.next_number("D")) == 2
    context.close()


KILLED_AT_ITS_END = """
import os, sys
from pathlib import Path
from server.store.connect import open_writer
from server.store.migrate import migrate
migrate(open_writer(Path(sys.argv[1])), check=lambda _: os.kill(os.getpid(), 9))
"""


@pytest.mark.torture
def test_after_an_upgrade_that_was_cut_off_the_first_release_goes_on_with_all_of_it(
    first_release: Path, tmp_path: Path
) -> None:
    release = older("v0.1.0", tmp_path)
    command = [sys.executable, "-c", KILLED_AT_ITS_END, database_path(first_release)]
    assert subprocess.run(command, check=False).returncode == -9

    def run(*words: str, said: str = "") -> str:
        command = [release.python, "-m", "server.command.main", *words, "--data", first_release]
        done = subprocess.run(
            command, cwd=release.tree, input=said, check=True, capture_output=True, text=True
        )
        return done.stdout

    assert "agree" in run("doctor")
    run("user", "add", "moi", "--role", "officer", "--name", "Mới", said="mat-khau-dai\n" * 2)
    assert "Mới" in run("user", "list")
    assert "agree" in run("doctor")


def test_the_file_of_an_older_version_can_be_shortened_afterwards(upgraded: Context) -> None:
    with upgraded.store.read() as connection:
        assert shrinks(connection)


def test_a_centre_of_before_numbers_from_afar_loses_nothing(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    packed = Path(__file__).with_name("version_40.db.gz").read_bytes()
    database_path(tmp_path).write_bytes(gzip.decompress(packed))
    with closing(sqlite3.connect(database_path(tmp_path))) as connection:
        before = connection.execute("SELECT id, state, away_until FROM tickets ORDER BY id").fetchall()
    clock.set("2026-11-23 08:30")
    Store(tmp_path, centre.local, clock).close()
    with closing(sqlite3.connect(database_path(tmp_path))) as connection:
        assert list(doctor.examine(connection)) == []
        after = connection.execute("SELECT id, state, away_until FROM tickets ORDER BY id").fetchall()
        asked = connection.execute("SELECT count(*) FROM tickets WHERE request IS NOT NULL").fetchone()
        assert (after, asked) == (before, (0,))
        assert len({state for _, state, _ in after}) > 3
        assert connection.execute("SELECT count(*) FROM steps").fetchone() == (0,)


def test_on_a_disk_nearly_full_it_is_upgraded_whole_or_not_at_all(centre: Centre, clock: SetClock) -> None:
    """At whatever size: where it is refused, the version before still opens what is there."""
    old = gzip.decompress(Path(__file__).with_name("version_30.db.gz").read_bytes())
    came = []
    with small_disk(megabytes=48) as disk:
        if disk is None:
            pytest.skip("no small disk can be mounted here")
        for spare in range(0, 1_000_000, 100_000):
            folder = disk.folder / str(spare)
            folder.mkdir()
            database_path(folder).write_bytes(old)
            before = everything_in(folder)
            films = disk.folder / "films"
            room = LEFT_FREE + spare
            films.write_bytes(bytes(shutil.disk_usage(folder).free - room))
            try:
                context = quick_context(folder, centre, clock)
                assert context.store.write(lambda tr: tr.next_number("D")) == 2
                context.close()
                came.append("upgraded")
            except Refusal as refused:
                came.append(refused.code)
                assert everything_in(folder) == before
                assert not list(folder.glob("*before*"))
            films.unlink()
            shutil.rmtree(folder)
    assert came == sorted(came)
    assert set(came) == {"storage_full", "upgraded"}
