"""docs/install.md word by word: its commands as a shell in a bare root understands them, and those that need more than that."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

INSTALL: Final = Path(__file__).parent.parent.parent / "docs" / "install.md"
_BLOCK: Final = r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$"
_BLOCKS: Final = re.compile(_BLOCK, re.DOTALL | re.MULTILINE)
_TOLD: Final = re.compile(_BLOCK + r"|`(?P<inline>sudo [^`\n]+)`", re.DOTALL | re.MULTILINE)
_OTHER: Final = re.compile(r"^(## Máy không phải Debian 12\n.*?)(?=^## )", re.DOTALL | re.MULTILINE)
_OF_THE_WHEEL: Final = "/opt/goiso/bin/"
_PODMAN: Final = "podman"
_SYSTEMD: Final = ("systemctl", "journalctl")
_DEVICES: Final = ("mount", "udevadm")
_EXAMPLE: Final = "…"


@dataclass(frozen=True, slots=True)
class Followed:
    """The commands of a part of the page in order: what can be run in a bare root, and what needs a started systemd, podman, or a stick or printer."""

    run: list[str] = field(default_factory=list)
    systemd: list[str] = field(default_factory=list)
    podman: list[str] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)


def commands(part: str) -> list[str]:
    """Every command of a text, in its blocks and its sentences, without what is remarked beside it."""
    return [
        shlex.join(shlex.split(line, comments=True))
        for line in _lines(part)
        if _EXAMPLE not in line.partition("#")[0]
    ]


def _lines(part: str) -> Iterator[str]:
    for told in _TOLD.finditer(part):
        if told["inline"]:
            yield told["inline"]
        elif told["kind"] == "sh":
            yield from filter(str.strip, told["text"].splitlines())
        elif not told["kind"]:
            yield from (line for line in told["text"].splitlines() if line.startswith(_PODMAN))


def settings(kind: str) -> list[str]:
    """The page's blocks of this kind: `toml` for the machine's settings, `ini` for its unit."""
    return [block["text"] for block in _BLOCKS.finditer(_vietnamese()) if block["kind"] == kind]


def parts() -> tuple[str, str]:
    """The page's Vietnamese part on the package, and what it says for other systems: its section, and blocks elsewhere that name the wheel's folder."""
    before, other, rest = _OTHER.split(_vietnamese())
    mine = before + rest
    theirs = [block[0] for block in _BLOCKS.finditer(mine) if _OF_THE_WHEEL in block["text"]]
    for block in theirs:
        mine = mine.replace(block, "")
    return mine, "\n".join((other, *theirs))


def _vietnamese() -> str:
    return INSTALL.read_text(encoding="utf-8").partition("\n## English")[0]


def followed(part: str) -> Followed:
    """The commands sorted by what they need; in a bare root everybody is root, so `sudo` says only who else it is."""
    found = Followed()
    for command in commands(part):
        words = shlex.split(command)
        if words[0] == "sudo":
            words = ["runuser", "-u", words[2], "--", *words[3:]] if words[1] == "-u" else words[1:]
        if words[0] in _SYSTEMD:
            found.systemd.append(shlex.join(words))
        elif words[0] == _PODMAN:
            found.podman.append(_as_typed(words))
        elif words[0] in _DEVICES:
            found.devices.append(shlex.join(words))
        else:
            found.run.append(_as_typed(words))
    return found


def _as_typed(words: list[str]) -> str:
    return " ".join(word if "*" in word else shlex.quote(word) for word in words)
