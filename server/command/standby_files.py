"""The unit that keeps a second box one row behind at every start of its machine."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from display.machine import server_url
from server.command.machine_files import Written
from server.command.server_files import install_unit, usual_data

UNIT: Final = "goiso-standby.service"


@dataclass(frozen=True, slots=True)
class Following:
    """How a second box follows: the address `of` the first one, its own data folder, and the file with the token."""

    of: str
    data: Path | None
    token_file: Path

    @property
    def folder(self) -> Path:
        """The data folder, absolute."""
        return usual_data() if self.data is None else self.data.absolute()

    def command(self, program: Path) -> list[str]:
        """Its command line, word by word. Raises `ValueError` for an invalid address."""
        words = [str(program), "standby", "--of", server_url(self.of), "--data", str(self.folder)]
        return [*words, "--token-file", str(self.token_file.absolute())]


def install(following: Following, user: str, *, force: bool) -> Written:
    """Write the unit where systemd finds it; only root may. Raises `ValueError`, `AlreadyThere`, `OSError`."""
    who = user, following.folder
    return install_unit(UNIT, following.command, who, "how far it has come", force=force)
