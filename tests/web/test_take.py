"""Numbers on people's own phones, where the centre allows it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Server
from server.config import FieldHours, HoursPart, PhonePart
from server.http.rate_limit import limiter
from server.service.notices import notices
from server.service.notices.notices import NoticeText
from server.service.queue.phones import presence_shown
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path, clock: SetClock) -> Iterator[Start]:
    """Start a centre whose `[phone]` is as given."""
    running: list[Server] = []

    def make(hours: HoursPart | None = None, **phone: object) -> Server:
        settings = default_settings(tmp_path / "data", phone=PhonePart(**phone), hours=hours or HoursPart())
        server = quick_server(settings, clock)
        server.forecaster.close()
        limiter.reset()
        running.append(server)
        return server

    yield make
    for server in running:
        server.close()


@pytest.fixture
def open_to_phones(start: Start) -> Server:
    return start(enabled=True)


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, f"no {name} in the form"
    return found[1]


def form_of(phone: FlaskClient) -> dict[str, str]:
    """What the page's form sends by itself."""
    page = phone.get("/take").text
    return {name: hidden(page, name) for name in ("csrf_token", "key")}


def take(phone: FlaskClient, server: Server, **said: str) -> TestResponse:
    """Fill the form in as somebody in the hall does, and send it."""
    filled = {"field": "CT", "presence": presence_shown(server.context) or ""} | form_of(phone) | said
    return phone.post("/take", data=filled)


def refused(answer: TestResponse) -> tuple[int, str]:
    """(status, code) of a refusal, which says on the page what to do now."""
    found = re.search(r'data-trouble="(\w+)"', answer.text)
    assert found, answer.text
    assert re.search(r'role="alert".*?<p><strong>[^<]+</strong>', answer.text, re.DOTALL)
    return answer.status_code, found[1]


def last_ticket(server: Server) -> dict[str, object]:
    with server.context.store.read() as connection:
        row = connection.execute(
            "SELECT prefix, n, channel, language FROM tickets ORDER BY id DESC"
        ).fetchone()
    return {} if row is None else {"number": f"{row[0]}{row[1]:03d}", "channel": row[2], "language": row[3]}


