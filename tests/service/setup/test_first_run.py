"""The one-time code of a start, and who becomes the first administrator."""

import secrets
import threading
from pathlib import Path

import pytest

from server.core.guessing import PASSWORDS
from server.core.people import Person
from server.core.refusal import Refusal
from server.core.setup import STEPS
from server.service.context import Context
from server.service.people.people import Changes, NewPerson, add_person, change_person, people
from server.service.people.sign_in import sign_in
from server.service.setup.first_run import FirstRun
from server.store import doctor, journal, setup
from tests.support.clock import SetClock
from tests.support.whole_centre import a_whole_centre

PASSWORD = "mat-khau-dai"


@pytest.fixture
def first(context: Context) -> FirstRun:
    return FirstRun(context)


def code_of(first: FirstRun) -> str:
    code = first.code
    assert code is not None
    return code


def refused(act: object, *said: object) -> str:
    with pytest.raises(Refusal) as caught:
        act(*said)  # type: ignore[operator]
    return caught.value.code


def begun(first: FirstRun, username: str = "binh") -> Person:
    return first.begin(first.prove(code_of(first)), username, "Trần Thị Bình", PASSWORD)


def test_the_code_is_short_enough_to_be_read_out(first: FirstRun) -> None:
    one, other = code_of(first).split()
    assert (len(one), len(other), (one + other).isdecimal()) == (4, 4, True)


@pytest.mark.parametrize("spaced", ["{}", " {} ", "{}.", "{}-"])
def test_it_is_taken_however_it_is_spaced(first: FirstRun, spaced: str) -> None:
    assert first.proven(first.prove(spaced.format(code_of(first))))
    assert first.proven(first.prove(code_of(first).replace(" ", "")))


def test_whoever_says_it_becomes_the_administrator_with_the_first_steps_to_do(
    first: FirstRun, context: Context
) -> None:
    assert begun(first).role == "admin"
    assert sign_in(context, "binh", PASSWORD).name == "Trần Thị Bình"
    with context.store.read() as connection:
        assert tuple(setup.marks(connection)) == STEPS
        told = [(entry.event.type, entry.actor) for entry in journal.since(connection, 0)]
        assert list(doctor.examine(connection)) == []
    assert told == [
        ("person_added", "admin:binh"),
        ("password_set", "admin:binh"),
        ("setup_begun", "admin:binh"),
    ]


def test_it_is_void_once_there_is_an_administrator(first: FirstRun) -> None:
    code = code_of(first)
    proof = first.prove(code)
    begun(first)
    assert first.code is None
    assert not first.proven(proof)
    assert refused(first.prove, code) == "setup_over"
    assert refused(first.begin, proof, "khac", "Người khác", PASSWORD) == "setup_over"


def test_of_many_at_once_one_is_and_the_others_are_told_so(first: FirstRun, context: Context) -> None:
    proof, told = first.prove(code_of(first)), list[str]()
    together = threading.Barrier(6)

    def race(n: int) -> None:
        together.wait()
        try:
            told.append(first.begin(proof, f"nguoi{n}", f"Người {n}", PASSWORD).role)
        except Refusal as refusal:
            told.append(refusal.code)

    racers = [threading.Thread(target=race, args=(n,)) for n in range(6)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(told) == ["admin", *["setup_over"] * 5]
    assert len(people(context)) == 1


def test_whoever_is_overtaken_while_the_proof_is_looked_at_is_told_that_it_is_over(
    first: FirstRun, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof, compared = first.prove(code_of(first)), secrets.compare_digest

    def overtaken(said: str, right: str) -> bool:
        monkeypatch.undo()
        first.begin(proof, "an", "An", PASSWORD)
        return compared(said, right)

    monkeypatch.setattr(secrets, "compare_digest", overtaken)
    assert refused(first.begin, proof, "binh", "Bình", PASSWORD) == "setup_over"
    assert [person.username for person in people(context)] == ["an"]


def test_a_restart_makes_another_code_and_asks_for_it_again(first: FirstRun, context: Context) -> None:
    proof = first.prove(code_of(first))
    again = FirstRun(context)
    assert again.code != first.code
    assert not again.proven(proof)
    assert refused(again.begin, proof, "binh", "Bình", PASSWORD) == "setup_code_old"
    assert people(context) == []
    assert begun(again).username == "binh"


@pytest.mark.parametrize(
    ("username", "name", "password"),
    [("binh", "Bình", "ngắn"), ("Bình", "Bình", PASSWORD), ("binh", "  ", PASSWORD)],
)
def test_what_breaks_a_rule_changes_nothing_and_may_be_said_again(
    first: FirstRun, context: Context, username: str, name: str, password: str
) -> None:
    proof = first.prove(code_of(first))
    assert refused(first.begin, proof, username, name, password) == "bad_request"
    assert people(context) == []
    assert first.begin(proof, "binh", "Bình", PASSWORD).username == "binh"


def test_guessing_is_slowed_down_and_a_right_code_waits_too(first: FirstRun, clock: SetClock) -> None:
    wrong = code_of(first)[::-1] if code_of(first)[::-1] != code_of(first) else "00000000"
    told = [refused(first.prove, wrong) for _ in range(PASSWORDS.free + 5)]
    assert told == ["setup_code_wrong"] * PASSWORDS.free + ["setup_locked"] * 5
    assert refused(first.prove, code_of(first)) == "setup_locked"
    clock.forward(minutes=1)
    assert begun(first).username == "binh"


def test_the_code_is_in_no_file_of_the_centre(first: FirstRun, context: Context, tmp_path: Path) -> None:
    code = code_of(first).replace(" ", "").encode()
    begun(first)
    context.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if code in path.read_bytes()] == []


def test_a_centre_that_has_an_administrator_asks_for_none(context: Context) -> None:
    add_person(context, NewPerson("binh", "Bình", "admin", PASSWORD), "system")
    first = FirstRun(context)
    assert (first.code, first.open, first.nobody_signs_in) == (None, False, False)


@pytest.mark.parametrize("role", ["officer", "manager"])
def test_officers_and_managers_alone_are_nobody_who_can_do_everything(context: Context, role: str) -> None:
    add_person(context, NewPerson("lan", "Lan", role, PASSWORD), "system")
    first = FirstRun(context)
    assert first.open
    assert not first.nobody_signs_in
    assert begun(first).username == "binh"


def test_an_administrator_who_was_switched_off_long_ago_is_none(context: Context) -> None:
    """Of two, the last cannot be switched off; a centre comes to none only by what somebody did to its tables."""
    add_person(context, NewPerson("binh", "Bình", "admin", PASSWORD), "system")
    assert refused(change_person, context, "binh", Changes(active=False), "system") == "last_manager"


def test_a_centre_that_gave_numbers_already_is_not_given_the_first_steps(context: Context) -> None:
    from server.service.setup.steps import begin

    with context.store.read() as connection:
        before = setup.marks(connection)
    a_whole_centre(context)
    begin(context, "system")
    with context.store.read() as connection:
        assert (before, setup.marks(connection)["printer"]) == ({}, "skipped")
