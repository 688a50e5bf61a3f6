"""Writes the files with which a machine starts automatically: all or none, and never over other files."""

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from display.machine import POLICY, File

POLICY_FOLDERS: Final = (
    Path("/etc/chromium/policies/managed"),
    Path("/etc/chromium-browser/policies/managed"),
    Path("/etc/opt/chrome/policies/managed"),
)
"""Where the Chromium of Debian and of Raspberry Pi, and Google Chrome, look for the machine's policies."""


class AlreadyThere(Exception):
    """Other files are in the way; nothing was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, those that were already the same, and what to do next, line by line."""

    paths: Sequence[Path]
    same: Sequence[Path]
    next: Sequence[str]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the files go: for the whole machine as root, else for this user's own desktop."""

    whole: bool
    programs: Path
    units: Path
    policies: tuple[Path, ...]
    systemctl: str

    @property
    def packages(self) -> str:
        """The Debian packages that are needed to show a page here."""
        return "chromium cage" if self.whole else "chromium"


def folders() -> Folders:
    """The folders for the current user."""
    home = Path.home()
    if os.geteuid() == 0:
        return Folders(
            whole=True,
            programs=Path("/usr/local/bin"),
            units=Path("/etc/systemd/system"),
            policies=tuple(folder / "goiso.json" for folder in POLICY_FOLDERS),
            systemctl="sudo systemctl",
        )
    return Folders(
        whole=False,
        programs=home / ".local/bin",
        units=home / ".config/systemd/user",
        policies=(home / ".local/share" / POLICY,),
        systemctl="systemctl --user",
    )


def policy_step(here: Folders) -> Sequence[str]:
    """The step that makes Chromium's policy effective: only the machine's owner may do it."""
    if here.whole:
        return ()
    (kept,) = here.policies
    return (f"  sudo install -D -m 644 {kept} {POLICY_FOLDERS[0] / 'goiso.json'}",)


def write_all(made: Mapping[Path, File], steps: Sequence[str], *, force: bool) -> Written:
    """Write all files, or none if one exists with other content and `force` is not given.

    Raises `AlreadyThere`, `OSError`.
    """
    same = [path for path, file in made.items() if _is_there(path, file)]
    new = {path: file for path, file in made.items() if path not in same}
    if not force and (there := [path for path in new if path.exists()]):
        raise AlreadyThere(", ".join(map(str, there)))
    drafts = {path.with_name(f".{path.name}.part"): path for path in new}
    try:
        for draft, path in drafts.items():
            _write(draft, new[path])
        for draft, path in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    return Written(tuple(new), tuple(same), steps)


def _is_there(path: Path, file: File) -> bool:
    """Whether the file already exists with this content."""
    try:
        executable = os.access(path, os.X_OK) or not file.program
        return path.read_text(encoding="utf-8") == file.text and executable
    except (OSError, UnicodeDecodeError):
        return False


def _write(draft: Path, file: File) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(file.text, encoding="utf-8")
    draft.chmod(0o755 if file.program else 0o644)
