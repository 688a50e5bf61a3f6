"""The files of a kiosk's machine: its box and browser start automatically, also after a power cut."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from display.machine import POLICY, File, MachinePage, files, must_be_program, must_be_user, server_url
from kiosk.machine import STATE, UNIT, Box, unit
from kiosk.printer import connect
from server.command.machine_files import Folders, Written, folders, policy_step, write_all
from server.command.server_files import held

KIOSK: Final = MachinePage("kiosk", "kiosk", page="/kiosk", sign="/kiosk", needs=UNIT)
USUAL_DATA: Final = Path("kiosk-data")
"""The box's folder if it is started by hand, below the current folder; a unit has no such folder."""
_PAIR: Final = (
    "The kiosk then shows a code of six digits: type it on the manager's page, /admin/devices, or scan its QR code.",
)


@dataclass(frozen=True, slots=True)
class BoxOptions:
    """The options of `goiso kiosk`: the server, the port on this machine, the folder, the printer, its width in dots."""

    server: str
    port: int
    data: Path
    printer: str | None
    width: int


def install(options: BoxOptions, user: str, *, force: bool) -> Written:
    """Write the files where systemd finds them: for the whole machine as root, else for this user's desktop.

    Raises `ValueError`, `AlreadyThere`, `OSError`.
    """
    here = folders()
    must_be_user(user)
    program = here.programs / Path(KIOSK.script).stem
    page = KIOSK.desktop_unit if not here.whole else KIOSK.console_unit
    local = f"http://localhost:{options.port}"
    found = {file.name: file for file in files(KIOSK, local, user, str(program))}
    box = File(UNIT, unit(_box(options, user, here)))
    made = {program: found[KIOSK.script], here.units / page: found[page], here.units / UNIT: box}
    steps = (
        f"  sudo apt install {here.packages} curl",
        *policy_step(here),
        *_folder_step(options, user, here),
        f"  {here.systemctl} daemon-reload && {here.systemctl} enable --now {UNIT} {page}",
        *_PAIR,
    )
    return write_all(made | dict.fromkeys(here.policies, found[POLICY]), steps, force=force)


def _folder_step(options: BoxOptions, user: str, here: Folders) -> Sequence[str]:
    """The command that makes the user's folder, the only one that the unit may write."""
    if options.data == USUAL_DATA or not here.whole:
        return ()
    return (f"  sudo install -d -m 700 -o {user} {options.data.absolute()}",)


def _box(options: BoxOptions, user: str, here: Folders) -> Box:
    """The box as its unit starts it; without a given folder it keeps its state in systemd's."""
    usual = options.data == USUAL_DATA
    data = options.data.absolute() if not usual else _state(here)
    command = _command(options, data)
    return Box(
        command, user if here.whole else None, keeps_state=usual and here.whole, data=data, held=held(command)
    )


def _state(here: Folders) -> Path:
    return Path("/var/lib", STATE) if here.whole else Path.home() / ".local/share" / STATE


def _command(options: BoxOptions, data: Path) -> Sequence[str]:
    """The box's command line. Raises `ValueError` for an invalid server or printer."""
    program = Path(sys.executable).with_name("goiso")
    must_be_program(str(program))
    command = [str(program), "kiosk", "--server", server_url(options.server), "--port", str(options.port)]
    command += ["--data", str(data)]
    if options.printer:
        connect(options.printer, options.width)
        command += ["--printer", options.printer, "--width", str(options.width)]
    return command
