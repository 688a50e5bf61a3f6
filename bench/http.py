"""(b) Numbers a second over HTTP while 200 live screens are connected, beside no screens and a bare Flask route."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench import process
from bench.centre import FIELDS, Prepared, prepare
from bench.figures import Figure, median, spread
from bench.http_line import Load, issue_requests, post_for
from bench.load import Screens

_TARGET: Final = 600
_OF_BARE: Final = 0.6
_OF_NONE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Size:
    """How many screens and connections, how many rounds, and how long each part takes in seconds."""

    screens: int = 200
    connections: int = 8
    rounds: int = 3
    warm_up_s: float = 1.0
    short_s: float = 3.0
    long_s: float = 5.0


TINY: Final = Size(screens=2, connections=1, rounds=1, warm_up_s=0.05, short_s=0.05, long_s=0.2)


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


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Bare route, no screens, 200 screens, in turns; each connection posts as soon as it is answered."""
    prepared = prepare(folder / "http")
    with process.goiso(prepared) as server, process.bare_flask() as bare:
        none, crowd, empty, snapshots = asyncio.run(_rounds(size, prepared, server.port, bare.port))
    rate, alone = median(crowd.rates), median(none.rates)
    return [
        Figure(
            f"Numbers over HTTP, {size.connections} connections, {size.screens} live screens",
            f"{crowd} ({snapshots:.1f} snapshots a second to each screen), {rate / alone:.2f} of without",
            f"no screens: {none}",
            f"≥ {_TARGET}/s and ≥ {_OF_NONE}",
            rate >= _TARGET and rate >= _OF_NONE * alone,
        ),
        Figure(
            "… without screens, share of a bare Flask route's rate",
            f"{alone / median(empty.rates):.2f}",
            f"bare route: {empty}",
            f"≥ {_OF_BARE}",
            alone >= _OF_BARE * median(empty.rates),
        ),
    ]


async def _rounds(
    size: Size, prepared: Prepared, port: int, bare: int
) -> tuple[_Measured, _Measured, _Measured, float]:
    none, crowd, empty = _Measured(), _Measured(), _Measured()
    screens = Screens(port, token=prepared.display)
    requests, nobody = issue_requests(FIELDS, prepared.kiosk), issue_requests(FIELDS, "")
    await post_for(port, requests, size.connections, size.warm_up_s)
    await post_for(bare, nobody, size.connections, size.warm_up_s)
    shown = 0
    for _ in range(size.rounds):
        empty.add(await post_for(bare, nobody, size.connections, size.short_s))
        none.add(await post_for(port, requests, size.connections, size.short_s))
        await screens.connect(size.screens)
        before = screens.snapshots
        crowd.add(await post_for(port, requests, size.connections, size.long_s))
        shown += screens.snapshots - before
        await screens.close()
    return none, crowd, empty, shown / (size.screens * size.long_s * size.rounds)
