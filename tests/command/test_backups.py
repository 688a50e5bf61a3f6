"""`goiso backup` and `goiso restore`: from a stick into a folder, and no number comes twice."""

import io
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from server import __version__
from server.core.backups import MANIFEST
from server.core.centre import Centre
from server.core.refusal import Refusal
from server.service.backups import restoring
from server.service.backups.encrypting import encrypt_with
from server.service.context import Context
from server.service.settings.begun import begin_settings
from server.store import examined
from server.store.backups import making, passphrases, workshop
from server.store.connect import open_reader
from server.store.journal import last
from server.store.program import program
from server.store.store import database_path
from tests.command.test_main import goiso
from tests.support.backup_key import IDENTITY, KEY, PASSPHRASE
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.journeys import a_morning, take
from tests.support.quick_server import quick_context
from tests.support.small_disk import SmallDisk, small_disk


@pytest.fixture
def running(tmp_path: Path, centre: Centre, clock: SetClock):
    """A centre at work in the morning."""
    context = quick_context(tmp_path / "data", centre, clock)
    a_morning(context)
    yield context
    context.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def backup(running: Context, tmp_path: Path, stick: Path) -> Path:
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    assert answer.exit_code == 0, answer.output
    return Path(answer.output.splitlines()[-1])


def journal(folder: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "goiso.db") as connection:
        return connection.execute("SELECT seq, type, data FROM journal ORDER BY seq").fetchall()


def test_the_last_line_is_the_file_and_the_centre_goes_on(
    running: Context, backup: Path, stick: Path
) -> None:
    assert backup.parent == stick
    assert backup.is_file()
    assert take(running)


