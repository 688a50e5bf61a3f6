"""An encrypted backup opens with its passphrase alone, says no more than it promises, and is read again before it counts."""

import io
import subprocess
import tarfile
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import pytest

from server.core.backups import Head
from server.service.context import Context
from server.store.backups import making, sealed
from server.store.backups.making import make
from server.store.backups.opening import head_of_file, read, unpack
from server.store.backups.passphrases import (
    BackupKey,
    WrongPassphrase,
    identity_in,
    new_key,
    unwrap,
)
from server.store.backups.sealed import Unlock, by_passphrase
from server.store.backups.unpacking import BadBackup
from tests.support.backup_key import IDENTITY, KEY, PASSPHRASE, RECIPIENT
from tests.support.journeys import a_morning

NAME = "goiso-ababab-2026-11-23-080000.age.tar"
OTHER_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
RIGHT = by_passphrase(lambda: PASSPHRASE)


@pytest.fixture
def data(context: Context, tmp_path: Path) -> Path:
    a_morning(context)
    return tmp_path / "data"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def backup(data: Path, stick: Path) -> Path:
    make(data, stick, NAME, "1.0", 5000, KEY)
    return stick / NAME


def opened(backup: Path, unlock: Unlock) -> None:
    with backup.open("rb") as packed:
        read(packed, unlock)


def test_it_opens_with_the_passphrase_and_holds_the_whole_folder(
    backup: Path, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "new").mkdir()
    with backup.open("rb") as packed:
        manifest = unpack(packed, tmp_path / "new", RIGHT)
    assert set(manifest.files) == {"goiso.db", "track.key", "presence.key"}
    assert (tmp_path / "new/track.key").read_bytes() == (data / "track.key").read_bytes()
    assert {path.name for path in data.iterdir()} >= {"goiso.db", "track.key"}
    assert not list(data.glob("*.part"))


def test_without_it_nothing_can_be_read_but_what_is_promised(backup: Path, data: Path) -> None:
    whole = backup.read_bytes()
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        assert tar.getnames() == ["README.txt", "backup.json", "key.age", "content.tar.gz.age"]
    with backup.open("rb") as packed:
        head, encrypted = head_of_file(packed)
    assert encrypted
    assert (head.version, head.made_at) == ("1.0", 5000)
    assert (data / "track.key").read_bytes() not in whole
    assert b"SQLite format" not in whole


def test_a_wrong_passphrase_is_told_from_a_damaged_file(backup: Path) -> None:
    with pytest.raises(WrongPassphrase):
        opened(backup, by_passphrase(lambda: "not this one"))
    with pytest.raises(BadBackup, match="does not open with this key"):
        opened(backup, lambda _: identity_in(OTHER_IDENTITY))


def test_cut_short_or_changed_anywhere_it_is_no_backup(backup: Path) -> None:
    whole = backup.read_bytes()
    size = len(whole)
    for at in (0, 1, 300, 700, 2000, *range(2560, size - 1100, size // 12)):
        with pytest.raises((BadBackup, WrongPassphrase)):
            read(io.BytesIO(whole[:at]), RIGHT)
    with tarfile.open(fileobj=io.BytesIO(whole)) as tar:
        content = tar.getmember("content.tar.gz.age")
    for at in range(content.offset_data, content.offset_data + content.size, content.size // 9):
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(BadBackup):
            read(io.BytesIO(changed), RIGHT)


def test_what_anybody_may_read_cannot_be_exchanged(backup: Path) -> None:
    whole = backup.read_bytes()
    assert whole.count(b'"made_at": 5000') == 1
    with pytest.raises(BadBackup, match="not what is in it"):
        read(io.BytesIO(whole.replace(b'"made_at": 5000', b'"made_at": 6000')), RIGHT)


def test_for_a_key_whose_identity_is_kept_elsewhere_no_passphrase_is_asked(data: Path, stick: Path) -> None:
    make(data, stick, NAME, "1.0", 5000, BackupKey(RECIPIENT))
    opened(stick / NAME, lambda _: identity_in(f"# mine\n{IDENTITY}\n"))
    with pytest.raises(BadBackup, match="kept elsewhere"):
        opened(stick / NAME, RIGHT)


def test_what_is_read_otherwise_than_it_was_made_is_no_backup(
    data: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "read", lambda *_: SimpleNamespace())
    with pytest.raises(BadBackup, match="not what is read"):
        make(data, stick, NAME, "1.0", 5000, KEY)
    assert list(stick.iterdir()) == []


def test_a_full_stick_says_so_as_the_disk_did(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, piece: object) -> int:
            if self.tell() > 200_000:
                raise OSError(28, "No space left on device")
            return super().write(piece)  # type: ignore[arg-type]

    head = Head("1", "", 0, 0)

    def fill() -> None:
        with sealed.sealing(Full(), KEY, identity_in(IDENTITY), head) as stream:
            for _ in range(100):
                stream.write(bytes(100_000))

    with pytest.raises(OSError, match="No space left"):
        fill()


def test_it_takes_little_memory_whatever_the_size() -> None:
    class Nowhere(io.BytesIO):
        size = 0

        def write(self, piece: object) -> int:
            self.size += len(piece)  # type: ignore[arg-type]
            return len(piece)  # type: ignore[arg-type]

        def tell(self) -> int:
            return self.size

        def seek(self, *_: int) -> int:
            return 0

    piece, out = bytes(1 << 20), Nowhere()
    tracemalloc.start()
    with sealed.sealing(out, KEY, identity_in(IDENTITY), Head("1", "", 0, 0)) as stream:
        for _ in range(40):
            stream.write(piece)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert out.size > 40 << 20
    assert peak < 4 << 20


def test_a_real_passphrase_wraps_a_key_by_much_work() -> None:
    key = new_key("một câu dài dễ nhớ")
    assert key.recipient.startswith("age1")
    assert key.wrapped is not None
    version, stanza = key.wrapped.split(b"\n")[:2]
    assert version == b"age-encryption.org/v1"
    assert stanza.startswith(b"-> scrypt ")
    assert int(stanza.split()[-1]) >= 10
    with pytest.raises(ValueError, match="12 letters"):
        new_key("ngắn quá")


@pytest.mark.torture
def test_the_real_key_opens_with_its_passphrase_alone() -> None:
    key = new_key("một câu dài dễ nhớ")
    assert key.wrapped is not None
    assert str(unwrap(key.wrapped, "một câu dài dễ nhớ").to_public()) == key.recipient
    with pytest.raises(WrongPassphrase):
        unwrap(key.wrapped, "một câu khác hẳn")


def test_without_memory_for_the_work_no_key_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> object:
        return SimpleNamespace(returncode=-9, stdout=b"")

    monkeypatch.setattr(subprocess, "run", killed)
    with pytest.raises(OSError, match="memory"):
        new_key("một câu dài dễ nhớ")
