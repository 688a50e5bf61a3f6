"""What a second box's folder keeps about the server that it follows."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from server.core.standby import End
from server.store.private import private_files

STATE: Final = "standby.json"
_REPLACED: Final = "standby-replaced.part"
_END: Final = "standby-end.part"
"""A takeover asks a following box to end with this file."""


@dataclass(frozen=True, slots=True)
class SecondBox:
    """How a second box stands: the address `of` the server that it follows, the row it has, and the last one there was.

    `heard_at` is when that was heard, UTC milliseconds; `answers_at` and `mark` tell how far the rest goes.
    """

    of: str
    seq: int = 0
    last: int = 0
    heard_at: int = 0
    answers_at: int = 0
    mark: str = ""

    @property
    def behind(self) -> int:
        """How many rows it lacked when it heard of the server last."""
        return max(0, self.last - self.seq)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A first box that has not heard that it was replaced: its address, a token for it, and a `row` that it lacks."""

    of: str
    token: str
    row: End


def standing(folder: Path) -> SecondBox | None:
    """The state of this folder's box; `None` if it follows no server."""
    try:
        return SecondBox(**json.loads((folder / STATE).read_text("utf-8")))
    except FileNotFoundError:
        return None


def keep(folder: Path, now: SecondBox | None) -> None:
    """Store the state; `None` means that it no longer follows a server."""
    if now is None:
        (folder / STATE).unlink(missing_ok=True)
        return
    draft = folder / f"{STATE}.part"
    with private_files():
        draft.write_text(json.dumps(asdict(now)), "utf-8")
    draft.replace(folder / STATE)


def ask_to_end(folder: Path, *, asked: bool = True) -> None:
    """Ask a following box to end, or withdraw that."""
    if asked:
        (folder / _END).touch()
    else:
        (folder / _END).unlink(missing_ok=True)


def is_to_end(folder: Path) -> bool:
    """Whether somebody takes over."""
    return (folder / _END).exists()


def keep_replaced(folder: Path, first: Replaced | None) -> None:
    """Remember a first box that is to be told; with none, it was."""
    if first is None:
        (folder / _REPLACED).unlink(missing_ok=True)
        return
    facts = {"of": first.of, "token": first.token, "seq": first.row.seq, "digest": first.row.digest.hex()}
    with private_files():
        (folder / _REPLACED).write_text(json.dumps(facts), "utf-8")


def replaced(folder: Path) -> Replaced | None:
    """The first box that is to be told, if any."""
    try:
        facts = json.loads((folder / _REPLACED).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Replaced(facts["of"], facts["token"], End(facts["seq"], bytes.fromhex(facts["digest"])))
