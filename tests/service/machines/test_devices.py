"""Machines are renamed, moved to another counter, and taken back with its effect told before."""

import pytest

from server.core.refusal import Refusal
from server.core.screens.place import ScreenPlace
from server.service.context import Context
from server.service.machines.loss import Loss, loss_of
from server.service.people import devices, sessions
from server.service.people.people import NewPerson, add_person
from server.service.people.sign_in import by_password
from server.service.queue import tickets
from server.service.queue.tickets import NumberRequest
from server.service.screens import screen_places
from server.store.doctor import examine

PASSWORD = "mat-khau-dai"


def told(context: Context) -> list[tuple[str, str]]:
    """What the journal holds of changed machines, and who changed them."""
    query = "SELECT actor, data FROM journal WHERE type = 'device_changed' ORDER BY seq"
    with context.store.read() as connection:
        assert list(examine(connection)) == []
        return [tuple(row) for row in connection.execute(query)]


def refused(context: Context, *change: object) -> str:
    with pytest.raises(Refusal) as refusal:
        devices.change_device(context, *change, "admin:b")
    return refusal.value.code


def test_a_machine_is_renamed_and_the_journal_says_who_did_it(context: Context) -> None:
    device, _ = devices.enrol_device(context, "kiosk", "Cửa chính", "a")
    devices.change_device(context, device, "Cửa phụ", None, "admin:b")
    assert [each.name for each in devices.devices(context)] == ["Cửa phụ"]
    assert told(context) == [("admin:b", '{"device":1,"changed":{"name":"Cửa phụ"},"takes_back":null}')]


def test_nothing_that_stays_as_it_is_is_recorded(context: Context) -> None:
    device, _ = devices.enrol_device(context, "kiosk", "Cửa chính", "a")
    devices.change_device(context, device, " Cửa  chính", 3, "admin:b")
    assert told(context) == []
    assert devices.counter_of(context, device) is None


def test_a_counter_machine_is_moved_to_another_counter_and_to_none(context: Context) -> None:
    device, _ = devices.enrol_device(context, "counter", "Máy A", "a")
    devices.change_device(context, device, "Máy A", 3, "admin:b")
    assert devices.counter_of(context, device) == 3
    devices.change_device(context, device, "Máy A", None, "admin:b")
    assert devices.counter_of(context, device) is None
    assert len(told(context)) == 2


def test_a_change_that_cannot_be_changes_nothing(context: Context) -> None:
    one, _ = devices.enrol_device(context, "counter", "Máy A", "a")
    devices.enrol_device(context, "counter", "Máy B", "a")
    gone, _ = devices.enrol_device(context, "counter", "Máy C", "a")
    devices.revoke_device(context, gone, "a")
    assert refused(context, one, "máy b", None) == "device_name_taken"
    assert refused(context, one, "Máy A", 99) == "unknown_counter"
    assert refused(context, one, " ", None) == "bad_request"
    assert refused(context, gone, "Máy D", None) == "unknown_device"
    assert refused(context, 99, "Máy D", None) == "unknown_device"
    assert told(context) == []
    devices.change_device(context, one, "MÁY A", None, "admin:b")  # its own name in other letters is free
    devices.change_device(context, one, "Máy C", None, "admin:b")  # nobody in use has it


def test_what_is_lost_with_a_kiosk_are_no_numbers(context: Context) -> None:
    device, _ = devices.enrol_device(context, "kiosk", "Cửa chính", "a")
    other, _ = devices.enrol_device(context, "kiosk", "Cửa phụ", "a")
    for actor in (f"kiosk:{device}", f"kiosk:{device}", f"kiosk:{other}"):
        tickets.issue(context, NumberRequest("CT"), actor)
    assert loss_of(context, device) == Loss(2, (), last=False, silent=False)
    devices.revoke_device(context, other, "a")
    assert loss_of(context, device).last


def test_who_is_signed_in_at_a_counter_machine_is_named(context: Context) -> None:
    device, _ = devices.enrol_device(context, "counter", "Máy A", "a")
    add_person(context, NewPerson("lan", "Nguyễn Thị Lan", "officer", PASSWORD), "a")
    assert loss_of(context, device).people == ()
    sessions.begin(context, by_password(context, "lan", PASSWORD), device)
    assert loss_of(context, device).people == ("Nguyễn Thị Lan",)


def test_the_only_screen_that_speaks_in_a_hall_is_known(context: Context) -> None:
    one, two = (devices.enrol_device(context, "display", name, "a")[0] for name in ("A", "B"))
    screen_places.place_screen(context, one, ScreenPlace("1", "main", sound=True), "a")
    screen_places.place_screen(context, two, ScreenPlace("1", "totem", sound=False), "a")
    assert loss_of(context, one).silent
    assert not loss_of(context, two).silent
    screen_places.place_screen(context, two, ScreenPlace("1", "totem", sound=True), "a")
    assert not loss_of(context, one).silent


def test_nothing_is_told_of_a_machine_that_was_taken_back(context: Context) -> None:
    device, _ = devices.enrol_device(context, "kiosk", "Cửa chính", "a")
    devices.revoke_device(context, device, "a")
    with pytest.raises(Refusal) as refusal:
        loss_of(context, device)
    assert refusal.value.code == "unknown_device"
