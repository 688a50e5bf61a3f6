"""Joins a city with a one-time code, and asks how much of the journal the city has, without the centre's server."""

import getpass
import ssl
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from server.core.clock import wall_clock
from server.link.answers import Halt, halted
from server.link.joined import Joined, city_address
from server.link.line import CityLine, LineBroken
from server.link.packing import packed

_OK: Final = 200
_UNAUTHORIZED: Final = 401


class CannotJoin(Exception):
    """The city did not accept the centre; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The last row, up to the asked one, whose digest the city knows; row 0 has no digest."""

    seq: int
    digest: str | None


def authority(file: Path | None) -> str:
    """The certificates (PEM) in this file. Raises `CannotJoin` if there are none."""
    if file is None:
        return ""
    try:
        text = file.read_text(encoding="ascii")
        ssl.create_default_context(cadata=text)
    except (OSError, ValueError) as error:
        raise CannotJoin(f"{file} holds no certificate (PEM): {error}") from error
    return text


def join(url: str, code: str, journal: str, ca: str) -> Joined:
    """Exchange a one-time code for a token; nothing is written here. Raises `BadAddress`, `CannotJoin`, `Halt`."""
    asking = Joined(city_address(url), "", "", "", journal, wall_clock(), getpass.getuser(), ca)
    answer = _ask(asking, "POST", "/join", packed({"code": code, "journal": journal}))
    facts = answer.facts or {}
    if answer.status == _UNAUTHORIZED:
        raise CannotJoin(
            "The city does not know this code, or it was used, or its time is over. Ask the city for a new one. Nothing was changed."
        )
    if answer.status != _OK:
        raise halted(answer)
    found = {name: facts.get(name) for name in ("centre", "name", "token")}
    if not all(isinstance(value, str) and value for value in found.values()):
        raise Halt("not_a_city", said="join")
    said: dict[str, Any] = found
    return replace(asking, **said)


def reached(joined: Joined, until: int) -> Reached:
    """The last row that the city has, up to row `until`. Raises `Halt`."""
    answer = _ask(joined, "GET", f"/digest?{urlencode({'seq': until})}")
    facts = answer.facts or {}
    if answer.status != _OK:
        raise halted(answer)
    seq, digest = facts.get("seq"), facts.get("digest")
    if type(seq) is not int:
        raise Halt("not_a_city", said="digest")
    return Reached(seq, digest if isinstance(digest, str) else None)


def _ask(joined: Joined, method: str, path: str, body: bytes | None = None) -> Any:
    line = CityLine(joined)
    try:
        return line.ask(method, path, body)
    except LineBroken as broken:
        raise Halt(broken.code, said=str(broken)) from broken
    finally:
        line.close()
