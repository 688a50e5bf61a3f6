"""Keys of encrypted backups, in the age format: making a backup needs the public key, opening it the passphrase.

The secret one exists in memory alone, and, wrapped in the passphrase, in a file beside the journal and in each backup. Wrapping takes
about a second and half a gigabyte of memory on purpose: so does every guess.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage.x25519 import Identity

from server.core.backups import SHORTEST
from server.store.backups.durable import make_durable
from server.store.private import private_files

_FILE: Final = "backup-key-{mark}.age"
_WRONG: Final = "Decryption failed"


class WrongPassphrase(Exception):
    """The passphrase, or the identity, is not the one that this backup was made for."""


@dataclass(frozen=True, slots=True)
class BackupKey:
    """A public key (`age1…`), and the secret key wrapped in a passphrase, or `None` if that is kept elsewhere."""

    recipient: str
    wrapped: bytes | None = None


def new_key(passphrase: str) -> BackupKey:
    """A new key that this passphrase opens. Raises `OSError` if the machine cannot make it, `ValueError` for a short passphrase.

    It is wrapped by a process of its own, whose memory is given back.
    """
    if len(passphrase) < SHORTEST:
        raise ValueError(f"a passphrase has at least {SHORTEST} letters")
    done = subprocess.run(
        [sys.executable, "-m", "server.store.backups.passphrases"],
        input=passphrase.encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise OSError(f"no key could be made (status {done.returncode}), perhaps for want of memory")
    recipient, _, wrapped = done.stdout.partition(b"\n")
    return BackupKey(recipient.decode(), wrapped)


def wrap(passphrase: str) -> BackupKey:
    """Make a key here. What is wrapped is an identity file, as the program `age` reads it."""
    identity = Identity.generate()
    recipient = str(identity.to_public())
    wrapped = by_passphrase.encrypt(f"# public key: {recipient}\n{identity}\n".encode(), passphrase)
    return BackupKey(recipient, wrapped)


def unwrap(wrapped: bytes, passphrase: str) -> Identity:
    """The secret key. Raises `WrongPassphrase`, and `ValueError` if this is not a wrapped key."""
    try:
        return identity_in(by_passphrase.decrypt(wrapped, passphrase).decode())
    except pyrage.DecryptError as wrong:
        if str(wrong) == _WRONG:
            raise WrongPassphrase from wrong
        raise ValueError(f"its key cannot be opened ({wrong})") from wrong


def identity_in(text: str) -> Identity:
    """The first identity of an identity file. Raises `ValueError` if there is none."""
    lines = (line.strip() for line in text.splitlines())
    found = next((line for line in lines if line and not line.startswith("#")), "")
    try:
        return Identity.from_str(found)
    except pyrage.IdentityError as wrong:
        raise ValueError("there is no age identity in it") from wrong


def keep(folder: Path, key: BackupKey) -> None:
    """Keep the wrapped key in the data folder, durably."""
    assert key.wrapped is not None
    path = _path(folder, key.recipient)
    draft = path.with_suffix(".part")
    with private_files():
        draft.write_bytes(key.wrapped)
    draft.replace(path)
    make_durable(folder)


def kept(folder: Path, recipient: str) -> BackupKey:
    """The key with this public one, wrapped where the data folder has it. Raises `OSError`."""
    path = _path(folder, recipient)
    return BackupKey(recipient, path.read_bytes() if path.exists() else None)


def _path(folder: Path, recipient: str) -> Path:
    return folder / _FILE.format(mark=recipient[-12:])


if __name__ == "__main__":
    made = wrap(sys.stdin.buffer.read().decode())
    assert made.wrapped is not None
    sys.stdout.buffer.write(made.recipient.encode() + b"\n" + made.wrapped)
