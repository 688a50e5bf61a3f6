"""The units that run a server or a second box at every start of its machine, each limited to what it needs."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from display.machine import File, filled, must_be_program, must_be_user
from kiosk.machine import unit_word
from server.command.machine_files import Written, folders, write_all
from server.core.certificates import CHAIN, folder_of

UNIT: Final = "goiso.service"
CERTIFICATE: Final = "goiso-certificate.service"
TIMER: Final = "goiso-certificate.timer"
STATE: Final = "goiso"
USUAL_DATA: Final = Path("data")
"""The folder of a server that is started by hand, below the current folder; a unit has no such folder."""
_TEMPLATES: Final = Path(__file__).parent.parent / "process" / "deploy"
_HELD: Final = "held.conf"
"""What every unit is forbidden."""
_DEEP_ENOUGH: Final = 3
_HOMES: Final = (Path("/home"), Path("/root"), Path("/run/user"))


def server_unit(command: list[str], user: str, data: Path, name: str = UNIT) -> str:
    """The text of the unit of this `name`: `command` word by word, run by `user`, writing around `data` (absolute).

    A restored backup takes the place of `data` from beside it, so the folder that holds it is the server's own. Where
    that is /var/lib/goiso, systemd makes it. Raises `ValueError` for a word that no unit can hold, or a folder of others.
    """
    must_be_user(user)
    own = _kept_by_systemd(data)
    state = f"StateDirectory={STATE}\nStateDirectoryMode=0700\n" if own else ""
    blanks = {
        "@{held}": held(command),
        "@{who}": f"User={user}\n{state}",
        "@{chain}": unit_word(str(folder_of(data) / CHAIN)),
        "@{command}": " ".join(unit_word(word) for word in command),
        "@{data}": "" if own else unit_word(str(_of_its_own(data))),
    }
    return filled(_TEMPLATES / name, blanks)


def certificate_units(program: Path, user: str, data: Path) -> dict[str, str]:
    """What makes the centre's own certificate anew every night before it ends, by the units' names. Raises as `server_unit`."""
    command = [str(program), "certificate", "--data", str(data), "--renew"]
    service = server_unit(command, user, data, CERTIFICATE)
    return {CERTIFICATE: service, TIMER: (_TEMPLATES / TIMER).read_text(encoding="utf-8")}


def held(command: Sequence[str]) -> str:
    """What our units are forbidden on their machine, line by line; the unit runs `command`, which may be in somebody's home."""
    home = "read-only" if any(_is_in(Path(word), _HOMES) for word in command) else "yes"
    return filled(_TEMPLATES / _HELD, {"@{home}": home})


@dataclass(frozen=True, slots=True)
class Started:
    """How to start the server: its settings file, its data folder, and where it listens if that differs from the settings."""

    config: Path | None
    data: Path
    host: str | None
    port: int | None

    @property
    def folder(self) -> Path:
        """The data folder, absolute."""
        return usual_data() if self.data == USUAL_DATA else self.data.absolute()

    def command(self, program: Path) -> list[str]:
        """Its command line, word by word."""
        said: dict[str, object] = {"--config": self.config and self.config.absolute(), "--data": self.folder}
        said |= {"--host": self.host, "--port": self.port}
        options = [[option, str(value)] for option, value in said.items() if value is not None]
        return [str(program), "serve", *chain.from_iterable(options)]


def install(started: Started, user: str, *, force: bool) -> Written:
    """Write the unit, and what renews its certificate, where systemd finds them; only root may. Raises `ValueError`, `AlreadyThere`, `OSError`."""
    said = "the address to open, and the code for a new centre"
    who = user, started.folder
    return install_unit(UNIT, started.command, who, said, force=force, beside=certificate_units)


def install_unit(
    name: str,
    command: Callable[[Path], list[str]],
    who: tuple[str, Path],
    said: str,
    *,
    force: bool,
    beside: Callable[[Path, str, Path], dict[str, str]] = lambda *_: {},
) -> Written:
    """Write the unit of this name: `command` for the program's path, for `who` (a user, and its data folder, absolute).

    `said` is what its log tells; `beside` makes further units of the program's path and `who`. Raises as `install`.
    """
    here = folders()
    if not here.whole:
        raise ValueError("It is a service of the whole machine: run it with sudo.")
    program = Path(sys.executable).with_name("goiso")
    must_be_program(str(program))
    user, folder = who
    units = {name: server_unit(command(program), user, folder, name), **beside(program, user, folder)}
    started = " ".join(each for each, text in units.items() if "[Install]" in text)
    steps = (
        *(() if _kept_by_systemd(folder) else (f"  sudo install -d -m 700 -o {user} {folder.parent}",)),
        f"  {here.systemctl} daemon-reload && {here.systemctl} enable --now {started}",
        f"  journalctl -u {name.removesuffix('.service')} -e    # {said}",
    )
    made = {here.units / each: File(each, text) for each, text in units.items()}
    return write_all(made, steps, force=force)


def usual_data() -> Path:
    """The usual data folder of a unit."""
    return _state() / "data"


def _of_its_own(data: Path) -> Path:
    """The folder that holds the data folder."""
    if len(data.parent.parts) < _DEEP_ENOUGH:
        raise ValueError(
            f"{data}: choose a folder inside of one that is the server's own, like /srv/goiso/data"
        )
    return data.parent


def _kept_by_systemd(folder: Path) -> bool:
    """Whether systemd makes the folder around it, only for the server."""
    return folder.is_relative_to(_state())


def _state() -> Path:
    return Path("/var/lib", STATE)


def _is_in(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
