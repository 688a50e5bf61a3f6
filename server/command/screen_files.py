"""The files of a hall screen's machine, written into a folder or where systemd finds them."""

from pathlib import Path
from typing import Final

from display.machine import POLICY, SCREEN, files, server_url
from server.command.machine_files import POLICY_FOLDERS, Written, folders, policy_step, write_all

_PAIR: Final = (
    "The screen then shows a code of six digits: type it on the manager's page, /admin/screens or /admin/devices.",
)


def write(url: str, user: str, folder: Path, *, force: bool) -> Written:
    """Write all files into `folder`, to be copied to the machine. Raises `ValueError`, `AlreadyThere`, `OSError`."""
    program = f"/usr/local/bin/{Path(SCREEN.script).stem}"
    made = {folder / file.name: file for file in files(SCREEN, server_url(url), user, program)}
    steps = (
        "On the screen's machine, in that folder:",
        "  sudo apt install chromium cage",
        f"  sudo install -m 755 {SCREEN.script} {program}",
        f"  sudo install -D -m 644 {POLICY} {POLICY_FOLDERS[0] / 'goiso.json'}",
        f"  sudo install -m 644 {SCREEN.console_unit} /etc/systemd/system/",
        f"  sudo systemctl daemon-reload && sudo systemctl enable --now {SCREEN.console_unit}",
        f"With a desktop, use {SCREEN.desktop_unit} instead; docs/screens.md says how.",
        *_PAIR,
    )
    return write_all(made, steps, force=force)


def install(url: str, user: str, *, force: bool) -> Written:
    """Write the files where systemd finds them: for the whole machine as root, else for this user's desktop.

    Raises `ValueError`, `AlreadyThere`, `OSError`.
    """
    here = folders()
    program = here.programs / Path(SCREEN.script).stem
    unit = SCREEN.console_unit if here.whole else SCREEN.desktop_unit
    found = {file.name: file for file in files(SCREEN, server_url(url), user, str(program))}
    made = {program: found[SCREEN.script], here.units / unit: found[unit]} | dict.fromkeys(
        here.policies, found[POLICY]
    )
    steps = (
        f"  sudo apt install {here.packages}",
        *policy_step(here),
        f"  {here.systemctl} daemon-reload && {here.systemctl} enable --now {unit}",
        *_PAIR,
    )
    return write_all(made, steps, force=force)
