"""An encrypted backup: a tar of a text for people, what anybody may read, the wrapped key, and the backup itself as an age file.

`tar xf FILE`, then `age -d -i key.age content.tar.gz.age` open it without this program, with the passphrase.
"""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import IO, Final

import pyrage
from pyrage.x25519 import Identity, Recipient

from server.core.backups import Head, head_from
from server.store.backups.passphrases import BackupKey, unwrap
from server.store.backups.piped import pulled_from, pushed_into
from server.store.backups.unpacking import NOT_WHOLE, BadBackup

_README: Final = "README.txt"
_HEAD: Final = "backup.json"
_KEY: Final = "key.age"
_CONTENT: Final = "content.tar.gz.age"
_SMALL: Final = 1 << 20
_BLOCK: Final = tarfile.BLOCKSIZE
_FOR_ITS_OWNER: Final = 0o600
Unlock = Callable[[bytes | None], Identity]
"""Gives the secret key for the file's wrapped one."""

_TOLD: Final = """\
Bản sao lưu Gọi Số, đã mã hóa. Ai cũng đọc được: tên trung tâm, lúc sao lưu, phiên bản, số dòng nhật ký (backup.json) và cỡ tệp.
Mọi thứ khác chỉ mở được bằng mật khẩu sao lưu: goiso restore TỆP --data THƯ-MỤC
A Gọi Số backup, encrypted. Anybody can read the centre's name, when it was made, the version, how many rows the journal has
(backup.json) and the file's size. All else opens with the passphrase alone: goiso restore FILE --data FOLDER

tar xf FILE && age -d -i key.age content.tar.gz.age > content.tar.gz
"""


def by_passphrase(ask: Callable[[], str]) -> Unlock:
    """The secret key out of the file, by the passphrase that `ask` answers."""

    def unlock(wrapped: bytes | None) -> Identity:
        if wrapped is None:
            raise BadBackup(
                "it has no key that a passphrase opens; its identity is kept elsewhere (--identity)"
            )
        try:
            return unwrap(wrapped, ask())
        except ValueError as wrong:
            raise BadBackup(str(wrong)) from wrong

    return unlock


def is_sealed(packed: IO[bytes]) -> bool:
    """Whether what begins here is encrypted; it is read from its beginning afterwards."""
    begin = packed.read(len(_README))
    packed.seek(0)
    return begin == _README.encode()


@contextmanager
def sealing(draft: IO[bytes], key: BackupKey, beside: Identity, head: Head) -> Iterator[IO[bytes]]:
    """A stream into the encrypted backup `draft`, an empty file. Raises `OSError`.

    It opens with the key, and with `beside`: who has made it can read it again, without knowing the passphrase.
    """
    recipients = [Recipient.from_str(key.recipient), beside.to_public()]
    text = json.dumps(asdict(head), ensure_ascii=False, indent=1).encode()
    for name, content in ((_README, _TOLD.encode()), (_HEAD, text), (_KEY, key.wrapped)):
        if content is not None:
            _add(draft, name, content, head)
    begin = draft.tell()
    draft.write(bytes(_BLOCK))
    out = _Out(draft)
    with pushed_into(lambda plain: out.through(lambda: pyrage.encrypt_io(plain, out, recipients))) as plain:
        yield plain
    size = draft.tell() - begin - _BLOCK
    draft.write(bytes(-size % _BLOCK + 2 * _BLOCK))
    draft.seek(begin)
    draft.write(_member(_CONTENT, size, head))
    draft.seek(0, io.SEEK_END)


def head_in(packed: IO[bytes]) -> Head:
    """What an encrypted backup says to anybody. Raises `BadBackup`."""
    with _opened(packed) as tar:
        return _head(tar)


@contextmanager
def unsealing(packed: IO[bytes], unlock: Unlock) -> Iterator[IO[bytes]]:
    """What is encrypted in a backup, as a stream. Raises `BadBackup` and what `unlock` raises, also when this is left."""
    with _opened(packed) as tar:
        _head(tar)
        identity = unlock(_small(tar, _KEY))
        content = tar.extractfile(_CONTENT) if _CONTENT in tar.getnames() else None
        if content is None:
            raise BadBackup("nothing is in it")

        def decrypt(plain: IO[bytes]) -> None:
            try:
                pyrage.decrypt_io(content, plain, [identity])
            except (pyrage.DecryptError, OSError) as wrong:
                raise BadBackup(f"it does not open with this key, or is not whole ({wrong})") from wrong

        with pulled_from(decrypt) as plain:
            yield plain


@contextmanager
def _opened(packed: IO[bytes]) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(fileobj=packed, mode="r:") as tar:
            yield tar
    except NOT_WHOLE as wrong:
        raise BadBackup(f"it is no backup, or not whole ({wrong})") from wrong


def _head(tar: tarfile.TarFile) -> Head:
    said = _small(tar, _HEAD)
    if said is None:
        raise BadBackup("it does not begin as a backup does")
    try:
        return head_from(json.loads(said))
    except ValueError as wrong:
        raise BadBackup(f"what it says of itself cannot be read ({wrong})") from wrong


def _small(tar: tarfile.TarFile, name: str) -> bytes | None:
    """A small file in the backup; `None` if there is none of that name."""
    with suppress(KeyError):
        member = tar.getmember(name)
        content = tar.extractfile(member) if member.size < _SMALL else None
        return None if content is None else content.read()
    return None


def _add(draft: IO[bytes], name: str, content: bytes, head: Head) -> None:
    draft.write(_member(name, len(content), head) + content + bytes(-len(content) % _BLOCK))


def _member(name: str, size: int, head: Head) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, _FOR_ITS_OWNER, head.made_at // 1000
    return member.tobuf(tarfile.GNU_FORMAT)


class _Out(io.RawIOBase):
    """Where age writes; what the disk said of it is kept as it was."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._error = file, None  # type: IO[bytes], OSError | None

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]
        """Write a piece."""
        try:
            return self._file.write(piece)
        except OSError as error:
            self._error = error
            raise

    def through(self, work: Callable[[], None]) -> None:
        """Do the work that writes here. Raises `OSError` when it could not be written."""
        try:
            work()
        except (pyrage.EncryptError, OSError) as error:
            raise self._error or OSError(str(error)) from error