def test_restored_into_a_new_folder_it_is_the_same_centre(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new", "--nothing-since")
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[-1] == str(tmp_path / "new")
    before, after = journal(tmp_path / "data"), journal(tmp_path / "new")
    assert after[: len(before)] == before
    assert [row[1] for row in after[len(before) :]] == ["centre_restored"]
    assert goiso("doctor", "--data", tmp_path / "new").exit_code == 0


def test_the_next_backup_need_not_find_out_again_what_a_restore_did(backup: Path, tmp_path: Path) -> None:
    assert goiso("restore", backup, "--data", tmp_path / "new", "--nothing-since").exit_code == 0
    found = examined.read(tmp_path / "new")
    assert found is not None
    with open_reader(database_path(tmp_path / "new")) as connection:
        assert (found.version, found.seq) == (program(__version__), last(connection)[0])


def test_what_is_told_of_a_restore_has_the_time_that_the_files_name_has(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new")
    *_, day, month, date, time = backup.name.removesuffix(".tar.gz").split("-")
    assert f"{day}-{month}-{date} {time[:2]}:{time[2:4]}" in answer.output


def test_a_stick_that_is_out_is_told_in_both_languages_with_what_to_do(
    running: Context, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "out", tmp_path / "file"):
        answer = goiso("backup", "--data", tmp_path / "data", "--to", place)
        assert answer.exit_code == 1
        (said,) = answer.stderr.splitlines()
        vi, en = said.split(" · ")
        assert f"Chưa sao lưu được. Máy chủ không thấy thư mục {place}. " in vi
        assert f"No backup was made. The server sees no folder {place}. " in en


def test_a_file_that_goes_meanwhile_is_no_stick_that_is_out(
    running: Context, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "data/notices/picture.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(b"a picture")

    def removed_then(*arguments: Any) -> Any:
        picture.unlink(missing_ok=True)  # the notice is removed while its backup is made
        return file_digest(*arguments)

    monkeypatch.setattr(making, "file_digest", removed_then)
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    assert answer.exit_code == 1
    vi, en = answer.stderr.splitlines()[-1].split(" · ")
    assert f"một tệp vừa thay đổi ({picture}). Chạy lại lệnh." in vi
    assert f"a file changed meanwhile ({picture}). Try again." in en
    assert list(stick.iterdir()) == []
    assert goiso("backup", "--data", tmp_path / "data", "--to", stick).exit_code == 0


def test_a_disk_without_room_is_told_in_both_languages(
    running: Context, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop, "disk_usage", lambda _: SimpleNamespace(free=0))
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    assert answer.exit_code == 1
    assert f"Thư mục {stick} hết chỗ. Xóa tệp không cần ở đó" in answer.stderr
    assert [*stick.iterdir()] == []


def test_numbers_on_paper_and_none_given_exclude_each_other(backup: Path, tmp_path: Path) -> None:
    both = ("--last", "A900", "--nothing-since")
    answer = goiso("restore", backup, "--data", tmp_path / "new", *both)
    assert answer.exit_code == 2
    assert "keep --last if anybody holds a number" in " ".join(answer.output.replace("│", " ").split())
    assert not (tmp_path / "new").exists()
    takeover = goiso("standby", "takeover", "--data", tmp_path / "new", *both)
    assert takeover.exit_code == 2
    assert "--last and --nothing-since exclude each other" in takeover.output


def test_of_yesterday_its_numbers_go_on_above_what_people_hold(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new", "--last", "a047")
    assert "Today's numbers go on at A048, B1001" in answer.output
    assert "Số hôm nay đi tiếp từ A048, B1001" in answer.output
    assert answer.output.startswith("Đã khôi phục bản sao lưu lúc ")


def test_what_was_in_the_folder_is_kept_beside_it(running: Context, backup: Path, tmp_path: Path) -> None:
    take(running)
    running.close()
    rows = journal(tmp_path / "data")
    answer = goiso("restore", backup, "--data", tmp_path / "data")
    (aside,) = tmp_path.glob("data.before-*")
    assert f"What was there before is kept: {aside}" in answer.output
    assert journal(aside) == rows
    assert goiso("doctor", "--data", tmp_path / "data").exit_code == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_running_server_keeps_its_folder(backup: Path, tmp_path: Path) -> None:
    rows = journal(tmp_path / "data")
    answer = goiso("restore", backup, "--data", tmp_path / "data")
    assert answer.exit_code == 1
    assert "A server is running on" in answer.output
    assert "Stop the server first" in answer.output
    assert journal(tmp_path / "data") == rows


def test_a_folder_with_other_things_in_it_is_left_alone(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/1.jpg").touch()
    answer = goiso("restore", backup, "--data", tmp_path / "photos")
    assert answer.exit_code == 1
    assert "holds other things" in answer.output
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["1.jpg"]


def test_a_number_of_no_field_is_refused_and_nothing_is_restored(backup: Path, tmp_path: Path) -> None:
    answer = goiso("restore", backup, "--data", tmp_path / "new", "--last", "Q12")
    assert answer.exit_code == 2
    assert "Q12 is of no field" in answer.output
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_no_backup_is_refused_and_nothing_is_changed(
    running: Context, backup: Path, tmp_path: Path
) -> None:
    backup.write_bytes(backup.read_bytes()[:5000])
    answer = goiso("restore", backup, "--data", tmp_path / "new")
    assert answer.exit_code == 1
    assert answer.output.count("Nothing was changed.") == 1
    assert not (tmp_path / "new").exists()


def test_what_the_doctor_is_not_content_with_is_no_backup(
    running: Context, tmp_path: Path, stick: Path
) -> None:
    with sqlite3.connect(tmp_path / "data/goiso.db") as connection:
        connection.execute("UPDATE tickets SET field = 'HT' WHERE field = 'DD'")
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    assert answer.exit_code == 1
    assert "No backup was made" in answer.output
    assert list(stick.iterdir()) == []


def test_old_backups_go(running: Context, backup: Path, tmp_path: Path, stick: Path) -> None:
    mark = backup.name.split("-")[1]
    old = [stick / f"goiso-{mark}-2025-11-0{day}-080000.tar.gz" for day in (1, 2, 3)]
    others = [stick / "letter.txt", stick / "goiso-abcdef-2025-11-01-080000.tar.gz"]
    for path in (*old, *others):
        path.touch()
    backup.unlink()
    keep = ("--keep-hours", "1", "--keep-days", "2", "--keep-months", "1")
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick, *keep)
    made = Path(answer.output.splitlines()[-1])
    assert set(stick.iterdir()) == {made, old[-1], *others}


def old_ones(stick: Path, backup: Path, days: Iterable[int], megabytes: int = 0) -> list[Path]:
    """Backups of one centre, made on days of November 2025, so large."""
    mark = backup.name.split("-")[1]
    old = [stick / f"goiso-{mark}-2025-11-{day:02}-080000.tar.gz" for day in days]
    for path in old:
        path.write_bytes(bytes(megabytes << 20))
    return old


KEEP = ("--keep-hours", "1", "--keep-days", "2", "--keep-months", "1")


@pytest.fixture
def small_stick() -> Iterator[SmallDisk]:
    """One of 120 MB: there is room for a backup when 101 are free."""
    with small_disk(megabytes=120) as disk:
        if disk is None:
            pytest.skip("no small disk can be mounted here")
        yield disk


def test_on_a_stick_nearly_full_those_that_would_go_anyway_make_room_and_none_goes_for_nothing(
    running: Context, backup: Path, tmp_path: Path, small_stick: SmallDisk
) -> None:
    stick = small_stick.folder
    old = old_ones(stick, backup, (1, 2, 3, 4), megabytes=10)
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick, *KEEP)
    assert answer.exit_code == 0, answer.output
    assert "gần đầy: đã bỏ trước 3 bản sao lưu cũ" in answer.output
    assert "3 old backups were removed first" in answer.output
    made = Path(answer.output.splitlines()[-1])
    assert set(stick.iterdir()) == {made, old[-1]}

    old_ones(stick, backup, (1, 2), megabytes=1)
    (stick / "films").write_bytes(bytes(30 << 20))
    before = set(stick.iterdir())
    refused = goiso("backup", "--data", tmp_path / "data", "--to", stick, *KEEP)
    assert refused.exit_code == 1
    assert f"Thư mục {stick} hết chỗ." in refused.output
    assert set(stick.iterdir()) == before


def test_on_a_stick_without_a_byte_left_the_newest_stays(
    running: Context, backup: Path, tmp_path: Path, small_stick: SmallDisk
) -> None:
    stick = small_stick.folder
    (only,) = old_ones(stick, backup, (1,), megabytes=115)
    small_stick.fill()
    keep = ("--keep-hours", "0", "--keep-days", "0", "--keep-months", "0")
    refused = goiso("backup", "--data", tmp_path / "data", "--to", stick, *keep)
    assert (refused.exit_code, only.exists()) == (1, True)
    (newer,) = old_ones(stick, backup, (2,))
    answer = goiso("backup", "--data", tmp_path / "data", "--to", stick, *keep)
    assert answer.exit_code == 0, answer.output
    assert not only.exists()
    assert not newer.exists(), "once there is a newer one"


def test_a_folder_inside_the_data_folder_is_refused(running: Context, tmp_path: Path) -> None:
    inside = tmp_path / "data/backups"
    inside.mkdir()
    answer = goiso("backup", "--data", tmp_path / "data", "--to", inside)
    assert answer.exit_code == 1
    assert "inside the data folder" in answer.output
    assert list(inside.iterdir()) == []


def test_restored_twice_in_a_day_it_goes_on_above_the_first_time(backup: Path, tmp_path: Path) -> None:
    first = goiso("restore", backup, "--data", tmp_path / "new")
    assert "Today's numbers go on at A1001" in first.output
    second = goiso("restore", backup, "--data", tmp_path / "new")
    assert "Today's numbers go on at A2001" in second.output


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of tests instead of a new one, which takes a second on purpose."""
    monkeypatch.setattr(passphrases, "new_key", lambda _: KEY)
    monkeypatch.setenv("BACKUP_PASSPHRASE", PASSPHRASE)


def test_encrypted_it_is_restored_by_the_passphrase_alone(
    secret: None, running: Context, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = goiso("backup", "--data", tmp_path / "data", "--to", stick, "--encrypt")
    file = Path(made.output.splitlines()[-1])
    assert file.name.endswith(".age.tar")
    monkeypatch.delenv("BACKUP_PASSPHRASE")
    asked = goiso("restore", file, "--data", tmp_path / "new")
    assert asked.exit_code == 1
    assert "A passphrase is needed" in asked.output
    written = tmp_path / "passphrase"
    written.write_text("not this one\n", "utf-8")
    wrong = goiso("restore", file, "--data", tmp_path / "new", "--passphrase-file", written)
    assert wrong.exit_code == 1
    assert "This passphrase does not open the backup. Nothing was changed." in wrong.output
    assert not (tmp_path / "new").exists()
    written.write_text(f"{PASSPHRASE}\n", "utf-8")
    right = goiso("restore", file, "--data", tmp_path / "new", "--passphrase-file", written)
    assert right.exit_code == 0, right.output
    assert goiso("doctor", "--data", tmp_path / "new").exit_code == 0


def test_as_the_centre_has_set_it_and_still_after_a_restore(
    secret: None, tmp_path: Path, stick: Path, clock: SetClock
) -> None:
    running = Context(tmp_path / "data", default_settings(tmp_path / "data").of_centre(), clock)
    begin_settings(running)
    encrypt_with(running, tmp_path / "data", PASSPHRASE, "admin:binh")
    running.close()
    made = goiso("backup", "--data", tmp_path / "data", "--to", stick)
    file = Path(made.output.splitlines()[-1])
    assert file.name.endswith(".age.tar")
    assert PASSPHRASE not in str(journal(tmp_path / "data"))
    assert goiso("restore", file, "--data", tmp_path / "new").exit_code == 0
    again = goiso("backup", "--data", tmp_path / "new", "--to", stick)
    assert again.output.splitlines()[-1].endswith(".age.tar")
    by_identity = tmp_path / "identity"
    by_identity.write_text(f"{IDENTITY}\n", "utf-8")
    newest = again.output.splitlines()[-1]
    found = goiso("restore", newest, "--data", tmp_path / "other", "--identity", by_identity)
    assert found.exit_code == 0, found.output
    plain = goiso("backup", "--data", tmp_path / "data", "--to", stick, "--plain")
    assert plain.output.splitlines()[-1].endswith(".tar.gz")


def test_another_centres_backup_replaces_nothing_unless_it_is_meant(
    backup: Path, tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    other = quick_context(tmp_path / "other", centre, clock)
    take(other)
    other.close()
    rows = journal(tmp_path / "other")
    refused = goiso("restore", backup, "--data", tmp_path / "other")
    assert refused.exit_code == 1
    assert "of another centre" in refused.output
    assert journal(tmp_path / "other") == rows
    assert goiso("restore", backup, "--data", tmp_path / "other", "--other-centre").exit_code == 0


def test_a_backup_of_a_newer_version_names_it_and_changes_nothing(backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as tar:
        held = [(member.name, tar.extractfile(member).read()) for member in tar]  # type: ignore[union-attr]
    with tarfile.open(backup, "w:gz") as tar:
        for name, content in held:
            said = content.replace(b'"schema": ', b'"schema": 9') if name == MANIFEST else content
            member = tarfile.TarInfo(name)
            member.size = len(said)
            tar.addfile(member, io.BytesIO(said))
    answer = goiso("restore", backup, "--data", tmp_path / "new")
    assert answer.exit_code == 1
    assert "0.2.0, which is newer than this server." in answer.output
    assert not (tmp_path / "new").exists()


def test_two_restores_at_once_are_one(backup: Path, tmp_path: Path) -> None:
    with restoring.building(tmp_path / "new"):
        second = goiso("restore", backup, "--data", tmp_path / "new")
    assert second.exit_code == 1
    assert "Somebody restores into" in second.output
    assert goiso("restore", backup, "--data", tmp_path / "new").exit_code == 0


def test_a_stick_pulled_out_in_the_middle_of_reading_changes_nothing(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> object:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(restoring, "unpack", gone)
    answer = goiso("restore", backup, "--data", tmp_path / "new")
    assert answer.exit_code == 1
    assert "Input/output error" in answer.output
    assert answer.output.rstrip().endswith("Nothing was changed.")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("there", [False, True], ids=["new", "with a centre"])
def test_a_disk_that_can_only_be_read_says_that_nothing_was_changed_and_what_to_do(
    backup: Path, there: bool
) -> None:
    with small_disk(megabytes=8) as disk:
        if disk is None:
            pytest.skip("no small disk can be mounted here")
        data = disk.folder / "data"
        if there:
            assert goiso("restore", backup, "--data", data).exit_code == 0
        before = sorted(disk.folder.rglob("*"))
        with disk.only_read():
            answer = goiso("restore", backup, "--data", data)
        assert answer.exit_code == 1
        vi, en = answer.output.split(" · ")
        assert "nằm trên ổ đĩa chỉ đọc được; chưa có gì thay đổi." in vi
        assert "lies on a disk that can only be read; nothing was changed." in en
        for said in (vi, en):
            assert f"sudo mount -o remount,rw {disk.folder}" in said
        assert sorted(disk.folder.rglob("*")) == before


def test_a_folder_on_a_disk_that_can_only_be_read_is_named_and_left_alone(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(_: Path) -> object:
        raise Refusal("storage_readonly")

    monkeypatch.setattr(restoring, "lock", read_only)
    answer = goiso("restore", backup, "--data", tmp_path / "new")
    assert answer.exit_code == 1
    assert "The data file is read-only; nothing was changed." in answer.output
    assert not (tmp_path / "new").exists()
