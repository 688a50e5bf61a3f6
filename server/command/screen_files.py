"""Writing what a screen's machine needs: into a folder, or where systemd finds it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from display.machine import CONSOLE_UNIT, DESKTOP_UNIT, SCRIPT, File, files, server_url


@dataclass(frozen=True, slots=True)
class Written:
    """The files that are there now, and what to do next, line by line."""

    paths: Sequence[Path]
    next: Sequence[str]


def write(url: str, user: str, folder: Path, *, force: bool) -> Written:
    """Write all files into `folder`, to be carried to the machine. Raises `ValueError`, `FileExistsError`, `OSError`."""
    program = f"/usr/local/bin/{Path(SCRIPT).stem}"
    made = {folder / file.name: file for file in files(server_url(url), user, program)}
    _write_all(made, force=force)
    steps = (
        "On the screen's machine, in that folder:",
        "  sudo apt install chromium cage",
        f"  sudo install -m 755 {SCRIPT} {program}",
        f"  sudo install -m 644 {CONSOLE_UNIT} /etc/systemd/system/",
        f"  sudo systemctl daemon-reload && sudo systemctl enable --now {CONSOLE_UNIT}",
        f"With a desktop, use {DESKTOP_UNIT} instead; docs/screens.md says how.",
        *_PAIR,
    )
    return Written(tuple(made), steps)


def install(url: str, user: str, *, force: bool) -> Written:
    """Write the files where systemd finds them: for the whole machine as root, else for this user's desktop.

    Raises `ValueError`, `FileExistsError`, `OSError`.
    """
    whole = os.geteuid() == 0
    home = Path.home()
    program = Path("/usr/local/bin" if whole else home / ".local" / "bin") / Path(SCRIPT).stem
    units = Path("/etc/systemd/system") if whole else home / ".config" / "systemd" / "user"
    unit = CONSOLE_UNIT if whole else DESKTOP_UNIT
    found = {file.name: file for file in files(server_url(url), user, str(program))}
    made = {program: found[SCRIPT], units / unit: found[unit]}
    _write_all(made, force=force)
    systemctl = "sudo systemctl" if whole else "systemctl --user"
    needs = "chromium cage" if whole else "chromium"
    steps = (
        f"  sudo apt install {needs}",
        f"  {systemctl} daemon-reload && {systemctl} enable --now {unit}",
        *_PAIR,
    )
    return Written(tuple(made), steps)


_PAIR = ("The screen then shows a code of six digits: type it on the manager's page, /admin/screens.",)


def _write_all(made: Mapping[Path, File], *, force: bool) -> None:
    """All of them, or none when one is there already and `force` is not given."""
    if not force and (there := [path for path in made if path.exists()]):
        raise FileExistsError(", ".join(map(str, there)))
    for path, file in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
        path.chmod(0o755 if file.program else 0o644)
