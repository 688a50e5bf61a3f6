"""A rush on a real server: 16 connections take 5,000 numbers while ten officers call and serve."""

from collections.abc import Iterator

import pytest

from tests.faults import evidence
from tests.faults.evidence import Row
from tests.support.crowd import Crowd, Record
from tests.support.process import COUNTERS, Process

CITIZENS = 16
NUMBERS = 5000


@pytest.fixture(scope="module")
def rush(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, Record]]:
    """The server and what everybody was told, after the last number was taken and the officers went home."""
    with Process(tmp_path_factory.mktemp("rush")) as server:
        staff = server.enrol(officers=COUNTERS)
        server.start()
        with Crowd(server, staff, citizens=CITIZENS, most=NUMBERS, seed=2025) as crowd:
            crowd.until_all_issued()
        yield server, crowd.record


@pytest.fixture(scope="module")
def rows(rush: tuple[Process, Record]) -> list[Row]:
    """The journal afterwards."""
    return evidence.ticket_rows(rush[0].data)


def test_it_gives_everybody_a_number_and_keeps_the_officers_at_work(rush: tuple[Process, Record]) -> None:
    record = rush[1]

    assert len(record.of("ticket_issued")) == NUMBERS
    assert len(record.of("ticket_called")) > COUNTERS
    assert record.lost == 0


def test_it_gives_no_number_twice(rush: tuple[Process, Record], rows: list[Row]) -> None:
    told = [answer.ticket["number"] for answer in rush[1].of("ticket_issued")]

    assert len(set(told)) == NUMBERS
    assert evidence.numbers_twice(rows) == []


def test_it_calls_no_ticket_twice(rush: tuple[Process, Record], rows: list[Row]) -> None:
    told = [answer.ticket["id"] for answer in rush[1].of("ticket_called")]

    assert len(set(told)) == len(told)
    assert evidence.called_twice(rows) == []
    assert evidence.hands_full(rows) == []


def test_it_has_everything_acknowledged_in_the_journal_and_nothing_else(
    rush: tuple[Process, Record], rows: list[Row]
) -> None:
    told = rush[1].told

    assert evidence.lost(told, rows) == []
    assert evidence.unheard(told, rows) == []
    assert evidence.wrong_numbers(told, rows) == []


def test_it_calls_each_field_in_the_order_of_arrival(rows: list[Row]) -> None:
    field_of = {row.ticket: row.number[0] for row in rows if row.number}
    called = [row for row in rows if row.type == "ticket_called"]

    for prefix in set(field_of.values()):
        of_field = [row.ticket for row in called if field_of[row.ticket] == prefix]
        assert of_field == sorted(of_field)


def test_it_leaves_a_store_that_the_doctor_finds_clean(rush: tuple[Process, Record]) -> None:
    found = rush[0].doctor()

    assert found.returncode == 0, found.stdout + found.stderr
