"""People and devices."""

import unicodedata
from dataclasses import replace
from typing import Literal

import pytest

from server.core.events import PersonAdded
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.people import devices, people, pins, sign_in, tokens
from server.service.people.people import Changes, NewPerson
from server.service.queue import counters
from server.service.queue.counters import Officer

LAN = NewPerson("lan", "Nguyễn Thị Lan", "officer", "mat-khau-dai", "123456", 1)
OLD = PersonAdded("Lan", "Lan", "officer")


def add(context: Context, new: NewPerson) -> None:
    people.add_person(context, new, "test")


def change(context: Context, username: str, changes: Changes) -> None:
    people.change_person(context, username, changes, "test")


def remove(context: Context, username: str) -> None:
    people.remove_person(context, username, "test")


def refusal(*arguments: object, act: object = add) -> str:
    with pytest.raises(Refusal) as refused:
        act(*arguments)
    return refused.value.code


def test_somebody_added_may_sign_in(context: Context) -> None:
    people.add_person(context, LAN, "test")
    person = sign_in.sign_in(context, "lan", "mat-khau-dai")
    assert (person.name, person.role, person.counter) == ("Nguyễn Thị Lan", "officer", 1)


@pytest.mark.parametrize("typed", ["Lan", "LAN", " lan "])
def test_a_phones_capital_letter_signs_in_all_the_same(context: Context, typed: str) -> None:
    people.add_person(context, LAN, "test")
    assert sign_in.sign_in(context, typed, "mat-khau-dai").username == "lan"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_password_is_one_however_its_letters_are_written(
    context: Context, form: Literal["NFC", "NFD"]
) -> None:
    people.add_person(context, replace(LAN, password=unicodedata.normalize(form, "chữ ký số ế")), "test")
    for typed in ("NFC", "NFD"):
        assert sign_in.sign_in(context, "lan", unicodedata.normalize(typed, "chữ ký số ế")).username == "lan"


def test_whoever_is_at_a_counter_is_not_removed_from_under_it(context: Context) -> None:
    people.add_person(context, LAN, "test")
    counters.open_(context, 1, Officer("lan"))
    assert refusal(context, "lan", act=remove) == "person_at_counter"
    assert sign_in.sign_in(context, "lan", "mat-khau-dai")
    counters.close(context, 1, Officer("lan"))
    remove(context, "lan")
    assert people.people(context) == []


@pytest.mark.parametrize("username", ["lan", "LAN", "Lan"])
def test_somebody_who_is_there_is_not_added_again(context: Context, username: str) -> None:
    people.add_person(context, LAN, "test")
    again = NewPerson(username, "Lan khác", "admin", "mat-khau-moi")
    assert refusal(context, again) == ("username_taken" if username == "lan" else "bad_request")
    assert sign_in.sign_in(context, "lan", "mat-khau-dai").role == "officer"
    assert len(people.people(context)) == 1


def test_a_name_that_an_earlier_version_allowed_is_taken_however_it_is_written(context: Context) -> None:
    context.store.write(lambda tr: tr.record(OLD, "test"))
    assert refusal(context, LAN) == "username_taken"
    assert [person.username for person in people.people(context)] == ["Lan"]


@pytest.mark.parametrize(
    "username", ["", " ", "Lan", "lân", "lan anh", "-lan", ".lan", "lan\n", "l" * 33, "ｌan"]
)
def test_a_user_name_is_plain_letters(context: Context, username: str) -> None:
    with pytest.raises(Refusal) as refused:
        people.add_person(context, replace(LAN, username=username), "test")
    assert "1 to 32 lower-case letters a–z" in str(refused.value)


@pytest.mark.parametrize("word", ["any", "me"])
def test_words_of_reports_and_of_the_api_are_user_names_of_nobody_new(context: Context, word: str) -> None:
    with pytest.raises(Refusal) as refused:
        add(context, replace(LAN, username=word))
    told = refused.value.texts()
    assert ("không dùng “any” hay “me”" in told["vi"], "not “any” or “me”" in told["en"]) == (True, True)
    context.store.write(lambda transaction: transaction.record(PersonAdded(word, "Mẹ", "officer"), "test"))
    change(context, word, Changes(title="Công chức"))
    add(context, replace(LAN, username=f"{word}.lan"))


@pytest.mark.parametrize("username", ["lan", "lan.nguyen", "lan-2", "lan_2", "2", "l" * 32])
def test_a_user_name_may_have_digits_and_marks(context: Context, username: str) -> None:
    people.add_person(context, replace(LAN, username=username), "test")
    assert people.find_person(context, username) is not None


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_nobody_is_without_a_name(context: Context, name: str) -> None:
    assert refusal(context, replace(LAN, name=name)) == "bad_request"
    assert refusal(context, "kiosk", name, "test", act=devices.enrol_device) == "bad_request"


def test_a_usual_counter_is_one_of_the_centres(context: Context) -> None:
    assert refusal(context, replace(LAN, counter=11)) == "unknown_counter"
    people.add_person(context, LAN, "test")
    assert refusal(context, "lan", Changes(counter=11), act=change) == "unknown_counter"


