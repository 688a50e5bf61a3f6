"""The people of the city: adding, changing, switching off; there is always an administrator."""

import threading

import pytest

from server.city.people import people
from server.city.people.adding import add_person
from server.city.people.people import PersonSaid
from server.core.refusal import Refusal
from tests.support.city_office import PASSWORD, Office


def code_of(office: Office, act):
    """What changing somebody is refused with."""
    with pytest.raises(Refusal) as refused, office.database.transaction() as transaction:
        act(transaction)
    return refused.value.code


def test_an_administrator_adds_a_liaison_who_sees_only_their_centres(office):
    browser = office.browser("lan")
    sent = browser.post(
        "/people",
        username="tuan",
        name="Vũ Tuấn",
        role="liaison",
        centre=["W0002", "W0003"],
        password=PASSWORD,
    )
    assert sent.status_code == 303
    with office.database.transaction() as transaction:
        added = people.find(transaction, "tuan")
    assert added is not None
    assert (added.sees, added.may("people.manage")) == (("W0002", "W0003"), False)
    assert office.browser("tuan").get("/people").status_code == 403


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"username": "Có Dấu"}, "tên đăng nhập"),
        ({"username": "hoa"}, "Đã có người dùng"),
        ({"name": " "}, "họ tên"),
        ({"role": "king"}, "vai trò"),
        ({"role": "liaison", "centre": []}, "chọn ít nhất một trung tâm"),
        ({"role": "liaison", "centre": ["W9999"]}, "chọn ít nhất một trung tâm"),
        ({"password": "ngan"}, "ít nhất 8 ký tự"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_changed(office, form, told):
    whole = {"username": "tuan", "name": "Vũ Tuấn", "role": "viewer", "password": PASSWORD} | form
    sent = office.browser("lan").post("/people", **whole)
    assert (sent.status_code in {400, 409}, told in sent.text) == (True, True)
    assert office.rows("SELECT count(*) FROM person") == [(3,)]
    assert office.rows("SELECT count(*) FROM audit WHERE act = 'person_added' AND actor = 'lan'") == [(0,)]


def test_whoever_loses_rights_signs_in_again_and_a_new_name_ends_nothing(office):
    hoa, lan = office.browser("hoa"), office.browser("lan")
    lan.post("/people/hoa", name="Trần Thị Hoa", role="viewer")
    assert hoa.get("/account").status_code == 200
    lan.post("/people/hoa", name="Trần Thị Hoa", role="liaison", centre="W0001")
    assert hoa.get("/account").status_code == 302


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(office):
    browser = office.browser("lan")
    browser.post("/people/hoa", name="Một", role="viewer", version="1")
    late = browser.post("/people/hoa", name="Hai", role="viewer", version="1")
    assert (late.status_code, "vừa được sửa" in late.text) == (409, True)
    assert office.rows("SELECT name FROM person WHERE username = 'hoa'") == [("Một",)]


def test_the_last_administrator_stays(office):
    browser = office.browser("lan")
    assert browser.post("/people/lan/switch", active="0").status_code == 409
    assert browser.post("/people/lan", name="Lan", role="viewer").status_code == 409
    assert browser.get("/people").status_code == 200


def test_two_administrators_who_switch_each_other_off_at_once_leave_one(office):
    with office.database.transaction() as transaction:
        add_person(transaction, "tuan", PersonSaid("Vũ Tuấn", "administrator"), PASSWORD)
    refused: list[str] = []
    both = threading.Barrier(2)

    def switch_off(username):
        try:
            with office.database.transaction() as transaction:
                both.wait()
                people.switch(transaction, username, active=False)
        except Refusal as refusal:
            refused.append(refusal.code)

    threads = [threading.Thread(target=switch_off, args=(name,)) for name in ("lan", "tuan")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["last_city_administrator"]
    assert office.rows("SELECT count(*) FROM person WHERE role = 'administrator' AND active") == [(1,)]


def test_nobody_is_changed_who_is_not_there(office):
    said = PersonSaid("Ai", "viewer")
    assert code_of(office, lambda tr: people.change(tr, "ai", said)) == "unknown_city_person"
    assert code_of(office, lambda tr: people.switch(tr, "ai", active=True)) == "unknown_city_person"
    assert code_of(office, lambda tr: people.set_password(tr, "ai", "x")) == "unknown_city_person"
    assert office.browser("lan").get("/people/ai").status_code == 404
