"""What the doctor learns about the centre's city. A centre without a city imports nothing of `server.link`."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from server.core.doctor.city import CityFacts, Lost
from server.core.files import CITY
from server.core.link.now import LinkNow
from server.core.link.ties import Tie, standing
from server.operations.doctor.reading import as_read
from server.store import city_ties


@dataclass(frozen=True, slots=True)
class CityHere:
    """The state of the `link`, or the city that only the journal knows because its token is not on this machine. Both empty without a city."""

    link: LinkNow | None = None
    lost: Tie | None = None


def city_facts(here: CityHere, now: int, local: Callable[[int], datetime]) -> CityFacts | None:
    """The facts for the doctor; `local` turns UTC milliseconds into the centre's time."""
    link, lost = here.link, here.lost
    if link is None and lost is None:
        return None
    return CityFacts(
        now,
        link,
        since="" if link is None or link.silent_since is None else as_read(local(link.silent_since)),
        lost=None if lost is None else Lost(lost.url, lost.centre),
    )


def city_beside(connection: sqlite3.Connection, folder: Path, *, running: bool) -> CityHere:
    """The facts from the data folder and its database; the line's state only if the server is `running`."""
    if not (folder / CITY).exists():
        return CityHere(lost=standing(city_ties.newest(connection)))
    if not running:
        return CityHere()
    from server.link.heard import kept  # noqa: PLC0415 - a centre of no city imports nothing of it

    return CityHere(link=kept(folder))
