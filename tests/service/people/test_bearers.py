"""Whose a token is, is not looked up at each number; but whatever may change it counts from the very next request on."""

from collections.abc import Callable

import pytest

from server.core.model import Channel
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people import devices, people, tokens
from server.service.people.people import Changes, NewPerson
from server.service.queue.tickets import NumberRequest, issue
from server.store.people import tokens as stored
from tests.support.clock import SetClock

LAN = NewPerson("lan", "Nguyễn Thị Lan", "officer", "mat-khau-dai")
MAI = NewPerson("mai", "Trần Thị Mai", "manager", "mat-khau-dai")


def refused(context: Context, token: str) -> str:
    with pytest.raises(Refusal) as no:
        tokens.bearer(context, token)
    return no.value.code


def take_a_number(context: Context) -> None:
    issue(context, NumberRequest("CT", channel=Channel.KIOSK), "kiosk:1")


def test_a_machine_that_was_just_heard_is_refused_once_it_is_taken_back(context: Context) -> None:
    device, token = devices.enrol_device(context, "kiosk", "Kiosk 1", "test")
    for _ in range(2):
        known = tokens.bearer(context, token).device
        assert known is not None
        assert known.id == device
    take_a_number(context)
    devices.revoke_device(context, device, "test")
    assert refused(context, token) == "token_expired"


def test_a_machine_has_its_new_name_at_once(context: Context) -> None:
    device, token = devices.enrol_device(context, "kiosk", "Kiosk 1", "test")
    tokens.bearer(context, token)
    devices.change_device(context, device, "Kiosk 2", None, "test")
    known = tokens.bearer(context, token).device
    assert known is not None
    assert known.name == "Kiosk 2"


@pytest.mark.parametrize(
    "do",
    [
        lambda context: people.change_person(context, "lan", Changes(active=False), "test"),
        lambda context: people.change_person(context, "lan", Changes(password="mat-khau-khac"), "test"),
        lambda context: people.remove_person(context, "lan", "test"),
    ],
)
def test_a_persons_token_opens_nothing_once_they_may_not(
    context: Context, do: Callable[[Context], object]
) -> None:
    for each in (MAI, LAN):
        people.add_person(context, each, "test")
    token = tokens.token_for(context, "lan", "test")
    tokens.bearer(context, token)
    do(context)
    assert refused(context, token) in {"not_signed_in", "token_expired"}


def test_a_token_that_is_still_known_ends_with_its_time(context: Context, clock: SetClock) -> None:
    _, token = devices.enrol_device(context, "kiosk", "Kiosk 1", "test", lasts_s=60)
    tokens.bearer(context, token)
    clock.forward(seconds=61)
    assert refused(context, token) == "token_expired"


def test_a_number_lets_what_is_known_stand(context: Context) -> None:
    _, token = devices.enrol_device(context, "kiosk", "Kiosk 1", "test")
    known = tokens.bearer(context, token)
    take_a_number(context)
    assert tokens.bearer(context, token) is known
    with context.store.read() as connection:
        assert stored.bearer(connection, tokens.digest(token)) == known
