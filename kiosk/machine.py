"""The unit that runs a kiosk's box at every start of its machine, filled in from `deploy/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

UNIT: Final = "goiso-kiosk-box.service"
STATE: Final = "goiso-kiosk"
_TEMPLATE: Final = Path(__file__).parent / "deploy" / UNIT


@dataclass(frozen=True, slots=True)
class Box:
    """A box to run: its command, word by word; `user` runs it for the whole machine, none for one's own desktop.

    With `keeps_state` systemd makes /var/lib/goiso-kiosk for that user.
    """

    command: Sequence[str]
    user: str | None
    keeps_state: bool = False


def unit(box: Box) -> str:
    """The unit's text. Raises `ValueError` for a word that no unit can hold."""
    who = "" if box.user is None else f"User={box.user}\n"
    state = f"StateDirectory={STATE}\nStateDirectoryMode=0700\n" if box.keeps_state else ""
    command = " ".join(unit_word(word) for word in box.command)
    target = "default.target" if box.user is None else "multi-user.target"
    text = _TEMPLATE.read_text(encoding="utf-8").replace("@{who}", who + state)
    return text.replace("@{target}", target).replace("@{command}", command)


def unit_word(said: str) -> str:
    """One word of a command line as units write it: systemd would fill in `%` and `$`."""
    if not said.isprintable():
        raise ValueError(f"{said!r}: a line end cannot stand in a unit")
    escaped = said.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return escaped if escaped and not set(escaped) & set(" '\";\\") else f'"{escaped}"'
