"""docs/install.md word by word: its commands as a shell in a bare root understands them, and those that need systemd."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final

INSTALL: Final = Path(__file__).parent.parent.parent / "docs" / "install.md"
_FENCED: Final = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NEEDS_SYSTEMD: Final = ("systemctl", "journalctl")
_NEEDS_PODMAN: Final = ("podman",)


@dataclass(frozen=True, slots=True)
class Followed:
    """The commands of a part of the page in order: what can be run here, and what only a started system can."""

    run: list[str]
    systemd: list[str]
    podman: list[str]


def commands(part: str) -> list[str]:
    """Every command line of a text's `sh` blocks, without what is remarked beside it."""
    lines = (line for block in _FENCED.findall(part) for line in block.splitlines())
    return [shlex.join(shlex.split(line, comments=True)) for line in lines if line.strip()]


def parts() -> tuple[str, str]:
    """The page's Vietnamese part without the section on other systems, and that section."""
    text = INSTALL.read_text(encoding="utf-8").partition("\n## English")[0]
    before, other, rest = re.split(
        r"^(## Máy không phải Debian 12\n.*?)(?=^## )", text, flags=re.DOTALL | re.MULTILINE
    )
    return before + rest, other


def followed(part: str) -> Followed:
    """The commands sorted by what they need; in a bare root everybody is root, so `sudo` says only who else it is."""
    found = Followed([], [], [])
    for command in commands(part):
        words = shlex.split(command)
        if words[0] == "sudo":
            words = ["runuser", "-u", words[2], "--", *words[3:]] if words[1] == "-u" else words[1:]
        if words[0] in _NEEDS_SYSTEMD:
            found.systemd.append(shlex.join(words))
        elif words[0] in _NEEDS_PODMAN:
            found.podman.append(shlex.join(words))
        else:
            found.run.append(" ".join(word if "*" in word else shlex.quote(word) for word in words))
    return found
