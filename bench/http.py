"""(b) Numbers a second over HTTP while 200 live screens are connected, beside no screens and a bare Flask route."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from . import process
from .centre import FIELDS, Prepared, prepare
from .figures import Figure, median, spread
from .http_line import Load, issue_requests, post_for
from .load import Screens

SCREENS: Final = 200
CONNECTIONS: Final = 8
_ROUNDS: Final = 3
_WARM_UP_S: Final = 1.0
_SHORT_S: Final = 3.0
_LONG_S: Final = 5.0
_TARGET: Final = 600


@dataclass(slots=True)
class _Measured:
    """One setting's rounds."""

    rates: list[float] = field(default_factory=list)
    answers_ms: list[float] = field(default_factory=list)

    def add(self, load: Load) -> None:
        self.rates.append(load.rate)
        self.answers_ms += load.answers_ms

    def __str__(self) -> str:
        return f"{median(self.rates):,.0f}/s, {spread(self.answers_ms)}"


def run(folder: Path) -> list[Figure]:
    """Bare route, no screens, 200 screens, in turns; each connection posts as soon as it is answered."""
    prepared = prepare(folder / "http")
    with process.goiso(prepared) as server, process.bare_flask() as bare:
        none, crowd, empty, snapshots = asyncio.run(_rounds(prepared, server.port, bare.port))
    rate = median(crowd.rates)
    return [
        Figure(
            f"Numbers over HTTP, {CONNECTIONS} connections, {SCREENS} live screens",
            f"{crowd} ({snapshots:.1f} snapshots a second to each screen)",
            f"no screens: {none}",
            f"≥ {_TARGET}/s",
            rate >= _TARGET,
        ),
        Figure(
            "… share of a bare Flask route's rate",
            f"{rate / median(empty.rates):.2f}",
            f"bare route: {empty}",
        ),
    ]


async def _rounds(prepared: Prepared, port: int, bare: int) -> tuple[_Measured, _Measured, _Measured, float]:
    none, crowd, empty = _Measured(), _Measured(), _Measured()
    screens = Screens(port, token=prepared.display)
    requests, nobody = issue_requests(FIELDS, prepared.kiosk), issue_requests(FIELDS, "")
    await post_for(port, requests, CONNECTIONS, _WARM_UP_S)
    await post_for(bare, nobody, CONNECTIONS, _WARM_UP_S)
    shown = 0
    for _ in range(_ROUNDS):
        empty.add(await post_for(bare, nobody, CONNECTIONS, _SHORT_S))
        none.add(await post_for(port, requests, CONNECTIONS, _SHORT_S))
        await screens.connect(SCREENS)
        before = screens.snapshots
        crowd.add(await post_for(port, requests, CONNECTIONS, _LONG_S))
        shown += screens.snapshots - before
        await screens.close()
    return none, crowd, empty, shown / (SCREENS * _LONG_S * _ROUNDS)
