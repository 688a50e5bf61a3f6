"""The kiosk alone: numbers go on when the server is gone, join the queue when it is back, and nothing is doubled."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kiosk.alone.upstream import Answer
from kiosk.paper.logo import logo
from kiosk.printers.virtual import VirtualPrinter
from kiosk.speech import Speech
from server.app import Server
from server.hall.sound_files import SoundFiles
from server.http.body import BODY_LIMIT
from server.kiosks.alone_hours import is_open
from server.service.machines.pairing import Confirmed
from server.service.people import devices
from server.service.people.devices import NewDevice
from server.store.doctor import examine
from tests.support.api import Api
from tests.support.boxes import DAY_MS, BoxClock, Kiosk
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.golden import differing_dots
from tests.support.logos import a_logo
from tests.support.wav import as_wav, text_of


@pytest.fixture
def other(server: Server, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """Another one, whose clock is a day fast."""
    _, token = devices.enrol_device(server.context, "kiosk", "Kiosk 2", "test")
    made = Kiosk(server.app, tmp_path / "box2", token, BoxClock(clock, DAY_MS))
    made.look()
    yield made
    made.agent.close()


def waiting(api: Api) -> list[str]:
    view = api.admin.get("/counters/1").json
    return [ticket["number"] for ticket in view["waiting"]["items"]]


def clean(server: Server) -> bool:
    with server.context.store.read() as connection:
        return list(examine(connection)) == []


def fill_disk(kiosk: Kiosk) -> None:
    (pages,) = kiosk.agent.memory.rows("PRAGMA page_count")[0]
    kiosk.agent.memory.rows(f"PRAGMA max_page_count = {pages}")


def test_it_passes_a_touch_on_while_the_server_answers(kiosk: Kiosk, api: Api) -> None:
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["number"]) == (201, "A001")
    assert waiting(api) == ["A001"]


def test_a_box_that_nobody_enrolled_is_paired_through_it(kiosk: Kiosk, server: Server) -> None:
    browser = kiosk.agent.app.test_client()
    offer = browser.post("/api/v1/pairings", json={"kind": "kiosk"}).json
    assert browser.get(f"/pairing/{offer['code']}.svg").mimetype == "image/svg+xml"
    confirmed = Confirmed(NewDevice("kiosk", "Kiosk mới"))
    server.app.extensions["goiso"].pairings.accept(offer["code"], confirmed, "test")
    paired = browser.post("/api/v1/pairings/claim", json={"secret": offer["secret"]}).json
    assert paired["next"] == "/kiosk"
    kiosk.token = paired["token"]
    assert kiosk.touch().status_code == 201


def test_it_gives_a_number_of_its_own_when_the_server_is_gone(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    answer = kiosk.touch()
    assert answer.status_code == 201
    assert (answer.json["number"], answer.json["offline"]) == ("LA001", True)
    assert answer.json["ahead"] is answer.json["wait"] is answer.json["track"] is None


def test_only_the_first_touch_waits_for_a_server_that_is_gone(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    kiosk.number()
    asked = len(kiosk.cable.asked)
    assert [kiosk.number() for _ in range(3)] == ["LA002", "LA003", "LA004"]
    assert len(kiosk.cable.asked) == asked


def test_numbers_join_where_their_people_came_and_it_forwards_again(
    kiosk: Kiosk, api: Api, server: Server, clock: SetClock
) -> None:
    numbers = [kiosk.number()]
    kiosk.cable.cut = True
    for _ in range(3):
        clock.forward(minutes=1)
        numbers.append(kiosk.number())
    clock.forward(minutes=1)
    api.take()
    kiosk.cable.cut = False
    kiosk.look()

    assert waiting(api) == ["A001", "LA001", "LA002", "LA003", "A002"]
    assert kiosk.number() == "A003"
    assert clean(server)


def test_a_repeated_touch_gets_the_same_number_whatever_happens_between(kiosk: Kiosk, api: Api) -> None:
    first = kiosk.number(key="served")
    kiosk.cable.cut = True
    alone = kiosk.number(key="alone")
    assert kiosk.number(key="served") == first
    kiosk.cable.cut = False
    kiosk.look()
    assert kiosk.number(key="alone") == alone
    assert waiting(api) == [first, alone]


def test_a_lost_answer_leaves_one_number_and_no_ghost(kiosk: Kiosk, api: Api, server: Server) -> None:
    kiosk.cable.lose = 1
    assert kiosk.number(key="the-touch") == "LA001"
    assert waiting(api) == ["A001"]
    kiosk.look()
    kiosk.look()

    assert waiting(api) == ["LA001"]
    assert kiosk.number(key="the-touch") == "LA001"
    assert clean(server)


def test_a_lost_answer_to_what_joined_joins_nothing_twice(kiosk: Kiosk, api: Api, server: Server) -> None:
    kiosk.cable.cut = True
    kiosk.number()
    kiosk.cable.cut, kiosk.cable.lose = False, 1
    kiosk.look()
    assert not kiosk.agent.link.up
    kiosk.look()
    assert waiting(api) == ["LA001"]
    assert clean(server)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(502, [("Content-Type", "text/html")], b"<h1>Bad gateway</h1>"),
        Answer(500, [], b'{"code": "internal"}'),
    ],
)
def test_an_error_without_a_name_is_as_good_as_no_answer(kiosk: Kiosk, answer: Answer) -> None:
    kiosk.cable.instead = answer
    assert kiosk.number() == "LA001"


def test_a_named_refusal_is_passed_on_and_gives_no_number(kiosk: Kiosk) -> None:
    kiosk.cable.instead = Answer(
        507, [("Content-Type", "application/problem+json")], b'{"code": "storage_full"}'
    )
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["code"]) == (507, "storage_full")
    assert kiosk.touch("ZZ").status_code == 507
    assert kiosk.agent.series.count() == 0


WRONG = [
    b"",
    b"{",
    b"[]",
    b'"CT"',
    b"\xff\xfe",
    b'{"field":' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    b"{}",
    b'{"field": null}',
    b'{"field": ""}',
    b'{"field": NaN}',
    b'{"field": ["CT"]}',
    b'{"field": {"code": "CT"}}',
    rb'{"field": "\ud800"}',
    rb'{"field": "CT", "\ud800": 1}',
    b'{"field": "CT", "procedure": 5}',
    b'{"field": "CT", "procedure": "' + b"9" * 41 + b'"}',
    b'{"field": "CT", "procedure": ' + b"9" * 5000 + b"}",
    b'{"field": "CT", "priority": true}',
    b'{"field": "CT", "channel": "pigeon"}',
    b'{"field": "CT", "card": "0123"}',
    b'{"field": "CT", "print": null}',
    b'{"field": "CT", "print": 5.5}',
    b'{"field": "CT", "language": "EN"}',
    rb'{"field": "CT", "language": "en\n"}',
    b'{"field": "CT", "language": "en-abcdefgh-abcdefgh-a"}',
    b'{"field": "CT", "nickname": "Lan"}',
    b'{"field": "CT", "procedure": "' + b"9" * BODY_LIMIT + b'"}',
]


def test_what_the_server_would_not_read_is_refused_alone_in_the_same_words(kiosk: Kiosk) -> None:
    asked = [kiosk.send(body).json for body in WRONG]
    kiosk.cable.cut = True
    assert [kiosk.send(body).json for body in WRONG] == asked
    assert {told["code"] for told in asked} == {"bad_request", "body_too_large"}
    assert kiosk.agent.series.count() == 0


def test_a_key_that_the_server_would_not_take_gives_no_number_alone(kiosk: Kiosk) -> None:
    keys, body = ("", "x" * 201), b'{"field": "CT"}'
    asked = [kiosk.send(body, key).json for key in keys]
    kiosk.cable.cut = True
    assert [kiosk.send(body, key).json for key in keys] == asked
    assert kiosk.agent.series.count() == 0


def test_whatever_it_gives_alone_joins(kiosk: Kiosk, api: Api) -> None:
    kiosk.cable.cut = True
    longest = {"field": "CT", "procedure": "9" * 40, "language": "en-abcdefgh-abcdefgh"}
    numbers = [kiosk.touch(key="x" * 200, **longest).json["number"], kiosk.number()]
    kiosk.cable.cut = False
    kiosk.look()
    assert waiting(api) == numbers


def test_what_goes_wrong_unforeseen_has_a_name(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(kiosk.agent.touches, "take", fail)
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["code"]) == (500, "internal")
    assert "secret" not in answer.text


def test_a_key_that_comes_with_another_wish_is_refused_as_the_server_does(kiosk: Kiosk, api: Api) -> None:
    numbers = [kiosk.number(key="served")]
    kiosk.cable.cut = True
    numbers.append(kiosk.number(key="alone"))
    for key in ("served", "alone"):
        answer = kiosk.touch("XD", key)
        assert (answer.status_code, answer.json["code"]) == (422, "idempotency_mismatch")
    kiosk.restart("boot-2")
    assert kiosk.touch("XD", "alone").status_code == 422
    assert kiosk.number(key="alone") == numbers[1]
    kiosk.cable.cut = False
    kiosk.look()
    assert kiosk.touch("XD", "alone").status_code == 422
    assert waiting(api) == numbers


def test_what_an_earlier_version_gave_is_still_known(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    number = kiosk.number(key="alone")
    with kiosk.agent.memory.changes() as line:
        line.execute("ALTER TABLE given DROP COLUMN request")
    kiosk.restart("boot-2")
    assert kiosk.number(key="alone") == number
    assert kiosk.number() == "LA002"


def test_a_token_that_was_taken_back_gives_no_numbers_alone_either(
    kiosk: Kiosk, api: Api, server: Server
) -> None:
    device = api.kiosk.get("/tickets/offline").json["device"]
    devices.revoke_device(server.context, device, "test")
    assert (kiosk.touch().status_code, kiosk.touch().json["code"]) == (401, "token_expired")
    assert kiosk.get("/api/v1/centre").json["agent"]["refused"] is True

    kiosk.cable.cut = True
    for _ in range(2):
        answer = kiosk.touch()
        assert (answer.status_code, answer.json["code"]) == (401, "token_expired")
        kiosk.restart("boot-2")
    assert kiosk.agent.series.count() == 0


def test_a_token_taken_back_while_it_was_alone_ends_it_when_the_server_is_heard(
    kiosk: Kiosk, api: Api, server: Server
) -> None:
    device = api.kiosk.get("/tickets/offline").json["device"]
    kiosk.cable.cut = True
    kiosk.number()
    devices.revoke_device(server.context, device, "test")
    kiosk.cable.cut = False
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.touch().json["code"] == "token_expired"
    assert kiosk.agent.series.count() == 1  # kept for a technician who enrols the box anew


def test_what_a_box_gave_joins_under_its_new_token(
    kiosk: Kiosk, api: Api, server: Server, clock: SetClock
) -> None:
    device = api.kiosk.get("/tickets/offline").json["device"]
    kiosk.cable.cut = True
    kiosk.number()
    devices.revoke_device(server.context, device, "test")
    kiosk.cable.cut = False
    kiosk.look()
    _, kiosk.token = devices.enrol_device(server.context, "kiosk", "Kiosk mới", "test")
    kiosk.look()
    assert waiting(api) == ["LA001"]


def test_a_box_with_a_new_token_gives_numbers_alone_though_its_old_one_is_still_good(
    kiosk: Kiosk, api: Api, server: Server
) -> None:
    kiosk.cable.cut = True
    number = kiosk.number()
    _, kiosk.token = devices.enrol_device(server.context, "kiosk", "Kiosk mới", "test")
    kiosk.cable.cut = False
    kiosk.look()
    assert waiting(api) == [number]
    kiosk.look()
    kiosk.cable.cut = True
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["offline"]) == (201, True), answer.text


def test_a_stranger_on_the_box_gets_nothing_while_it_is_alone(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    kiosk.token = "made-up"
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")


def test_a_full_disk_is_named_and_gives_no_number(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    kiosk.number()
    fill_disk(kiosk)
    answers = [kiosk.touch(procedure="x" * 40, key=f"{n:0200}") for n in range(20)]
    full = answers[-1]
    assert (full.status_code, full.json["code"]) == (507, "storage_full")
    given = [answer.json["number"] for answer in answers if answer.status_code == 201]
    assert kiosk.agent.series.count() == 1 + len(given)

    kiosk.agent.memory.rows("PRAGMA max_page_count = 100000")
    assert kiosk.number() == f"LA{2 + len(given):03d}"


def test_a_number_is_on_the_disk_before_it_is_answered(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.cable.cut = True
    number = kiosk.number()
    line = sqlite3.connect(tmp_path / "box" / "kiosk.db")
    assert line.execute("SELECT number FROM given").fetchall() == [(number,)]
    line.close()
    assert kiosk.agent.memory.rows("PRAGMA synchronous")[0][0] == 2
    assert kiosk.agent.memory.rows("PRAGMA journal_mode")[0][0] == "wal"


def test_a_power_cut_of_the_box_brings_no_number_twice(kiosk: Kiosk, api: Api, server: Server) -> None:
    kiosk.cable.cut = True
    numbers = [kiosk.number(), kiosk.number()]
    kiosk.restart("boot-2")
    numbers.append(kiosk.number())
    assert numbers == ["LA001", "LA002", "LA003"]
    kiosk.cable.cut = False
    kiosk.look()
    assert waiting(api) == numbers
    assert clean(server)


def test_alone_over_midnight_each_number_keeps_its_own_day(
    kiosk: Kiosk, api: Api, server: Server, clock: SetClock
) -> None:
    clock.set("2026-11-23 23:50")
    kiosk.look()
    kiosk.cable.cut = True
    evening = kiosk.number()
    clock.set("2026-11-24 00:10")
    morning = [kiosk.number(), kiosk.number()]
    kiosk.cable.cut = False
    kiosk.look()

    assert (evening, morning) == ("LA001", ["LA001", "LA002"])
    assert waiting(api) == morning
    with server.context.store.read() as connection:
        rows = connection.execute("SELECT day, n FROM tickets ORDER BY day, n").fetchall()
    assert rows == [("2026-11-23", 1), ("2026-11-24", 1), ("2026-11-24", 2)]
    assert clean(server)


def test_after_a_restart_its_clock_alone_does_not_begin_a_new_day(
    kiosk: Kiosk, api: Api, server: Server
) -> None:
    kiosk.cable.cut = True
    kiosk.number()
    kiosk.clock.wrong_ms = DAY_MS  # its battery is empty
    kiosk.restart("boot-2")
    assert kiosk.number() == "LA002"
    kiosk.cable.cut = False
    kiosk.look()
    assert waiting(api) == ["LA001", "LA002"]
    assert clean(server)


@pytest.mark.parametrize("wrong_ms", [DAY_MS, -DAY_MS])
def test_a_clock_that_is_wrong_by_a_day_does_no_harm(
    kiosk: Kiosk, api: Api, server: Server, clock: SetClock, wrong_ms: int
) -> None:
    kiosk.clock.wrong_ms = wrong_ms
    kiosk.look()
    kiosk.cable.cut = True
    given_at = clock()
    answer = kiosk.touch()
    assert datetime.fromisoformat(answer.json["issued_at"]).timestamp() == given_at / 1000
    clock.forward(minutes=9)
    kiosk.clock.wrong_ms = 0  # somebody sets it right before the server is back
    kiosk.cable.cut = False
    kiosk.look()

    with server.context.store.read() as connection:
        rows = connection.execute("SELECT day, issued_at FROM tickets").fetchall()
    assert rows == [("2026-11-23", given_at)]
    assert clean(server)


def test_two_kiosks_alone_together_join_in_one_order(
    kiosk: Kiosk, other: Kiosk, api: Api, server: Server, clock: SetClock
) -> None:
    kiosk.cable.cut = other.cable.cut = True
    numbers = []
    for box in (kiosk, other, other, kiosk, other):
        numbers.append(box.number())
        clock.forward(seconds=10)
    for box in (other, kiosk):
        box.cable.cut = False
        box.look()

    assert len(set(numbers)) == 5
    assert waiting(api) == numbers
    assert clean(server)


def test_it_goes_by_the_hours_and_fields_that_it_knows(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    answer = kiosk.touch("ZZ")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_field")
    centre = kiosk.agent.memory.fact("centre")
    hours = centre["hours"] | {"sessions": [["07:00", "07:30"]]}
    kiosk.agent.memory.keep(centre=centre | {"hours": hours})
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["code"]) == (409, "centre_closed")


def test_alone_it_keeps_to_exceptions_and_to_a_field_s_own_hours(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    centre = kiosk.agent.memory.fact("centre")
    today = date.fromisoformat(centre["day"])
    week = {"sessions": [["00:00", "00:00"]]}
    own = [{"weekday": (today + timedelta(days=1)).isoweekday(), "from": "07:30", "to": "11:30"}]
    fields = [{**each, "hours": own} if each["code"] == "DD" else each for each in centre["fields"]]
    kiosk.agent.memory.keep(centre=centre | {"hours": centre["hours"] | week, "fields": fields})
    assert kiosk.touch("CT").status_code == 201
    refused = kiosk.touch("DD")
    assert (refused.status_code, refused.json["code"]) == (409, "field_closed")
    assert "07:30–11:30" in refused.json["detail"]
    shown = kiosk.get("/api/v1/centre").json
    field = next(each for each in shown["fields"] if each["code"] == "DD")
    assert (field["open"], field["opens_at"][11:16]) == (False, "07:30")
    assert shown["opening"]["open"] is True
    off = {"date": str(today), "vi": "Nghỉ Tết Nguyên đán", "en": "", "sessions": []}
    hours = centre["hours"] | week | {"exceptions": [off]}
    kiosk.agent.memory.keep(centre=centre | {"hours": hours})
    refused = kiosk.touch("CT")
    assert (refused.status_code, refused.json["code"]) == (409, "centre_closed")
    assert "Nghỉ Tết Nguyên đán" in refused.json["detail"]
    opening = kiosk.get("/api/v1/centre").json["opening"]
    assert opening["reason"] == {"vi": "Nghỉ Tết Nguyên đán", "en": "Nghỉ Tết Nguyên đán"}
    assert opening["opens_at"][:10] == str(today + timedelta(days=1))


def test_an_emergency_message_stops_its_numbers_for_that_day_also_when_the_server_is_gone(
    kiosk: Kiosk,
) -> None:
    kiosk.cable.cut = True
    centre = kiosk.agent.memory.fact("centre")
    message = {"id": 1, "hall": "", "vi": "Có cháy", "en": "", "since": centre["now"]}
    kiosk.agent.memory.keep(centre=centre | {"emergency": message})
    answer = kiosk.touch()
    assert (answer.status_code, answer.json["code"]) == (409, "emergency_on")
    yesterday = message | {"since": "2001-01-01T08:00:00+07:00"}
    kiosk.agent.memory.keep(centre=centre | {"emergency": yesterday})
    assert kiosk.touch().status_code == 201


@pytest.mark.parametrize(
    ("local", "opens_at", "open_"),
    [
        ("2026-11-23 06:59", None, False),
        ("2026-11-23 07:00", None, True),
        ("2026-11-23 11:30", None, False),
        ("2026-11-23 23:59", None, True),
        ("2026-11-23 08:00", "2026-11-24T07:00:00+07:00", False),
        ("2026-11-24 07:00", "2026-11-24T07:00:00+07:00", True),
    ],
)
def test_it_keeps_the_hours_that_it_was_told(local: str, opens_at: str | None, open_: bool) -> None:
    sessions = [{"from": "07:00", "to": "11:30"}, {"from": "20:00", "to": "00:00"}]
    opening = {"open": True, "sessions": sessions, "opens_at": opens_at}
    assert is_open({"timezone": "Asia/Ho_Chi_Minh", "opening": opening}, SetClock(local)()) is open_


def test_a_box_that_never_met_its_server_gives_no_numbers(
    server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock
) -> None:
    fresh = Kiosk(server.app, tmp_path / "fresh", tokens.kiosk, BoxClock(clock))
    fresh.cable.cut = True
    assert fresh.touch().status_code == 401
    assert fresh.get("/kiosk").status_code == 503
    assert fresh.get("/api/v1/centre").json["code"] == "unreachable"
    fresh.agent.close()


def test_its_page_opens_after_a_restart_with_the_server_gone(kiosk: Kiosk) -> None:
    page = kiosk.get("/kiosk").text
    script = kiosk.get("/kiosk/static/kiosk.js")
    kiosk.cable.cut = True
    kiosk.restart("boot-2")

    assert kiosk.get("/kiosk").text == page
    kept = kiosk.get("/kiosk/static/kiosk.js")
    assert (kept.data, kept.content_type) == (script.data, script.content_type)
    centre = kiosk.get("/api/v1/centre").json
    assert centre["agent"] == {
        "alone": True,
        "ready": True,
        "refused": False,
        "to_join": 0,
        "wrong_clock_s": None,
    }
    assert centre["opening"]["open"] is True
    assert "waiting" not in centre["fields"][0]


def test_a_box_alone_tells_no_break_of_a_counter_whose_end_it_cannot_hear_of(kiosk: Kiosk, api: Api) -> None:
    officer = api.at_work()
    officer.post("/counters/1/pause")
    assert kiosk.get("/api/v1/centre").json["fields"][0]["on_break"] is True
    kiosk.cable.cut = True
    kiosk.restart("boot-2")
    assert "on_break" not in kiosk.get("/api/v1/centre").json["fields"][0]


def test_its_page_and_its_slips_have_the_logo_when_the_server_is_gone(
    api: Api, server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock
) -> None:
    printer = VirtualPrinter(576)
    kiosk = Kiosk(server.app, tmp_path / "printing", tokens.kiosk, BoxClock(clock), printer)
    name = api.admin.put("/logos", a_logo()).json["file"]
    centre = api.admin.get("/settings").json["centre"] | {"logo": name}
    api.admin.put_json("/settings/centre", centre)
    kiosk.look()
    kiosk.cable.cut = True
    kiosk.look()
    wanted = (server.settings.server.data / "logos" / name).read_bytes()
    assert kiosk.get(f"/logos/{name}").data == wanted
    assert kiosk.touch().status_code == 201
    kiosk.agent.close()  # when the slip is out
    [slip] = printer.slips()
    mark = logo(wanted, 272, 112)
    assert mark is not None
    left, top = (576 - mark.width) // 2, 7
    with Image.open(BytesIO(slip.png)) as paper:
        assert differing_dots(paper.crop((left, top, left + mark.width, top + mark.height)), mark) == 0


def test_a_logo_that_does_not_come_through_leaves_the_kiosk_with_its_server(api: Api, kiosk: Kiosk) -> None:
    name = api.admin.put("/logos", a_logo()).json["file"]
    centre = api.admin.get("/settings").json["centre"] | {"logo": name}
    assert api.admin.put_json("/settings/centre", centre).status_code == 200
    kiosk.cable.broken = "/logos/"
    kiosk.look()
    number = kiosk.touch().json["number"]
    assert waiting(api) == [number]
    kiosk.cable.broken = ""
    kiosk.look()
    kiosk.cable.cut = True
    assert kiosk.get(f"/logos/{name}").status_code == 200


def test_what_it_does_not_know_it_says_plainly(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    answer = kiosk.get("/api/v1/tickets/1")
    assert (answer.status_code, answer.json["code"]) == (503, "unreachable")


def test_it_speaks_by_itself_and_also_when_it_is_alone(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.agent.speech = Speech(as_wav, SoundFiles(tmp_path, 10_000))
    kiosk.cable.cut = True
    answer = kiosk.get("/api/v1/speech?text=Lấy số&language=vi")
    assert (answer.status_code, answer.mimetype, text_of(answer.data)) == (200, "audio/wav", "Lấy số")
    assert kiosk.get("/api/v1/speech?text=").status_code == 400


def test_without_a_voice_of_its_own_it_asks_the_servers(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no program is there
    kiosk.get("/api/v1/speech?text=hai")
    assert ("GET", "/api/v1/speech?text=hai") in kiosk.cable.asked
    kiosk.cable.cut = True
    assert kiosk.get("/api/v1/speech?text=ba").status_code == 503


def test_a_further_language_is_answered_in_english(kiosk: Kiosk) -> None:
    kiosk.cable.cut = True
    answer = kiosk.get("/api/v1/centre", accept_language="zh, en;q=0.5")
    assert answer.json["name"] == "Public Service Centre"
