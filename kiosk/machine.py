"""The unit that runs a kiosk's box at every start of its machine, filled in from `deploy/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

UNIT: Final = "goiso-kiosk-box.service"
STATE: Final = "goiso-kiosk"
_DEPLOY: Final = Path(__file__).parent / "deploy"
_HELD_BY_ANYBODY: Final = ("UMask", "NoNewPrivileges", "Restrict", "LockPersonality", "Memory", "SystemCall")
"""What a user's own unit may forbid itself; only root can forbid the rest."""
_SHARES_ITS_USER: Final = "RemoveIPC=no\n"
"""The browser runs as the same user, so the unit must not clear away its shared memory."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to run: its command, word by word; `user` runs it for the whole machine, none for one's own desktop.

    With `keeps_state` systemd makes /var/lib/goiso-kiosk for that user; otherwise `data` is the folder that it writes. `held` is
    what no program of ours may do on a machine, line by line as units have it.
    """

    command: Sequence[str]
    user: str | None
    keeps_state: bool = False
    data: Path | None = None
    held: str = ""


def unit(box: Box) -> str:
    """The unit's text. Raises `ValueError` for a word that no unit can hold."""
    who = "" if box.user is None else f"User={box.user}\n"
    state = f"StateDirectory={STATE}\nStateDirectoryMode=0700\n" if box.keeps_state else ""
    command = " ".join(unit_word(word) for word in box.command)
    target = "default.target" if box.user is None else "multi-user.target"
    text = _read(UNIT).replace("@{who}", who + state).replace("@{held}", _held(box))
    return text.replace("@{target}", target).replace("@{command}", command)


def _held(box: Box) -> str:
    """What the unit forbids: everything for a system unit, and what a user may forbid for a desktop's unit."""
    if box.user is None:
        lines = box.held.splitlines(keepends=True)
        return "".join(line for line in lines if line.startswith(_HELD_BY_ANYBODY))
    own = "" if box.data is None or box.keeps_state else f"ReadWritePaths={unit_word(str(box.data))}\n"
    return _read("devices.conf").replace("@{data}", own) + box.held + _SHARES_ITS_USER


def _read(name: str) -> str:
    return (_DEPLOY / name).read_text(encoding="utf-8")


def unit_word(said: str) -> str:
    """One word of a command line, escaped for a unit: systemd would fill in `%` and `$`."""
    if not said.isprintable():
        raise ValueError(f"{said!r}: a line end cannot stand in a unit")
    escaped = said.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if escaped and not set(escaped) & set(" '\";\\") else f'"{escaped}"'
