"""Random histories, judged by the checker: anything happens in any order, then many at once.

One seed, and fifty longer ones with `make torture`; what it finds says which.
"""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from server.app import Server
from server.store import doctor, exporting
from tests.history.finding import told
from tests.history.journal import Row, rows_of
from tests.history.judge import judge
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.random_hall import ANYTHING, FIELDS, RandomHall

SEEDS = [(1945, 220), *(pytest.param((seed, 500), marks=pytest.mark.torture) for seed in range(50))]
AT_ONCE = 25


def exported(server: Server) -> list[Row]:
    """The journal as `goiso export` writes it."""
    with server.context.store.read() as connection:
        return rows_of(json.loads(json.dumps(row)) for row in exporting.rows(connection, "journal", None))


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


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed-{seed[0]}")
def test_no_promise_is_broken(
    server: Server, api: Api, clock: SetClock, tmp_path: Path, seed: tuple[int, int]
) -> None:
    hall = RandomHall(server, api, clock, tmp_path / "box", seed[0])
    for _ in range(seed[1]):
        hall.step()
    together(hall, api)
    hall.ends()
    rows = exported(server)
    findings = judge(rows, hall.recorder.said)
    assert not findings, f"seed {seed}\n{told(findings)}"
    assert {row.type for row in rows} >= {"ticket_called", "ticket_restored", "setting_changed"}
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
