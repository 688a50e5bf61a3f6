"""The units that run the city's processes at every start of their machine, each limited to what it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Final

from display.machine import File, filled, must_be_program, must_be_user
from kiosk.machine import unit_word
from server.city.settings import CitySettings
from server.command.machine_files import Written, folders, write_all

STATE: Final = Path("/var/lib/goiso-city")
TOGETHER: Final = "goiso-city.target"
"""The target that enables, starts and stops all units together: the units are not enabled one by one."""
NIGHTLY: Final = "goiso-city-backup"
_TEMPLATES: Final = Path(__file__).parents[2] / "process" / "deploy"
_HOMES: Final = (Path("/home"), Path("/root"), Path("/run/user"))
_READABLE: Final = "UMask=0022\n"
"""nginx reads what the follower writes."""


@dataclass(frozen=True, slots=True)
class Units:
    """The common part of all units: the program, the settings file and its content, and the user."""

    program: Path
    file: Path
    settings: CitySettings
    user: str
    backups: Path | None = None
    """The folder for the nightly backup, on the machine that makes it."""

    def all(self, boards: int) -> Iterator[tuple[str, str]]:
        """The name and text of each unit."""
        serving = [*self._processes(boards)]
        yield from serving
        services = " ".join(name for name, _ in serving)
        yield TOGETHER, filled(_TEMPLATES / TOGETHER, {"@{services}": services})
        if self.backups is not None:
            yield from self._nightly(self.backups)

    def _processes(self, boards: int) -> Iterator[tuple[str, str]]:
        yield self._serving("ingest", "what centres talk to")
        yield self._serving("public", "what phones read")
        yield self._serving("board", "what the city's own people look at")
        for place in range(2, boards + 1):
            port = f"Environment=GOISO_CITY_BOARD_PORT={self.settings.board_port + place - 1}\n"
            _, text = self._serving("board", "what the city's own people look at", port)
            yield f"goiso-city-board-{place}.service", text
        words, what = ["follow", "--settings", str(self.file)], "what happened becomes tables and files"
        yield "goiso-city-follow.service", self._process(what, words, umask=_READABLE)

    def _nightly(self, backups: Path) -> Iterator[tuple[str, str]]:
        words = ["backup", str(backups), "--settings", str(self.file)]
        yield f"{NIGHTLY}.timer", filled(_TEMPLATES / f"{NIGHTLY}.timer", {})
        yield f"{NIGHTLY}.service", self._unit(f"{NIGHTLY}.service", words, (backups,), {})

    def _serving(self, role: str, what: str, environment: str = "") -> tuple[str, str]:
        words = ["serve", "--role", role, "--settings", str(self.file)]
        return f"goiso-city-{role}.service", self._process(what, words, environment)

    def _process(self, what: str, words: list[str], environment: str = "", umask: str = "") -> str:
        own = {"@{what}": what, "@{environment}": environment, "@{umask}": umask}
        return self._unit("goiso-city.service", words, (self.settings.data, self.settings.feeds), own)

    def _unit(self, template: str, words: list[str], writes: tuple[Path, ...], own: dict[str, str]) -> str:
        """A template with its `own` blanks and the common ones filled in."""
        command = [str(self.program), "city", *words]
        home = (
            "read-only"
            if any(Path(word).is_relative_to(each) for word in command for each in _HOMES)
            else "yes"
        )
        blanks = {
            "@{held}": filled(_TEMPLATES / "held.conf", {}),
            "@{who}": f"User={self.user}\n",
            "@{command}": " ".join(map(unit_word, command)),
            "@{data}": self._folders(writes),
            "@{home}": home,
        }
        return filled(_TEMPLATES / template, blanks | own)

    @staticmethod
    def _folders(writes: tuple[Path, ...]) -> str:
        """The folders that the units may write: systemd makes the usual one, and nginx may enter it."""
        needed = sorted({folder.absolute() for folder in writes})
        if all(folder.is_relative_to(STATE) for folder in needed):
            return f"StateDirectory={STATE.name}\nStateDirectoryMode=0755\n"
        return f"ReadWritePaths={' '.join(unit_word(str(folder)) for folder in needed)}\n"


def _kept_in(units: Units) -> tuple[str, ...]:
    """Check that the backup folder exists and belongs to that user alone."""
    if units.backups is None:
        return ()
    return (f"  sudo install -d -o {units.user} -m 700 {quote(str(units.backups))}",)


def write(units: Units, boards: int, *, force: bool) -> Written:
    """Write the units where systemd finds them; only root may. Raises `ValueError`, `AlreadyThere`, `OSError`."""
    here = folders()
    if not here.whole:
        raise ValueError("They are services of the whole machine: run it with sudo.")
    must_be_user(units.user)
    must_be_program(str(units.program))
    made = {here.units / name: File(name, text) for name, text in units.all(boards)}
    enabled = " ".join([TOGETHER] if units.backups is None else [TOGETHER, f"{NIGHTLY}.timer"])
    steps = (
        f"  sudo adduser --system --group --home {STATE} {units.user}    # where this user is not there yet",
        *_kept_in(units),
        f"  {here.systemctl} daemon-reload && {here.systemctl} enable --now {enabled}",
        "  journalctl -u 'goiso-city-*' -e",
    )
    return write_all(made, steps, force=force)
