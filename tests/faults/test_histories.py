"""Random histories, judged by the checker: anything happens in any order, many at once, and under a clock that jumps.

One seed, and fifty longer ones with `make torture`; what it finds says which.
"""

import threading
from pathlib import Path
from typing import Any

import pytest

from server.app import Server
from server.store import doctor
from tests.history.finding import told
from tests.history.journal import Row
from tests.history.judge import judge
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.exported import exported
from tests.support.random_hall import ANYTHING, FIELDS, RandomHall

SEEDS = [(1945, 160), *(pytest.param((seed, 500), marks=pytest.mark.torture) for seed in range(50))]
AT_ONCE = 25
CLOCKS = {
    "minutes": ["2026-11-23 08:10", "2026-11-23 07:55"],
    "a day": ["2026-11-24 08:00", "2026-11-23 08:05"],
    "a month": ["2026-12-23 08:00", "2026-11-23 08:05"],
    "years": ["2030-01-01 00:00", "2026-11-23 08:05"],
    "1970": ["1970-01-01 08:00", "2026-11-23 08:05"],
    "midnight": ["2026-11-23 23:59:58", "2026-11-24 00:00:01", "2026-11-23 23:59:59", "2026-11-24 00:00:03"],
    "a month's end": ["2026-11-30 23:59:58", "2026-12-01 00:00:01", "2026-11-30 23:58", "2026-12-01 08:00"],
}
"""What the clock says, one after another; it begins on 23 November at eight."""
SAME_DAY = {"minutes", "1970"}
"""In these it is 23 November for the people all the time."""
BETWEEN = 12


def together(hall: RandomHall, api: Api) -> None:
    """Citizens, officers and the manager all at once."""

    def citizen() -> None:
        kiosk = hall.somebody(api, "kiosk", "kiosk:1")
        for _ in range(AT_ONCE):
            kiosk.post("/tickets", {"field": kiosk.dice.choice(FIELDS)})

    def officer(n: int) -> None:
        who = hall.officers[n]
        for _ in range(AT_ONCE):
            who.post(f"/counters/{n}/{who.dice.choice((*ANYTHING, 'undo', 'next', 'call'))}", {})

    def manager() -> None:
        for _ in range(3):
            hall.set_something()

    acts: list[Any] = [citizen, citizen, manager, *((lambda n=n: officer(n)) for n in hall.officers)]
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def must_be_right(server: Server, hall: RandomHall, seed: object) -> list[Row]:
    """The journal, once nothing is found in it."""
    hall.ends()
    with server.context.store.read() as connection:
        rows = exported(connection)
        assert list(doctor.examine(connection)) == []
    findings = judge(rows, hall.recorder.said)
    assert not findings, f"seed {seed}\n{told(findings)}"
    return rows


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed-{seed[0]}")
def test_no_promise_is_broken(
    server: Server, api: Api, clock: SetClock, tmp_path: Path, seed: tuple[int, int]
) -> None:
    hall = RandomHall(server, api, clock, tmp_path / "box", seed[0])
    for _ in range(seed[1]):
        hall.step()
    together(hall, api)
    rows = must_be_right(server, hall, seed)
    assert {row.type for row in rows} >= {"ticket_called", "ticket_restored", "setting_changed"}
    assert any(row.data.get("request") for row in rows)


@pytest.mark.parametrize("clocks", CLOCKS)
@pytest.mark.parametrize("seed", [1582, *(pytest.param(n, marks=pytest.mark.torture) for n in range(15))])
def test_no_promise_is_broken_by_a_clock_that_jumps(  # noqa: PLR0917 - fixtures
    server: Server, api: Api, clock: SetClock, tmp_path: Path, clocks: str, seed: int
) -> None:
    hall = RandomHall(server, api, clock, tmp_path / "box", seed)
    for says in (*CLOCKS[clocks], None):
        for _ in range(BETWEEN):
            hall.step()
        if says is not None:
            clock.set(says)
            hall.touch()
    rows = must_be_right(server, hall, seed)
    if clocks in SAME_DAY:
        given = [(row.data["prefix"], row.data["n"]) for row in rows if row.type == "ticket_issued"]
        assert len(given) == len({*given}), "people of one day hold the same number"
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
