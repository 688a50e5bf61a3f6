"""A backup is of one moment, whole, examined, and reads as it was made; anything less is no backup."""

import gzip
import io
import json
import sqlite3
import tarfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from server.core.backups import MANIFEST
from server.core.files import EXAMINED
from server.service.context import Context
from server.store import doctor_again, examined
from server.store.backups import making, workshop
from server.store.backups.making import Unsound, make
from server.store.backups.unpacking import BadBackup, read, unpack
from server.store.program import program
from tests.support.journeys import a_morning, take

NAME = "goiso-ababab-2026-11-23-080000.tar.gz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def data(context: Context, tmp_path: Path) -> Path:
    """The data folder of a centre at work, with a notice's picture, a sound clip and what is made anew."""
    a_morning(context)
    data = tmp_path / "data"
    for inside in ("notices/1.png", "voice/a.wav", "speech/cached.wav", "upload.part"):
        (data / inside).parent.mkdir(exist_ok=True)
        (data / inside).write_bytes(inside.encode())
    return data


@pytest.fixture
def backup(data: Path, folder: Path) -> Path:
    make(data, folder, NAME, "1.0", 5000)
    return folder / NAME


def test_it_holds_what_the_folder_holds_but_for_what_is_made_anew(
    backup: Path, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    with backup.open("rb") as packed:
        manifest = unpack(packed, tmp_path / "new")
    found = {str(path.relative_to(tmp_path / "new")) for path in (tmp_path / "new").rglob("*.*")}
    assert found == {"goiso.db", "notices/1.png", "voice/a.wav", "track.key", "presence.key"}
    assert (tmp_path / "new/track.key").read_bytes() == (data / "track.key").read_bytes()
    assert (tmp_path / "new/goiso.db").stat().st_mode & 0o077 == 0
    assert manifest.made_at == 5000
    assert set(manifest.files) == found


def test_it_is_of_one_moment_while_the_centre_goes_on(context: Context, data: Path, folder: Path) -> None:
    with context.store.read() as connection:
        rows, digest = connection.execute("SELECT seq, digest FROM journal ORDER BY seq DESC").fetchone()
        manifest = make(data, folder, NAME, "1.0", 5000)
    take(context)
    assert (manifest.seq, manifest.digest) == (rows, digest.hex())
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_what_the_doctor_is_not_content_with_is_no_backup(context: Context, data: Path, folder: Path) -> None:
    with sqlite3.connect(data / "goiso.db") as connection:
        connection.execute("UPDATE tickets SET field = 'HT' WHERE field = 'DD'")
    with pytest.raises(Unsound, match="field is 'HT'"):
        make(data, folder, NAME, "1.0", 5000)
    assert list(folder.iterdir()) == []


def test_what_the_doctor_found_right_is_kept_beside_the_data_and_is_in_no_backup(
    backup: Path, context: Context, data: Path, folder: Path
) -> None:
    known = examined.read(data)
    assert known is not None
    assert (known.version, known.at, known.seq) == (program("1.0"), 5000, read(backup.open("rb")).seq)
    assert (data / EXAMINED).stat().st_mode & 0o077 == 0
    take(context)
    assert EXAMINED not in make(data, folder, NAME, "1.0", 6000).files
    assert examined.read(data) == replace(
        known, at=6000, seq=known.seq + 1, digest=read(backup.open("rb")).digest
    )


def test_another_program_of_the_same_version_examines_all_of_it_again(
    backup: Path, data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = mock.Mock(side_effect=doctor_again.examine)
    monkeypatch.setattr(doctor_again, "examine", looks)
    make(data, folder, NAME, "1.0", 6000)
    assert [len(call.args) for call in looks.mock_calls] == [2]  # a connection, and what is known
    monkeypatch.setattr("server.store.program.fingerprint", lambda root: "corrected")
    make(data, folder, NAME, "1.0", 7000)
    assert [len(call.args) for call in looks.mock_calls] == [2, 1]


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "{}",
        "[1]",
        '{"days": 7}',
        "a text",
        '{"version": "1", "at": 1, "seq": 1, "digest": "00", "days": {"2026-01-01": "00"}}',
    ],
)
def test_what_is_kept_of_the_doctor_and_makes_no_sense_is_as_nothing(
    backup: Path, data: Path, folder: Path, kept: str
) -> None:
    (data / EXAMINED).write_text(kept)
    make(data, folder, NAME, "1.0", 7000)
    known = examined.read(data)
    assert known is not None
    assert known.at == 7000


