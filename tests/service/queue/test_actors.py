"""What whoever acts at a counter is called in the journal, and that rows of before are read as the same person's."""

import pytest

from server.core.roles import actor_of, actor_of_program
from server.core.texts import VIETNAMESE
from server.service.context import Context
from server.service.people import people
from server.service.people.last_seen import LastSeen
from server.service.people.people import NewPerson
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest
from server.service.queue.undo import undo_last
from server.service.reports.life import Sees, life
from server.store import doctor, journal
from tests.support.enrolled import PASSWORD

HOA = NewPerson("hoa", "Trần Thị Hoa", "manager", PASSWORD)
LAN = NewPerson("lan", "Nguyễn Thị Lan", "officer", PASSWORD, counter=1)
BINH = NewPerson("binh", "Lê Văn Bình", "admin", PASSWORD)


@pytest.fixture
def hall(context: Context) -> Context:
    """Counter 1 is open, an officer's, and somebody waits."""
    for person in (HOA, LAN, BINH):
        people.add_person(context, person, "system")
    counters.open_(context, 1, Officer("lan"), ["CT"])
    return context


def acted(context: Context, after: int) -> set[str]:
    with context.store.read() as connection:
        return {entry.actor for entry in journal.since(connection, after)}


def so_far(context: Context) -> int:
    with context.store.read() as connection:
        return journal.last(connection)[0]


@pytest.mark.parametrize("role", ["manager", "admin"])
def test_one_person_has_one_name_in_the_journal_at_a_counter_and_elsewhere(hall: Context, role: str) -> None:
    username = {"manager": "hoa", "admin": "binh"}[role]
    tickets.issue(hall, NumberRequest("CT"), "kiosk:1")
    before = so_far(hall)
    directing = Officer(username, role)
    counters.call(hall, 1, directing)
    undo_last(hall, 1, directing)
    assert acted(hall, before) == {actor_of(role, username)} == {f"{role}:{username}"}
    with hall.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_the_doctor_knows_a_program_by_the_name_by_which_it_acts(hall: Context) -> None:
    tickets.issue(hall, NumberRequest("CT"), "kiosk:1")
    counters.call(hall, 1, Officer(actor_of_program("quay"), "admin", program=True))
    with hall.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_a_row_that_called_a_manager_admin_is_still_hers(hall: Context) -> None:
    id_ = tickets.issue(hall, NumberRequest("CT"), "kiosk:1")[0]["id"]
    counters.call(hall, 1, Officer("hoa", "admin"))  # so managers were called before
    counters.serve(hall, 1, Officer("hoa", "manager"))
    counters.finish(hall, 1, Officer("hoa", "manager"))
    told = [step.who for step in life(hall, id_, VIETNAMESE, Sees(outcomes=True, private=True)).steps]
    assert told.count("Trần Thị Hoa") == len(told) - 1
    assert "hoa" in LastSeen(hall).all()
