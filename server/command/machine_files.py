"""Writing what a machine needs to start by itself: all files or none, and nothing that is there already."""

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
"""Where Debian's Chromium, Raspberry Pi's and Google Chrome look for what the machine's owner has set."""


class AlreadyThere(Exception):
    """Other files lie where these would be written; nothing was."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written now, those that were so already, and what to do next, line by line."""

    paths: Sequence[Path]
    same: Sequence[Path]
    next: Sequence[str]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where this machine's files belong: for the whole machine as root, else for this user's own desktop."""

    whole: bool
    programs: Path
    units: Path
    policies: tuple[Path, ...]
    systemctl: str

    @property
    def packages(self) -> str:
        """Debian's packages that show a page here."""
        return "chromium cage" if self.whole else "chromium"


def folders() -> Folders:
    """The folders of whoever runs this."""
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
    """What a user does so that Chromium's policy holds: only the machine's owner may set it."""
    if here.whole:
        return ()
    (kept,) = here.policies
    return (f"  sudo install -D -m 644 {kept} {POLICY_FOLDERS[0] / 'goiso.json'}",)


def write_all(made: Mapping[Path, File], steps: Sequence[str], *, force: bool) -> Written:
    """All of them, or none when one is there with another content and `force` is not given.

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
    """Whether it lies there already as it is to be."""
    try:
        executable = os.access(path, os.X_OK) or not file.program
        return path.read_text(encoding="utf-8") == file.text and executable
    except (OSError, UnicodeDecodeError):
        return False


def _write(draft: Path, file: File) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(file.text, encoding="utf-8")
    draft.chmod(0o755 if file.program else 0o644)