def test_where_nothing_can_be_kept_there_is_a_backup_all_the_same(data: Path, folder: Path) -> None:
    (data / EXAMINED).mkdir()
    assert make(data, folder, NAME, "1.0", 5000).seq > 0


def test_a_folder_that_is_not_there_is_an_error_and_leaves_nothing(data: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        make(data, tmp_path / "gone", NAME, "1.0", 5000)


def test_cut_short_anywhere_it_is_no_backup(backup: Path) -> None:
    whole = backup.read_bytes()
    for at in (0, 1, 20, *range(200, len(whole) - 1, len(whole) // 40), len(whole) // 2):
        with pytest.raises(BadBackup):
            read(io.BytesIO(whole[:at]))


def test_changed_anywhere_in_what_it_packs_it_is_no_backup(backup: Path) -> None:
    plain = gzip.decompress(backup.read_bytes())
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        members = [member for member in tar if member.name != MANIFEST]
    for member in members:
        at = member.offset_data + member.size // 2
        changed = plain[:at] + bytes([plain[at] ^ 1]) + plain[at + 1 :]
        with pytest.raises(BadBackup, match="not as it was"):
            read(io.BytesIO(gzip.compress(changed)))


def packed(*members: tuple[str, bytes], **said: object) -> io.BytesIO:
    """A backup that somebody put together by hand."""
    facts = {
        "version": "9",
        "schema": 1,
        "centre": "",
        "made_at": 0,
        "day": None,
        "seq": 0,
        "digest": "",
        "files": {},
    }
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        for name, content in ((MANIFEST, json.dumps({**facts, **said}).encode()), *members):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    made.seek(0)
    return made


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (packed(format=2, files={"goiso.db": ""}), "newer version"),
        (packed(), "no database"),
        (packed(files={"goiso.db": "00"}), "goiso.db is missing"),
        (packed(("goiso.db", b""), ("more", b""), files={"goiso.db": "00"}), "not as it was"),
        (packed(("../goiso.db", b""), files={"goiso.db": "00", "../goiso.db": "00"}), "does not belong"),
        (packed(("/etc/passwd", b""), files={"goiso.db": "00", "/etc/passwd": "00"}), "does not belong"),
        (packed(("other", b""), files={"goiso.db": "00"}), "does not belong"),
        (packed(files=[]), "cannot be read"),
        (packed(seq="x", files={"goiso.db": ""}), "cannot be read"),
        (io.BytesIO(b"\xff\xd8a photograph"), "no backup"),
        (io.BytesIO(gzip.compress(b"a text")), "no backup|does not begin"),
    ],
)
def test_what_is_no_backup_is_refused_and_writes_nothing_outside(
    made: io.BytesIO, said: str, tmp_path: Path
) -> None:
    (tmp_path / "inner/new").mkdir(parents=True)
    with pytest.raises(BadBackup, match=said):
        unpack(made, tmp_path / "inner/new")
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    assert [path.name for path in (tmp_path / "inner").iterdir()] == ["new"]


def test_a_disk_without_room_is_not_filled(data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "disk_usage", lambda _: SimpleNamespace(free=100 << 20))
    with pytest.raises(OSError, match="No space left"):
        make(data, folder, NAME, "1.0", 5000)
    assert list(folder.iterdir()) == []


def test_a_stick_pulled_out_in_the_middle_leaves_the_older_ones(
    backup: Path, data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> object:
        raise OSError(5, "Input/output error")

    before = backup.read_bytes()
    monkeypatch.setattr(making, "read", gone)
    with pytest.raises(OSError, match="Input/output error"):
        make(data, folder, NAME.replace("080000", "090000"), "1.0", 6000)
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert backup.read_bytes() == before