@pytest.mark.parametrize(
    ("broken", "rule", "said"),
    [
        ({"password": "ngan"}, "password: at least 8 characters", "mật khẩu: ít nhất 8 ký tự"),
        ({"pin": "123"}, "PIN: 4 to 8 digits", "mã PIN: từ 4 đến 8 chữ số"),
        ({"role": "admin"}, "PIN: only an officer has one", "mã PIN: chỉ công chức"),
        ({"title": "x" * 81}, "title: at most 80 letters", "chức danh: nhiều nhất 80 chữ"),
    ],
)
def test_a_rule_is_told_in_both_languages(
    context: Context, broken: dict[str, str], rule: str, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        people.add_person(context, replace(LAN, **broken), "test")
    texts = refused.value.texts()
    assert rule in texts["en"]
    assert said in texts["vi"]


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        (Changes(name=" Nguyễn Lan "), {"name": "Nguyễn Lan"}),
        (Changes(title="Công chức Tư pháp"), {"title": "Công chức Tư pháp"}),
        (Changes(title=""), {"title": None}),
        (Changes(counter=3), {"counter": 3}),
        (Changes(counter=0), {"counter": None}),
        (Changes(pin=""), {"pin": False}),
        (Changes(role="admin"), {"role": "admin", "pin": False}),
        (Changes(), {}),
    ],
)
def test_only_what_is_given_is_changed(
    context: Context, changes: Changes, changed: dict[str, object]
) -> None:
    people.add_person(context, replace(LAN, title="Công chức"), "test")
    before = people.find_person(context, "lan")
    assert before is not None
    people.change_person(context, "lan", changes, "test")
    after = people.find_person(context, "lan")
    assert after is not None
    assert replace(after, version=before.version) == replace(before, **changed)
    assert (after.version > before.version) == bool(changed)


def test_a_changed_password_and_pin_replace_the_old_ones(context: Context) -> None:
    people.add_person(context, LAN, "test")
    people.change_person(context, "lan", Changes(password="mat-khau-moi", pin="2468"), "test")
    assert sign_in.sign_in(context, "lan", "mat-khau-moi").name == LAN.name
    assert pins.check_pin(context, "lan", "2468").name == LAN.name
    assert refusal(context, "lan", "mat-khau-dai", act=sign_in.sign_in) == "sign_in_failed"
    assert refusal(context, "lan", "123456", act=pins.check_pin) == "pin_failed"


@pytest.mark.parametrize(
    "changes",
    [
        Changes(name=""),
        Changes(role="king"),
        Changes(password="ngan"),
        Changes(pin="12"),
        Changes(role="admin", pin="1234"),
    ],
)
def test_a_change_that_breaks_a_rule_changes_nothing(context: Context, changes: Changes) -> None:
    people.add_person(context, LAN, "test")
    before = people.people(context)
    assert refusal(context, "lan", changes, act=change) == "bad_request"
    assert people.people(context) == before


def test_a_manager_gets_no_pin_later(context: Context) -> None:
    people.add_person(context, replace(LAN, role="admin", pin=None), "test")
    assert refusal(context, "lan", Changes(pin="1234"), act=change) == "bad_request"


def test_somebody_removed_signs_in_no_more_and_their_token_opens_nothing(context: Context) -> None:
    people.add_person(context, LAN, "test")
    token = tokens.token_for(context, "lan", "test")
    people.remove_person(context, "lan", "test")
    assert refusal(context, "lan", "mat-khau-dai", act=sign_in.sign_in) == "sign_in_failed"
    assert refusal(context, token, act=tokens.bearer) == "not_signed_in"
    people.add_person(context, LAN, "test")
    assert refusal(context, token, act=tokens.bearer) == "not_signed_in"


@pytest.mark.parametrize("act", [remove, lambda c, u: change(c, u, Changes())])
def test_nobody_is_changed_who_is_not_there(context: Context, act: object) -> None:
    assert refusal(context, "lan", act=act) == "unknown_officer"


@pytest.mark.parametrize("password", ["", "ngắn", "1234567"])
def test_a_password_has_at_least_eight_characters(context: Context, password: str) -> None:
    assert refusal(context, NewPerson("lan", "Lan", "officer", password)) == "bad_request"
    assert people.people(context) == []


def test_there_are_no_roles_of_ones_own(context: Context) -> None:
    assert refusal(context, NewPerson("lan", "Lan", "king", "mat-khau-dai")) == "bad_request"


def test_a_title_has_an_end(context: Context) -> None:
    assert refusal(context, replace(LAN, title="Công chức " * 9)) == "bad_request"
    assert people.people(context) == []
    people.add_person(context, replace(LAN, title="Công chức Tư pháp – Hộ tịch"), "test")
    assert people.people(context)[0].title == "Công chức Tư pháp – Hộ tịch"


def test_there_are_no_devices_of_ones_own(context: Context) -> None:
    assert refusal(context, "toaster", "Bếp", "test", act=devices.enrol_device) == "bad_request"
    assert devices.devices(context) == []


def test_every_token_is_another(context: Context) -> None:
    made = {devices.enrol_device(context, "kiosk", f"Kiosk {n}", "test")[1] for n in range(20)}
    assert len(made) == 20
    assert all(len(token) >= 43 for token in made)  # 256 bits


def test_a_device_is_revoked_only_once(context: Context) -> None:
    device, _ = devices.enrol_device(context, "kiosk", "Kiosk", "test")
    devices.revoke_device(context, device, "test")
    with context.store.read() as connection:
        rows = connection.execute("SELECT count(*) FROM journal").fetchone()
    devices.revoke_device(context, device, "test")
    with context.store.read() as connection:
        assert connection.execute("SELECT count(*) FROM journal").fetchone() == rows


def test_a_device_that_was_never_enrolled_cannot_be_revoked(context: Context) -> None:
    assert refusal(context, 99, "test", act=devices.revoke_device) == "unknown_device"


def test_a_person_without_an_account_gets_no_token(context: Context) -> None:
    with pytest.raises(Refusal):
        tokens.token_for(context, "nobody", "test")
