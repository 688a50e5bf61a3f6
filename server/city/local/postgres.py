"""A PostgreSQL of one's own: its files in a folder, its process a child of this one, reached by a socket file alone."""

import os
import pwd
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

_DEBIAN: Final = Path("/usr/lib/postgresql")
_OTHER_USER: Final = "postgres"
_PATIENCE_S: Final = 30.0
_LOOK_S: Final = 0.05
_PORT: Final = 5432
"""Only a part of the socket's name: nobody listens on the network."""


class NoPostgres(Exception):
    """PostgreSQL is not installed here; the text says how to get it."""


def binaries() -> Path:
    """The folder of the newest PostgreSQL that is installed. Raises `NoPostgres`."""
    if found := sorted(_DEBIAN.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3].split(".")[0])):
        return found[-1].parent
    if (program := shutil.which("postgres")) is not None:
        return Path(program).resolve().parent
    raise NoPostgres("PostgreSQL is not installed. On Debian: apt-get install postgresql")


class PrivatePostgres:
    """The server in `folder`, made when it is not there. As root it runs as the user postgres, who owns the folder then.

    `quick` lets it forget the last moments at a power cut: for tests alone.
    """

    def __init__(self, folder: Path, *, quick: bool = False) -> None:
        self._folder = folder
        self._quick = quick
        self._user = _OTHER_USER if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def conninfo(self, database: str = "postgres") -> str:
        """How to reach a database of it."""
        return f"host={self._folder} port={_PORT} user=goiso dbname={database}"

    def start(self) -> Self:
        """Start it and wait until it answers. Raises `NoPostgres`, and `RuntimeError` when it does not come up."""
        programs = binaries()
        self._own(self._folder)
        if not (self._folder / "data" / "PG_VERSION").exists():
            self._make(programs)
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder),
            "max_connections": "60",
        }
        if self._quick:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        chosen = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with (self._folder / "postgres.log").open("ab") as log:
            self._process = subprocess.Popen(
                [programs / "postgres", "-D", self._folder / "data", *chosen],
                stdout=log,
                stderr=log,
                user=self._user,
                group=None if self._user is None else pwd.getpwnam(self._user).pw_gid,
                extra_groups=None if self._user is None else [],
                cwd="/",
                start_new_session=True,
            )
        self._until_ready(programs)
        return self

    def stop(self) -> None:
        """Stop it; what was committed stays."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(2)  # the "fast" shutdown: whoever is connected is sent away
            try:
                self._process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(_PATIENCE_S)

    def _own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._user is not None:
            shutil.chown(folder, self._user)

    def _make(self, programs: Path) -> None:
        options = ["-U", "goiso", "-A", "trust", "-E", "UTF8", "--locale=C"]
        made = subprocess.run(
            [
                programs / "initdb",
                "-D",
                self._folder / "data",
                *options,
                *(["--no-sync"] if self._quick else []),
            ],
            check=False,
            capture_output=True,
            text=True,
            user=self._user,
            cwd="/",
        )
        if made.returncode:
            raise RuntimeError(made.stderr.strip())

    def _until_ready(self, programs: Path) -> None:
        assert self._process is not None
        until = time.monotonic() + _PATIENCE_S
        asks: list[Path | str] = [programs / "pg_isready", "-q", "-h", self._folder, "-p", str(_PORT)]
        while subprocess.run(asks, check=False).returncode:
            if self._process.poll() is not None or time.monotonic() > until:
                said = ""
                with suppress(OSError):
                    said = (self._folder / "postgres.log").read_text(encoding="utf-8")[-500:]
                raise RuntimeError(f"PostgreSQL did not come up in {self._folder}: {said}")
            time.sleep(_LOOK_S)