def test_whoever_is_in_the_hall_gets_a_number_and_its_page(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    answer = take(phone, open_to_phones)
    assert answer.status_code == 303
    assert "A001" in phone.get(answer.location).text
    assert last_ticket(open_to_phones) == {"number": "A001", "channel": "phone", "language": None}


def test_the_journal_says_that_a_phone_took_it(open_to_phones: Server) -> None:
    take(open_to_phones.app.test_client(), open_to_phones)
    admin = Api(open_to_phones.app, enrol_everybody(open_to_phones.context)).admin
    issued = [e for e in admin.get("/journal").json["items"] if e["type"] == "ticket_issued"]
    assert [(entry["actor"], entry["data"]["channel"]) for entry in issued] == [("phone", "phone")]


def test_it_is_off_by_default(server: Server, client: FlaskClient) -> None:
    page = client.get("/take")
    assert page.status_code == 403
    assert "Xin lấy số ở máy lấy số trong sảnh." in page.text
    csrf = hidden(client.get("/start").text, "csrf_token")
    answer = client.post("/take", data={"csrf_token": csrf, "field": "CT", "key": "k", "presence": ""})
    assert answer.status_code == 403
    assert last_ticket(server) == {}


def test_a_wrong_code_gives_no_number_and_keeps_what_was_chosen(open_to_phones: Server) -> None:
    right = presence_shown(open_to_phones.context)
    now = open_to_phones.context.clock()
    wrong = next(
        f"{n:04d}" for n in range(50) if open_to_phones.context.presence.check(f"{n:04d}", now) == "wrong"
    )
    assert wrong != right
    answer = take(open_to_phones.app.test_client(), open_to_phones, field="HT", presence=wrong)
    assert refused(answer) == (403, "presence_wrong")
    assert re.search(r'value="HT" required checked', answer.text)
    assert last_ticket(open_to_phones) == {}


@pytest.mark.parametrize("said", ["", "12", "abcd", "１２３４", "12345678"])
def test_what_is_no_code_is_a_wrong_code(open_to_phones: Server, said: str) -> None:
    answer = take(open_to_phones.app.test_client(), open_to_phones, presence=said)
    assert refused(answer) == (403, "presence_wrong")


def test_the_code_before_is_still_good_and_an_older_one_is_not(
    open_to_phones: Server, clock: SetClock
) -> None:
    code = presence_shown(open_to_phones.context) or ""
    clock.forward(minutes=5)
    assert presence_shown(open_to_phones.context) != code
    assert take(open_to_phones.app.test_client(), open_to_phones, presence=code).status_code == 303
    clock.forward(minutes=5)
    answer = take(open_to_phones.app.test_client(), open_to_phones, presence=code)
    assert refused(answer) == (403, "presence_old")


def test_spaces_in_the_code_do_not_matter(open_to_phones: Server) -> None:
    spaced = " ".join(presence_shown(open_to_phones.context) or "")
    assert take(open_to_phones.app.test_client(), open_to_phones, presence=spaced).status_code == 303


def test_no_code_is_asked_for_where_none_is_needed(start: Start) -> None:
    server = start(enabled=True, presence_minutes=0)
    phone = server.app.test_client()
    assert 'name="presence"' not in phone.get("/take").text
    assert take(phone, server).status_code == 303


def test_a_phone_is_told_of_an_emergency_and_gets_no_number_while_it_stands(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    form, context = form_of(phone), open_to_phones.context
    notices.raise_emergency(context, "", NoticeText("Có cháy!"), "admin:binh")
    page = phone.get("/take").text
    assert "Có cháy!" in page
    assert 'name="field"' not in page
    code = presence_shown(context) or ""
    assert refused(phone.post("/take", data={"field": "CT", "presence": code} | form)) == (
        409,
        "emergency_on",
    )
    notices.lift_emergency(context, "", "admin:binh")
    assert take(phone, open_to_phones).status_code == 303


def test_one_phone_gets_two_numbers_a_day(open_to_phones: Server, clock: SetClock) -> None:
    phone = open_to_phones.app.test_client()
    form = form_of(phone)
    for _ in range(2):
        assert take(phone, open_to_phones).status_code == 303
    code = presence_shown(open_to_phones.context) or ""
    answer = phone.post("/take", data={"field": "CT", "presence": code} | form)
    assert refused(answer) == (429, "phone_limit")
    assert 'name="field"' not in phone.get("/take").text
    assert take(open_to_phones.app.test_client(), open_to_phones).status_code == 303
    clock.forward(days=1)
    assert take(phone, open_to_phones).status_code == 303


def test_the_page_shows_the_numbers_that_the_phone_has(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    tracking = take(phone, open_to_phones).location
    assert f'href="{tracking}"' in phone.get("/take").text


@pytest.mark.parametrize("cookie", ["x", "W10.AAAA", '"', "a.b.c"])
def test_a_forged_cookie_counts_for_nothing(open_to_phones: Server, cookie: str) -> None:
    phone = open_to_phones.app.test_client()
    phone.set_cookie("goiso_phone", cookie)
    assert take(phone, open_to_phones).status_code == 303


def test_one_form_sent_twice_is_one_number(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    form = form_of(phone)
    first, second = (take(phone, open_to_phones, **form) for _ in range(2))
    assert (first.status_code, second.location) == (303, first.location)
    assert last_ticket(open_to_phones)["number"] == "A001"
    assert take(phone, open_to_phones).status_code == 303


def test_a_form_sent_again_with_another_wish_leads_to_the_number_that_it_was_given(
    open_to_phones: Server,
) -> None:
    phone = open_to_phones.app.test_client()
    filled = {"presence": presence_shown(open_to_phones.context) or ""} | form_of(phone)
    lost = phone.post("/take", data=filled | {"field": "CT"})
    phone.delete_cookie("goiso_phone")  # as where the answer never came
    for other in ({"field": "HT"}, {"field": "CT", "priority": "elderly"}):
        again = phone.post("/take", data=filled | other)
        assert (again.status_code, again.location) == (303, lost.location)
    assert "A001" in phone.get("/take").text


def test_numbers_that_a_restored_backup_does_not_know_are_none_that_a_phone_has(
    open_to_phones: Server,
) -> None:
    phone = open_to_phones.app.test_client()
    for _ in range(2):
        take(phone, open_to_phones)
    open_to_phones.context.store.write(lambda tr: tr.connection.execute("DELETE FROM tickets WHERE n = 1"))
    page = phone.get("/take")
    assert (page.status_code, "A001" in page.text, "A002" in page.text) == (200, False, True)
    assert take(phone, open_to_phones).status_code == 303


def test_a_form_sent_again_is_answered_though_the_code_is_old_and_the_phone_has_its_numbers(
    open_to_phones: Server, clock: SetClock
) -> None:
    phone = open_to_phones.app.test_client()
    form = {"field": "CT", "presence": presence_shown(open_to_phones.context) or ""} | form_of(phone)
    first = phone.post("/take", data=form)
    assert take(phone, open_to_phones).status_code == 303
    clock.forward(hours=1)
    again = phone.post("/take", data=form)
    assert (again.status_code, again.location) == (303, first.location)
    assert last_ticket(open_to_phones)["number"] == "A002"


def test_out_of_hours_it_says_when_to_come(start: Start, clock: SetClock) -> None:
    server = start(hours=HoursPart(sessions=[("07:00", "11:30")]), enabled=True)
    phone = server.app.test_client()
    form = form_of(phone)
    clock.set("2026-11-23 12:00")
    page = phone.get("/take").text
    assert "07:00" in page
    assert "Mở cửa lại 07:00 thứ Ba." in page
    assert 'name="field"' not in page
    code = presence_shown(server.context) or ""
    answer = phone.post("/take", data={"field": "CT", "presence": code} | form)
    assert refused(answer) == (409, "centre_closed")


def test_a_field_with_hours_of_its_own_says_when(tmp_path: Path, clock: SetClock) -> None:
    settings = default_settings(tmp_path / "data", phone=PhonePart(enabled=True))
    tuesdays = (FieldHours.model_validate({"weekday": 2, "from": "07:30", "until": "11:30"}),)
    first = settings.fields[0].model_copy(update={"hours": tuesdays})
    clock.set("2026-11-23 09:00")  # a Monday
    server = quick_server(settings.model_copy(update={"fields": (first, *settings.fields[1:])}), clock)
    page = server.app.test_client().get("/take?lang=en").text
    server.close()
    assert "Numbers are given at 07:30 on Tuesday." in page
    assert page.count('name="field"') == len(settings.fields)
    assert page.count("required disabled") == 1


def test_an_unknown_field_is_refused(open_to_phones: Server) -> None:
    answer = take(open_to_phones.app.test_client(), open_to_phones, field="ZZ")
    assert refused(answer) == (404, "unknown_field")


def test_it_wants_the_pages_csrf_token(open_to_phones: Server) -> None:
    answer = take(open_to_phones.app.test_client(), open_to_phones, csrf_token="x")
    assert answer.status_code == 400
    assert last_ticket(open_to_phones) == {}


def test_one_address_may_try_ten_times_a_minute(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    for _ in range(10):
        assert take(phone, open_to_phones, presence="x").status_code == 403
    answer = take(phone, open_to_phones)
    assert answer.status_code == 429
    assert "Đợi một phút rồi thử lại." in answer.text
    phone.environ_base["REMOTE_ADDR"] = "192.168.1.20"
    assert take(phone, open_to_phones).status_code == 303


def test_it_speaks_english(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    phone.set_cookie("lang", "en")
    assert "What have you come for?" in phone.get("/take").text
    assert "The presence code is wrong" in take(phone, open_to_phones, presence="x").text
    take(phone, open_to_phones)
    assert last_ticket(open_to_phones)["language"] == "en"


def test_screens_show_no_code_where_phones_take_no_numbers(api: Api) -> None:
    assert "presence" not in api.display.get("/board").json


def test_screens_show_the_code_of_now(open_to_phones: Server, clock: SetClock) -> None:
    screen = Api(open_to_phones.app, enrol_everybody(open_to_phones.context)).display
    first = screen.get("/board").json["presence"]
    assert re.fullmatch(r"\d{4}", first)
    assert first == presence_shown(open_to_phones.context)
    clock.forward(minutes=5)
    assert screen.get("/board").json["presence"] != first


def test_screens_of_a_closed_hall_show_no_code(start: Start, clock: SetClock) -> None:
    server = start(hours=HoursPart(sessions=[("07:00", "11:30")]), enabled=True)
    screen = Api(server.app, enrol_everybody(server.context)).display
    assert "presence" in screen.get("/board").json
    clock.set("2026-11-23 12:00")
    closed = screen.get("/board").json
    assert (closed["open"], "presence" in closed) == (False, False)


def test_screens_show_no_code_where_none_is_needed(start: Start) -> None:
    server = start(enabled=True, presence_minutes=0)
    screen = Api(server.app, enrol_everybody(server.context)).display
    assert "presence" not in screen.get("/board").json


def test_the_poster_is_the_managers(server: Server, client: FlaskClient, api: Api) -> None:
    assert client.get("/poster").status_code == 302
    sign_in(client, "binh")
    page = client.get("/poster").text
    assert f"{server.url()}/take" in page
    assert "Take a number on your phone" in page
    assert "Đang tắt" in page


def test_the_poster_of_a_machine_that_started_before_its_network_has_its_address_once_it_has_one(
    client: FlaskClient, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "binh")
    probe = MagicMock()
    probe.__enter__().getsockname.return_value = ("192.168.1.9", 50000)
    probe.__enter__().connect.side_effect = [OSError("network is unreachable"), None]
    network = SimpleNamespace(socket=lambda *_: probe, AF_INET=2, SOCK_DGRAM=2)
    monkeypatch.setattr("server.http.address.socket", network)
    pages = [client.get("/poster").text for _ in range(2)]
    assert "http://127.0.0.1:8000/take" in pages[0]
    assert "http://192.168.1.9:8000/take" in pages[1]
    drawn = [re.search(r"data:image/svg[^\"]+", page) for page in pages]
    assert all(drawn)
    assert drawn[0] != drawn[1]
    assert len({picture[0] for picture in drawn if picture}) == 2  # the code to scan leads there too


def found(page: str) -> list[str]:
    return re.findall(r'name="field" value="(\w+ [\d.]+)"', page)


def test_a_procedure_is_found_by_plain_words_and_taken_with_its_field(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    values = found(phone.get("/take?q=sao y").text)
    assert values[0] == "CT 2.000815"
    assert take(phone, open_to_phones, field=values[0]).status_code == 303
    with open_to_phones.context.store.read() as connection:
        row = connection.execute("SELECT field, procedure FROM tickets ORDER BY id DESC").fetchone()
    assert tuple(row) == ("CT", "2.000815")


def test_what_is_not_found_is_said_and_a_procedure_of_another_field_is_refused(
    open_to_phones: Server,
) -> None:
    phone = open_to_phones.app.test_client()
    page = phone.get("/take?q=xqzw").text
    assert found(page) == []
    assert "Chưa tìm thấy" in page
    assert refused(take(phone, open_to_phones, field="DD 2.000815")) == (404, "unknown_procedure")


def test_a_priority_class_is_chosen_on_the_phone(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    assert take(phone, open_to_phones, priority="elderly").status_code == 303
    with open_to_phones.context.store.read() as connection:
        assert connection.execute("SELECT priority FROM tickets").fetchone()[0] == "elderly"
    assert refused(take(phone, open_to_phones, priority="king")) == (404, "unknown_priority")


def test_a_refused_form_keeps_what_was_found_and_chosen(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    page = take(
        phone, open_to_phones, field="CT 2.000815", q="sao y", priority="elderly", presence="0000"
    ).text
    assert re.search(r'value="CT 2.000815" required checked', page)
    assert re.search(r'value="elderly" selected', page)


def test_a_field_that_a_phone_gets_no_number_of_is_named_with_the_way_to_one(open_to_phones: Server) -> None:
    tokens = enrol_everybody(open_to_phones.context)
    api = Api(open_to_phones.app, tokens)
    fields = api.admin.get("/settings").json["fields"]
    rules = {"CT": {"helper_only": True}, "HT": {"card_only": True}}
    api.admin.put_json("/settings/fields", [field | rules.get(field["code"], {}) for field in fields])
    phone = open_to_phones.app.test_client()
    page = phone.get("/take").text
    assert re.findall(r'type="radio" name="field" value="(\w+)"', page) == [f["code"] for f in fields[2:]]
    assert "mời gặp người hướng dẫn để lấy số." in page
    assert "xin quét thẻ căn cước ở máy lấy số." in page
    asked = form_of(phone) | {"presence": presence_shown(open_to_phones.context) or ""}
    for code in rules:
        assert phone.post("/take", data=asked | {"field": code, "key": code}).status_code == 409


def test_an_open_form_is_told_when_it_is_another_one(open_to_phones: Server) -> None:
    phone = open_to_phones.app.test_client()
    served = re.search(r'data-shows="([^"]+)"', phone.get("/take").text)
    assert served is not None
    assert phone.get("/take/shows").json == {"shows": served[1]}
    notices.raise_emergency(open_to_phones.context, "", NoticeText("Có cháy!"), "admin:binh")
    assert phone.get("/take/shows").json != {"shows": served[1]}


def test_what_was_found_in_a_field_outside_its_hours_is_told_with_its_next_opening(
    start: Start, clock: SetClock
) -> None:
    server = start(enabled=True)
    other = server.context.centre.local(clock()).isoweekday() % 7 + 1
    document = server.context.settings.document
    own = (FieldHours.model_validate({"weekday": other, "from": "07:00", "until": "11:00"}),)
    fields = tuple(each.model_copy(update={"hours": own}) for each in document.fields)
    server.context.settings.take(document.model_copy(update={"fields": fields}))
    page = server.app.test_client().get("/take?q=khai+sinh").text
    assert re.search(r'<p role="status"><strong lang="vi">[^<]+</strong>: Cấp số lúc 07:00', page)
    assert not re.search(r'name="field" value="[A-Z]+ [^"]+"', page)


def test_a_phone_with_many_dossiers_reads_where_its_number_goes_and_gets_it(start: Start) -> None:
    server = start(enabled=True)
    document = server.context.settings.document
    many = {"asks_dossiers": True, "many_from": 5, "many_field": "HT"}
    fields = tuple(each.model_copy(update=many if each.code == "CT" else {}) for each in document.fields)
    server.context.settings.take(document.model_copy(update={"fields": fields}))
    phone = server.app.test_client()
    assert "từ 5 hồ sơ trở lên, số thuộc Tư pháp" in phone.get("/take").text
    assert take(phone, server, field="CT", dossiers="5").status_code == 303
    assert str(last_ticket(server)["number"]).startswith("B")
    assert take(phone, server, field="CT", dossiers="21").status_code == 400
