"""People and devices."""

from dataclasses import replace

import pytest

from server.core.errors import Refusal
from server.service import accounts
from server.service.accounts import NewPerson
from server.service.context import Context

LAN = NewPerson("lan", "Nguyễn Thị Lan", "officer", "mat-khau-dai", "123456", 1)
pytestmark = pytest.mark.usefixtures("quick_hashes")


def refusal(*arguments: object, act: object = accounts.add_person) -> str:
    with pytest.raises(Refusal) as refused:
        act(*arguments)
    return refused.value.code


def test_somebody_added_may_sign_in(context: Context) -> None:
    accounts.add_person(context, LAN)
    person = accounts.sign_in(context, "lan", "mat-khau-dai")
    assert (person.name, person.role, person.counter) == ("Nguyễn Thị Lan", "officer", 1)


def test_somebody_added_again_has_the_new_password_only(context: Context) -> None:
    accounts.add_person(context, LAN)
    accounts.add_person(context, NewPerson("lan", "Nguyễn Thị Lan", "admin", "mat-khau-moi"))
    assert accounts.sign_in(context, "lan", "mat-khau-moi").role == "admin"
    assert refusal(context, "lan", "mat-khau-dai", act=accounts.sign_in) == "sign_in_failed"
    assert len(accounts.people(context)) == 1


@pytest.mark.parametrize("password", ["", "ngắn", "1234567"])
def test_a_password_has_at_least_eight_characters(context: Context, password: str) -> None:
    assert refusal(context, NewPerson("lan", "Lan", "officer", password)) == "bad_request"
    assert accounts.people(context) == []


def test_there_are_no_roles_of_ones_own(context: Context) -> None:
    assert refusal(context, NewPerson("lan", "Lan", "king", "mat-khau-dai")) == "bad_request"


def test_a_title_has_an_end(context: Context) -> None:
    assert refusal(context, replace(LAN, title="Công chức " * 9)) == "bad_request"
    assert accounts.people(context) == []
    accounts.add_person(context, replace(LAN, title="Công chức Tư pháp – Hộ tịch"))
    assert accounts.people(context)[0].title == "Công chức Tư pháp – Hộ tịch"


def test_there_are_no_devices_of_ones_own(context: Context) -> None:
    assert refusal(context, "toaster", "Bếp", "test", act=accounts.enrol_device) == "bad_request"
    assert accounts.devices(context) == []


def test_every_token_is_another(context: Context) -> None:
    tokens = {accounts.enrol_device(context, "kiosk", "Kiosk", "test")[1] for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)  # 256 bits


def test_a_device_is_revoked_only_once(context: Context) -> None:
    device, _ = accounts.enrol_device(context, "kiosk", "Kiosk", "test")
    accounts.revoke_device(context, device, "test")
    with context.store.read() as connection:
        rows = connection.execute("SELECT count(*) FROM journal").fetchone()
    accounts.revoke_device(context, device, "test")
    with context.store.read() as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == rows


def test_a_device_that_was_never_enrolled_cannot_be_revoked(context: Context) -> None:
    assert refusal(context, 99, "test", act=accounts.revoke_device) == "unknown_device"


def test_a_person_without_an_account_gets_no_token(context: Context) -> None:
    with pytest.raises(Refusal):
        accounts.token_for(context, "nobody")
