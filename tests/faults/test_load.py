"""A rush on a real server: 16 connections take numbers while ten officers call and serve.

Six hundred numbers, and 8,000, twenty times a ward's day, with `make torture`.
"""

from collections.abc import Iterator

import pytest

from tests.history.finding import told
from tests.history.judge import judge
from tests.history.record import Recorder
from tests.support.crowd import Crowd
from tests.support.exported import journal_in
from tests.support.process import COUNTERS, Process

CITIZENS = 16
NUMBERS = [600, pytest.param(8000, marks=pytest.mark.torture)]


@pytest.fixture(scope="module", params=NUMBERS)
def numbers(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="module")
def rush(numbers: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, Recorder]]:
    """The server and what everybody was told, after the last number was taken and the officers went home."""
    with Process(tmp_path_factory.mktemp("rush")) as server:
        staff = server.enrol(officers=COUNTERS)
        server.start()
        with Crowd(server, staff, citizens=CITIZENS, most=numbers, seed=2025) as crowd:
            crowd.until_all_issued()
        yield server, crowd.record


def test_it_gives_everybody_a_number_and_keeps_the_officers_at_work(
    rush: tuple[Process, Recorder], numbers: int
) -> None:
    said = rush[1].said

    assert len({one.told["number"] for one in said if one.path == "/tickets" and one.done}) == numbers
    assert sum(one.path.endswith("/call") and one.done for one in said) > COUNTERS
    assert all(one.status is not None for one in said)


def test_no_promise_is_broken(rush: tuple[Process, Recorder]) -> None:
    findings = judge(journal_in(rush[0].data), rush[1].said)

    assert findings == [], told(findings)


def test_it_leaves_a_store_that_the_doctor_finds_clean(rush: tuple[Process, Recorder]) -> None:
    found = rush[0].doctor()

    assert found.returncode == 0, found.stdout + found.stderr
