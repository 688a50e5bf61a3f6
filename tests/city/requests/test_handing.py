"""What is handed to a centre, and what its word makes of a request, however late, twice or out of order it comes."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask.testing import FlaskClient

from server.city.requests.handing import answered, handed
from tests.city.requests.stand import silent, sync, time_passes
from tests.city.requests.test_asking import ask

TOLD = {"ahead": 12, "low_s": 1800, "high_s": 2400, "kept_s": 4200, "track": "abcdefghijklmnop"}


@pytest.fixture
def id_(phone: FlaskClient) -> str:
    found = str(uuid4())
    assert ask(phone, id_=found).status_code == 202
    return found


def word(id_: str, state: str, **facts: Any) -> dict[str, Any]:
    return {"request": id_, "state": state, "ticket": 7, "number": "A007", "told": TOLD, **facts}


def look(phone: FlaskClient, id_: str) -> dict[str, Any]:
    found = phone.get(f"/public/requests/W0001/{id_}").json
    assert found is not None
    return found


def test_what_has_no_answer_is_handed_over_again(connection: psycopg.Connection, id_: str) -> None:
    first, again = sync(connection, "W0001"), sync(connection, "W0001")
    assert [each["id"] for each in (*first, *again)] == [id_, id_]
    assert first[0].keys() == {"id", "kind", "field", "procedure", "left_s", "language"}
    assert 0 < first[0]["left_s"] <= 120
    assert sync(connection, "W0001", answers=[word(id_, "issued")]) == []


def test_the_phone_sees_its_number_and_by_when_to_come(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    sync(connection, "W0001", answers=[word(id_, "issued")])
    found = look(phone, id_)
    assert (found["standing"], found["number"], found["ahead"]) == ("issued", "A007", 12)
    assert found["come_by"] < found["kept_until"] or found["kept_until"].startswith("0")
    page = phone.get(f"/afar/W0001/{id_}").text
    assert 'data-standing="issued"' in page
    assert phone.get(f"/afar/W0001/{id_}/qr.svg").mimetype == "image/svg+xml"


def test_only_what_was_never_handed_over_is_ended_by_the_city(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    time_passes(connection, 121)
    assert sync(connection, "W0001") == []
    assert look(phone, id_)["standing"] == "expired"


def test_a_late_number_overrides_expired(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    time_passes(connection, 121)
    assert look(phone, id_)["standing"] == "expired"
    (still,) = sync(connection, "W0001")
    assert still["left_s"] < 0
    sync(connection, "W0001", answers=[word(id_, "issued")])
    assert look(phone, id_)["standing"] == "issued"


def test_a_refusal_is_in_the_centres_words(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    told = {"code": "daily_limit", "vi": "Đủ số hôm nay.", "en": "No more today."}
    sync(connection, "W0001", answers=[word(id_, "refused", ticket=None, number=None, told=told)])
    assert (look(phone, id_)["standing"], look(phone, id_)["words"]) == ("refused", "Đủ số hôm nay.")
    assert phone.get(f"/public/requests/W0001/{id_}?lang=en").json["words"] == "No more today."


@pytest.mark.parametrize("last", ["checked_in", "cancelled", "lapsed"])
def test_no_state_goes_back(phone: FlaskClient, connection: psycopg.Connection, id_: str, last: str) -> None:
    sync(connection, "W0001")
    states = ["issued", last, "issued", "refused", last]
    sync(connection, "W0001", answers=[word(id_, state) for state in states])
    assert look(phone, id_)["standing"] == last


def test_the_answers_of_another_centre_and_garbage_change_nothing(
    phone: FlaskClient, connection: psycopg.Connection, conninfo: str, id_: str
) -> None:
    sync(connection, "W0001")
    garbage: list[dict[str, Any]] = [
        {},
        {"request": id_},
        {"request": 5, "state": "issued"},
        {"request": "no-uuid", "state": "issued"},
        {"request": str(uuid4()), "state": "issued"},
        word(id_, "moon"),
    ]
    with psycopg.connect(conninfo) as other:
        answered(other, "W0002", [word(id_, "issued")])
        answered(other, "W0001", garbage)
    assert look(phone, id_)["standing"] == "asking"


def test_while_a_centre_is_silent_its_people_are_told(
    phone: FlaskClient, connection: psycopg.Connection, conninfo: str, id_: str
) -> None:
    sync(connection, "W0001")
    silent(conninfo)
    assert look(phone, id_)["standing"] == "silent"
    sync(connection, "W0001", answers=[word(id_, "issued")])
    silent(conninfo)
    assert (look(phone, id_)["standing"], look(phone, id_)["silent"]) == ("issued", True)


def test_what_the_centre_never_heard_of_is_given_up_at_once(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    phone.post(f"/public/requests/W0001/{id_}/cancel", json={"id": str(uuid4())})
    assert look(phone, id_)["standing"] == "cancelled"
    assert sync(connection, "W0001") == []


def test_what_the_centre_has_heard_of_it_gives_up_itself(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    for _ in range(2):
        phone.post(f"/public/requests/W0001/{id_}/cancel", json={"id": str(uuid4())})
    assert look(phone, id_)["standing"] == "asking"
    asked = {each["kind"]: each for each in sync(connection, "W0001")}
    assert asked["cancel"]["of"] == id_
    sync(connection, "W0001", answers=[word(asked["cancel"]["id"], "cancelled", told={})])
    assert look(phone, id_)["standing"] == "cancelled"


def test_the_four_digits_are_judged_by_the_centre(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    sync(connection, "W0001", answers=[word(id_, "issued")])
    step = str(uuid4())
    for _ in range(2):
        phone.post(f"/public/requests/W0001/{id_}/check-in", json={"id": step, "code": "12 34"})
    (asked,) = sync(connection, "W0001")
    assert asked == {"id": step, "kind": "check_in", "of": id_, "code": "1234"}
    wrong = word(step, "refused", told={"code": "presence_wrong", "vi": "Mã chưa đúng.", "en": "Wrong."})
    sync(connection, "W0001", answers=[wrong])
    assert look(phone, id_)["step"] == {"kind": "check_in", "state": "refused", "words": "Mã chưa đúng."}
    assert "Mã chưa đúng." in phone.get(f"/afar/W0001/{id_}").text
    right = str(uuid4())
    phone.post(f"/public/requests/W0001/{id_}/check-in", json={"id": right, "code": "4321"})
    sync(connection, "W0001")
    sync(connection, "W0001", answers=[word(right, "checked_in", told={})])
    assert (look(phone, id_)["standing"], look(phone, id_)["ahead"]) == ("checked_in", 12)


def test_four_digits_cannot_be_tried_out(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    sync(connection, "W0001", answers=[word(id_, "issued")])
    tries = [
        phone.post(f"/public/requests/W0001/{id_}/check-in", json={"id": str(uuid4()), "code": f"{n:04d}"})
        for n in range(8)
    ]
    assert [each.status_code for each in tries] == [202] * 6 + [429] * 2


def test_a_number_is_known_by_the_centres_own_journal(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    rows = [
        (1, "ticket_issued", 1, {"prefix": "A", "n": 44, "request": id_, "low_s": 60, "high_s": 300}),
        (2, "ticket_place_kept", 1, {"until": 5}),
    ]
    _store(connection, rows)
    (asked,) = sync(connection, "W0001")  # the code for the kiosk is in the centre's answer alone
    assert (asked["id"], look(phone, id_)["number"]) == (id_, "A044")
    sync(connection, "W0001", answers=[word(id_, "issued", number="A044", ticket=1)])
    assert look(phone, id_)["track"] == TOLD["track"]
    assert sync(connection, "W0001") == []
    _store(connection, [(3, "ticket_cancelled", 1, {"lapsed": True})])
    sync(connection, "W0001")
    assert look(phone, id_)["standing"] == "lapsed"


def test_a_ticket_of_a_history_that_is_superseded_is_not_taken_for_the_new_ones(
    phone: FlaskClient, connection: psycopg.Connection, id_: str
) -> None:
    sync(connection, "W0001")
    _store(connection, [(1, "ticket_issued", 1, {"prefix": "A", "n": 1, "request": id_})])
    sync(connection, "W0001", answers=[word(id_, "issued", ticket=1)])
    connection.execute(
        "INSERT INTO epoch (centre, epoch, after, why) VALUES ('W0001', 2, 0, 'restored');"
        "UPDATE centre SET epoch = 2, stored = 0"
    )
    _store(connection, [(1, "ticket_cancelled", 1, {})], epoch=2)
    sync(connection, "W0001")
    assert look(phone, id_)["standing"] == "issued"


def test_many_are_handed_over_in_turn(connection: psycopg.Connection) -> None:
    for _ in range(45):
        connection.execute(
            "INSERT INTO request (centre, id, field, phone, deadline) VALUES ('W0001', %s, 'CT', '', now() + interval '1 minute')",
            (uuid4(),),
        )
    beats = [[each["id"] for each in handed(connection, "W0001")["requests"]] for _ in range(3)]
    assert [len(beat) for beat in beats] == [20, 20, 20]
    assert len({id_ for beat in beats for id_ in beat}) == 45


def _store(
    connection: psycopg.Connection, rows: list[tuple[int, str, int, dict[str, Any]]], epoch: int = 1
) -> None:
    for seq, type_, ticket, data in rows:
        connection.execute(
            "INSERT INTO log (centre, epoch, seq, at, day, type, ticket, data)"
            " VALUES ('W0001', %s, %s, 0, current_date, %s, %s, %s)",
            (epoch, seq, type_, ticket, psycopg.types.json.Jsonb(data)),
        )
    connection.execute("UPDATE centre SET stored = %s WHERE code = 'W0001'", (rows[-1][0],))
