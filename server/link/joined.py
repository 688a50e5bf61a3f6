"""The city that the centre belongs to, and its token there: a file in the data folder that only its owner can read."""

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from server.core.files import CITY, CITY_LEFT, DATABASE
from server.store.backups.durable import make_durable
from server.store.private import private_files

_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Joined:
    """The city at `url`, which calls this centre `centre` and `name`, and knows it by `token`.

    `journal` is the mark of the journal that joined, `at` when (UTC milliseconds), `by` who ran the command; `ca` are certificates (PEM) of the city's own
    authority, empty for those that the machine trusts.
    """

    url: str
    centre: str
    name: str
    token: str
    journal: str
    at: int
    by: str
    ca: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """The centre left its city: `actor` ended it; on the command line, `by` is the machine's user."""

    actor: str
    by: str = ""


class BadAddress(ValueError):
    """An invalid address of a city; the text says why."""


def city_address(said: str) -> str:
    """A city's address in the form in which it is kept. Raises `BadAddress` if it is invalid, or has no TLS and is on another machine."""
    url = said.strip().rstrip("/")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise BadAddress(f"{said}: {error}; a city's address is like https://city.example.vn") from error
    if parts.scheme not in {"https", "http"} or not host or parts.path or parts.query or parts.username:
        raise BadAddress(f"{said}: a city's address is like https://city.example.vn")
    if parts.scheme == "http" and host not in _HERE:
        raise BadAddress(f"{said}: without https everybody on the way could read and change what is sent")
    return url


def read(folder: Path) -> Joined | None:
    """The city that the centre of this data folder belongs to. Raises `ValueError` if the file cannot be read."""
    try:
        facts = json.loads((folder / CITY).read_text(encoding="utf-8"))
        return Joined(**facts)
    except FileNotFoundError:
        return None
    except TypeError as error:
        raise ValueError(f"{folder / CITY}: {error}") from error


def keep(folder: Path, joined: Joined) -> None:
    """Write the file, completely or not at all."""
    write_private(folder, CITY, asdict(joined))
    end_noted(folder)


def forget(folder: Path, ended: Ended) -> None:
    """Make the centre leave its city, even on a full disk. Who ended it is kept for the journal."""
    with suppress(OSError):
        write_private(folder, CITY_LEFT, asdict(ended))
    (folder / CITY).unlink(missing_ok=True)
    make_durable(folder)


def end_of(folder: Path) -> Ended | None:
    """Who ended it, if the journal does not say so yet; "system" if that cannot be read."""
    try:
        return Ended(**json.loads((folder / CITY_LEFT).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (TypeError, ValueError):
        return Ended("system")


def end_noted(folder: Path) -> None:
    """The journal now says who ended it."""
    (folder / CITY_LEFT).unlink(missing_ok=True)


def write_private(folder: Path, name: str, facts: dict[str, Any]) -> None:
    """Write a file completely or not at all, readable only by the folder's owner."""
    draft = folder / f"{name}.part"
    with private_files():
        draft.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.chmod(0o600)
    if os.geteuid() == 0:  # the server that reads it is mostly somebody else
        owner = folder.stat()
        os.chown(draft, owner.st_uid, owner.st_gid)
    draft.replace(folder / name)
    make_durable(folder)


def journal_mark(first_digest: bytes) -> str:
    """A mark that is different for every centre's journal: made from its first row, so a restored journal has the same."""
    return str(uuid5(NAMESPACE_OID, f"goiso journal {first_digest.hex()}"))


def instance_mark(folder: Path, boot: Path = _BOOT) -> str:
    """A mark of this data folder on this machine since its last boot; a copy of the folder anywhere has another one.

    A restarted server keeps its mark; if the system does not say when it booted, each start has a new one.
    """
    try:
        machine = UUID(boot.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        machine = uuid4()
    found = (folder / DATABASE).stat()
    return str(uuid5(machine, f"{found.st_dev} {found.st_ino}"))
