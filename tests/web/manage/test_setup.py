"""The first steps: done is what the centre shows, the rest is put off, taken up again or confirmed."""

import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.screens.place import ScreenPlace
from server.service.people.devices import enrol_device
from server.service.people.people import NewPerson, add_person
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest
from server.service.screens import screen_places
from server.service.screens.heard import FirstHeard
from server.service.settings import changes
from server.service.setup import steps
from server.store import doctor
from tests.api.browsing import csrf_of, sign_in, submit
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD, Tokens
from tests.support.tcp_printer import TcpPrinter
from tests.support.waiting import until

PAGE = "/admin/setup"


@pytest.fixture
def manager(server: Server, client: FlaskClient) -> FlaskClient:
    """The first administrator, as the first run makes one."""
    return administrator_of(server, client)


def administrator_of(server: Server, client: FlaskClient) -> FlaskClient:
    server.first_run.begin(server.first_run.prove(server.first_run.code or ""), "binh", "Bình", PASSWORD)
    sign_in(client, "binh")
    return client


def states(client: FlaskClient) -> dict[str, str]:
    page = client.get(PAGE).text
    return dict(re.findall(r'data-step="(\w+)" data-state="(\w+)"', page))


def to_do(client: FlaskClient) -> list[str]:
    """What the manager's first page names."""
    return re.findall(r'href="/admin/setup\?at=(\w+)#', client.get("/admin").text)


def test_in_a_new_centre_everything_is_to_do_but_what_differs_from_the_product(manager: FlaskClient) -> None:
    found = states(manager)
    assert found.pop("hours") == "done"  # the tests' centre is open at all hours, which the product's is not
    assert set(found.values()) == {"open"}
    assert to_do(manager) == list(found)


def test_what_is_put_off_comes_last_and_is_found_again_and_taken_up(manager: FlaskClient) -> None:
    assert submit(manager, f"{PAGE}/centre/skip", PAGE).status_code == 303
    assert states(manager)["centre"] == "skipped"
    assert to_do(manager)[-1] == "centre"
    assert submit(manager, f"{PAGE}/centre/take-up", PAGE).location == f"{PAGE}?at=centre#step-centre"
    assert states(manager)["centre"] == "open"
    assert to_do(manager)[0] == "centre"


@pytest.mark.parametrize("path", ["moon/skip", "centre/eat", "screen/confirm", "kiosk/confirm"])
def test_what_is_no_step_or_cannot_be_confirmed_is_refused(manager: FlaskClient, path: str) -> None:
    assert submit(manager, f"{PAGE}/{path}", PAGE).status_code == 404


def test_the_names_are_set_here_and_right_ones_are_confirmed_by_saving_them(
    manager: FlaskClient, server: Server
) -> None:
    now = server.context.settings.document.centre
    said = {"name": now.name, "name_en": now.name_en, "ward": now.ward}
    submit(manager, f"{PAGE}/centre", PAGE, **said)
    assert states(manager)["centre"] == "done"
    submit(manager, f"{PAGE}/centre/take-up", PAGE)
    assert states(manager)["centre"] == "open"
    submit(manager, f"{PAGE}/centre", PAGE, **(said | {"ward": "Phường  Thử "}))
    assert server.context.centre.ward == "Phường Thử"
    submit(manager, f"{PAGE}/centre/take-up", PAGE)
    assert states(manager)["centre"] == "done"


def test_a_name_that_cannot_be_is_told_at_its_step(manager: FlaskClient) -> None:
    answer = submit(manager, f"{PAGE}/centre", PAGE, name="", name_en="C", ward="x" * 121)
    assert answer.status_code == 422
    assert "centre.ward: nhiều nhất 120 ký tự" in answer.text


def test_somebody_elses_change_meanwhile_is_not_overwritten(manager: FlaskClient, server: Server) -> None:
    now = server.context.settings.document.centre.model_dump(mode="json")
    version = str(server.context.settings.version)
    changes.put(server.context, "centre", now | {"ward": "Phường Khác"}, "admin:khac")
    told = {"name": "Tên", "name_en": "Name", "ward": "Phường Này", "version": version}
    answer = submit(manager, f"{PAGE}/centre", PAGE, **told)
    assert answer.status_code == 412
    assert server.context.centre.ward == "Phường Khác"


def test_fields_are_ticked_off_and_their_counters_follow(manager: FlaskClient, server: Server) -> None:
    submit(manager, f"{PAGE}/fields", PAGE, field=["CT", "HT"])  # type: ignore[arg-type]
    assert list(server.context.centre.layout.fields) == ["CT", "HT"]
    assert list(server.context.centre.layout.counters) == [1, 2, 6]
    assert states(manager)["fields"] == "done"


def test_all_fields_ticked_says_that_they_are_right(manager: FlaskClient, server: Server) -> None:
    version = server.context.settings.version
    submit(manager, f"{PAGE}/fields", PAGE, field=list(server.context.centre.layout.fields))  # type: ignore[arg-type]
    assert states(manager)["fields"] == "done"
    assert server.context.settings.version == version


@pytest.mark.parametrize(
    ("what", "rule"), [("fields", "ít nhất một lĩnh vực"), ("counters", "ít nhất một quầy")]
)
def test_something_has_to_be_left(manager: FlaskClient, what: str, rule: str) -> None:
    answer = submit(manager, f"{PAGE}/{what}", PAGE)
    assert answer.status_code == 400
    assert rule in answer.text


def send_file(client: FlaskClient, file: bytes) -> str:
    data = {"csrf_token": csrf_of(client.get(PAGE)), "file": (io.BytesIO(file), "fields.csv")}
    return client.post(f"{PAGE}/fields/file", data=data).text


def test_a_file_of_fields_is_shown_before_it_is_taken(manager: FlaskClient, server: Server) -> None:
    page = send_file(manager, "vi\nChăn nuôi\nThú y\n".encode("utf-16"))
    assert "Chăn nuôi" in page
    assert next(iter(server.context.centre.layout.fields)) == "CT"
    kept = re.search(r'name="fields" value="([^"]+)"', page)
    assert kept is not None
    from html import unescape

    submit(manager, f"{PAGE}/fields/take", PAGE, fields=unescape(kept[1]))
    assert [field.names["vi"] for field in server.context.centre.layout.fields.values()] == [
        "Chăn nuôi",
        "Thú y",
    ]
    assert [place.fields for place in server.context.centre.layout.counters.values()] == [("CN",), ("TY",)]
    assert states(manager)["fields"] == "done"


def test_a_bad_file_is_told_and_changes_nothing(manager: FlaskClient, server: Server) -> None:
    page = send_file(manager, "vi,prefix\nMột,A\nHai,A\n".encode())
    assert "dòng 3: cột “prefix” trùng với dòng trên (A)" in page
    assert "Tệp này không dùng được" in send_file(manager, b"")
    assert states(manager)["fields"] == "open"
    assert len(server.context.centre.layout.fields) == 10


def test_the_sample_file_is_one_that_can_be_taken(manager: FlaskClient) -> None:
    sample = manager.get(f"{PAGE}/fields.csv")
    assert sample.mimetype == "text/csv"
    assert "Chứng thực" in send_file(manager, sample.data)


def test_counters_and_who_sits_there(manager: FlaskClient, server: Server) -> None:
    submit(manager, f"{PAGE}/counters", PAGE, counter=["1", "3"])  # type: ignore[arg-type]
    assert list(server.context.centre.layout.counters) == [1, 3]
    lan = {"name": "Nguyễn Thị Lan", "username": "Lan", "password": PASSWORD, "at_counter": "1"}
    submit(manager, f"{PAGE}/officers", PAGE, **lan)
    assert states(manager)["counters"] == "done"
    assert "Quầy 1: Nguyễn Thị Lan" in manager.get(PAGE).text
    again = submit(manager, f"{PAGE}/officers", PAGE, **lan)
    assert again.status_code == 409
    assert "Đã có người dùng tên đăng nhập “lan”." in again.text
    assert PASSWORD not in again.text


def test_counters_that_stay_take_over_what_the_others_served(manager: FlaskClient, server: Server) -> None:
    submit(manager, f"{PAGE}/fields", PAGE, field=["CT", "HT", "DD", "KQ"])  # type: ignore[arg-type]
    submit(manager, f"{PAGE}/counters", PAGE, counter=["1", "2", "3"])  # type: ignore[arg-type]
    layout = server.context.centre.layout
    assert {n: (place.fields, place.helps) for n, place in layout.counters.items()} == {
        1: (("CT", "HT", "KQ"), ()),  # it helped out there
        2: (("HT", "CT"), ("KQ",)),
        3: (("DD",), ()),
    }
    assert "Chưa quầy nào phục vụ" not in manager.get(PAGE).text


def test_a_field_that_counters_help_out_in_is_called(manager: FlaskClient, server: Server) -> None:
    changes.put(
        server.context,
        "counters",
        [{"n": 1, "fields": ["CT"], "helps": [c for c in server.context.centre.layout.fields if c != "CT"]}],
        "test",
    )
    assert "Chưa quầy nào phục vụ" not in manager.get(PAGE).text
    changes.put(server.context, "counters", [{"n": 1, "fields": ["CT"], "helps": ["HT"]}], "test")
    assert "Chưa quầy nào phục vụ: Đất đai" in manager.get(PAGE).text


def test_counters_ticked_off_are_not_lost_when_an_officer_is_added(
    manager: FlaskClient, server: Server
) -> None:
    lan = {"name": "Nguyễn Thị Lan", "username": "lan", "password": PASSWORD, "at_counter": "1"}
    submit(manager, f"{PAGE}/officers", PAGE, **lan, counter=["1", "2"])  # type: ignore[arg-type]
    assert list(server.context.centre.layout.counters) == [1, 2]
    assert "Quầy 1: Nguyễn Thị Lan" in manager.get(PAGE).text


def test_the_last_step_says_where_and_by_which_name_officers_sign_in(
    manager: FlaskClient, server: Server
) -> None:
    lan = {"name": "Nguyễn Thị Lan", "username": "lan", "password": PASSWORD, "at_counter": "2"}
    submit(manager, f"{PAGE}/officers", PAGE, **lan)
    page = manager.get(f"{PAGE}?at=number").text
    assert f"mở địa chỉ {server.url()}" in page
    assert "<li>Nguyễn Thị Lan: tên đăng nhập <strong>lan</strong>, Quầy 2</li>" in page


def test_hours_are_confirmed_as_they_are_or_changed(manager: FlaskClient, server: Server) -> None:
    shipped = {"weekdays": [1, 2, 3, 4, 5, 6], "sessions": [["07:00", "11:30"], ["13:00", "17:00"]]}
    changes.put(server.context, "hours", shipped, "admin:binh")
    assert states(manager)["hours"] == "open"
    submit(manager, f"{PAGE}/hours/confirm", PAGE)
    assert states(manager)["hours"] == "done"
    submit(manager, f"{PAGE}/hours/take-up", PAGE)
    changes.put(server.context, "hours", shipped | {"weekdays": [1, 2, 3, 4, 5]}, "admin:binh")
    assert states(manager)["hours"] == "done"


@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        (
            {"days": [{"weekday": n, "from": "07:30", "until": "11:30"} for n in (1, 2)]},
            ["Thứ Hai, Thứ Ba: 07:30–11:30", "Thứ Tư, Thứ Năm, Thứ Sáu, Thứ Bảy, Chủ Nhật: cả ngày"],
        ),
        (
            {
                "weekdays": [1, 2, 3, 4, 5],
                "sessions": [["07:00", "11:30"], ["13:00", "17:00"]],
                "days": [{"weekday": 5, "from": "07:00", "until": "11:30"}],
            },
            [
                "Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm: 07:00–11:30, 13:00–17:00",
                "Thứ Sáu: 07:00–11:30",
                "Thứ Bảy, Chủ Nhật: đóng cửa",
            ],
        ),
    ],
)
def test_the_hours_of_the_whole_week_are_shown(
    manager: FlaskClient, server: Server, hours: dict[str, object], lines: list[str]
) -> None:
    changes.put(server.context, "hours", hours, "admin:binh")
    page = manager.get(PAGE).text
    assert re.findall(r"<li>(Thứ[^<]+<strong>[^<]+)</strong></li>", page) == [
        line.replace(": ", ": <strong>") for line in lines
    ]
    assert "Đang cấp số cả ngày, mọi ngày." not in page


def test_a_test_slip_that_came_out_is_the_printer_done(server_with_paper: Server, paper: TcpPrinter) -> None:
    manager = administrator_of(server_with_paper, server_with_paper.app.test_client())
    assert states(manager)["printer"] == "open"
    submit(manager, f"{PAGE}/test-slip", PAGE)
    server_with_paper.printing.close()  # it finishes what it has begun
    assert len(paper.pages) == 1
    assert states(manager)["printer"] == "done"


def test_without_a_printer_a_test_slip_is_refused_at_its_step(manager: FlaskClient) -> None:
    answer = submit(manager, f"{PAGE}/test-slip", PAGE)
    assert answer.status_code == 409
    assert 'href="/admin/settings/printer"' in answer.text


def test_machines_are_done_while_one_is_paired(manager: FlaskClient, server: Server) -> None:
    from server.service.people.devices import revoke_device

    kiosk, _ = enrol_device(server.context, "kiosk", "Kiosk", "admin:binh")
    screen, _ = enrol_device(server.context, "display", "Sảnh", "admin:binh")
    assert (states(manager)["kiosk"], states(manager)["screen"]) == ("done", "open")
    screen_places.place_screen(
        server.context, screen, ScreenPlace("1", "main", None, sound=True), "admin:binh"
    )
    assert states(manager)["screen"] == "done"
    revoke_device(server.context, kiosk, "admin:binh")
    assert states(manager)["kiosk"] == "open"


def called_once(server: Server) -> str:
    """A number that counter 1 called."""
    add_person(server.context, NewPerson("lan", "Lan", "officer", PASSWORD, counter=1), "system")
    tickets.issue(server.context, NumberRequest("CT"), "kiosk:1")
    counters.open_(server.context, 1, Officer("lan"))
    return str(counters.call(server.context, 1, Officer("lan"))["number"])


def test_a_number_is_done_once_it_was_called_and_a_screen_spoke_it(
    manager: FlaskClient, server: Server
) -> None:
    screen, _ = enrol_device(server.context, "display", "Sảnh", "admin:binh")
    heard = FirstHeard(server.context)
    heard.note(screen, "A001")
    number = called_once(server)
    assert states(manager)["number"] == "open"
    for told in ("A002", "x" * 12, number, number):
        heard.note(screen, told)
    assert states(manager)["number"] == "done"
    FirstHeard(server.context).note(screen, number)
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_where_no_screen_speaks_the_manager_says_that_it_was_heard(
    manager: FlaskClient, server: Server
) -> None:
    assert "/admin/setup/number/confirm" not in manager.get(PAGE).text
    called_once(server)
    assert "/admin/setup/number/confirm" in manager.get(PAGE).text
    submit(manager, f"{PAGE}/number/confirm", PAGE)
    assert states(manager)["number"] == "done"


def test_a_closed_centre_says_why_no_number_can_be_tried(manager: FlaskClient, server: Server) -> None:
    assert "Bây giờ ngoài giờ nhận số" not in manager.get(PAGE).text
    shut = {"weekdays": [7], "sessions": [["07:00", "08:00"]]}  # today is a Monday
    changes.put(server.context, "hours", shut, "admin:binh")
    assert "Bây giờ ngoài giờ nhận số" in manager.get(PAGE).text


def test_outside_its_hours_a_new_centre_opens_for_an_hour_to_try_it_and_its_hours_stay(
    manager: FlaskClient, server: Server, clock: SetClock
) -> None:
    shut = {"weekdays": [1], "sessions": [["09:30", "11:00"], ["13:00", "17:00"]]}
    changes.put(server.context, "hours", shut, "admin:binh")
    clock.set("2026-11-23 08:45:30")
    answer = submit(manager, f"{PAGE}/open", PAGE)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?at=number#step-number")
    assert "Bây giờ ngoài giờ nhận số" not in manager.get(PAGE).text
    [today] = server.context.settings.document.exceptions
    assert [f"{start:%H:%M}–{until:%H:%M}" for start, until in today.sessions] == [
        "08:45–11:00",
        "13:00–17:00",
    ]
    clock.set("2026-11-23 23:20")
    submit(manager, f"{PAGE}/open", PAGE)
    [today] = server.context.settings.document.exceptions
    assert f"{today.sessions[-1][0]:%H:%M}–{today.sessions[-1][1]:%H:%M}" == "23:20–00:00"
    assert server.context.settings.document.hours.model_dump(mode="json")["weekdays"] == [1]
    clock.set("2026-11-24 08:45")
    assert "Bây giờ ngoài giờ nhận số" in manager.get(PAGE).text


def test_the_way_on_leads_to_the_first_step_that_is_to_do(manager: FlaskClient) -> None:
    assert manager.get(f"{PAGE}/onwards").location == f"{PAGE}#step-centre"
    submit(manager, f"{PAGE}/centre/skip", PAGE)
    assert manager.get(f"{PAGE}/onwards").location == f"{PAGE}#step-fields"
    assert f'href="{PAGE}/onwards"' in manager.get("/admin/devices?paired=Kiosk").text
    lan = {"name": "Nguyễn Thị Lan", "username": "lan", "password": PASSWORD}
    submit(manager, f"{PAGE}/officers", PAGE, **lan)
    assert "Đủ người, làm việc tiếp theo" in manager.get(f"{PAGE}?at=counters&added=lan").text


def test_a_centre_that_was_not_begun_here_has_nothing_on_its_first_page_and_nothing_to_put_off(
    client: FlaskClient, tokens: Tokens
) -> None:
    sign_in(client, "binh")
    assert to_do(client) == []
    assert states(client)["centre"] == "not_given"
    assert "open" not in states(client).values()
    assert "/admin/setup" not in client.get("/admin").text
    assert "/skip" not in client.get(PAGE).text
    assert submit(client, f"{PAGE}/centre/skip", PAGE).status_code == 404


def test_every_managers_page_leads_back_to_what_is_to_do_while_there_is_something(
    manager: FlaskClient, server: Server
) -> None:
    link = '<a class="staff-account" href="/admin/setup/onwards">'
    assert link in manager.get("/admin/settings/hours").text
    assert link not in manager.get(PAGE).text
    add_person(server.context, NewPerson("xem", "Xem", "viewer", PASSWORD), "system")
    viewer = server.app.test_client()
    sign_in(viewer, "xem")
    assert link not in viewer.get("/admin").text


def test_the_demo_has_nothing_to_do(server: Server, client: FlaskClient, tmp_path: Path) -> None:
    from server.demo import people

    found = people.prepare(server.context, tmp_path, "http://127.0.0.1:8000")
    sign_in(client, "quanly", found["admin"]["password"])
    assert server.first_run.code is None
    assert to_do(client) == []
    assert set(states(client).values()) == {"done", "not_given"}


@pytest.mark.parametrize("username", ["lan"])
def test_officers_do_not_see_it(client: FlaskClient, tokens: Tokens, username: str) -> None:
    sign_in(client, username)
    assert client.get(PAGE).status_code == 403


LAN = {"username": "lan", "name": "Nguyễn Thị Lan", "password": PASSWORD, "at_counter": "1"}


def test_who_was_added_is_named_at_the_form_for_the_next_one(manager: FlaskClient) -> None:
    answer = submit(manager, f"{PAGE}/officers", PAGE, **LAN)
    assert answer.location == f"{PAGE}?at=counters&added=lan#officers"
    assert "Đã thêm Nguyễn Thị Lan." in manager.get(answer.location).text
    assert "Đã thêm" not in manager.get(PAGE).text


def test_a_user_name_that_somebody_has_is_told_at_its_field_and_the_password_asked_for_again(
    manager: FlaskClient,
) -> None:
    page = submit(manager, f"{PAGE}/officers", PAGE, **(LAN | {"username": "binh"})).text
    assert 'id="error-username">Đã có người dùng tên đăng nhập “binh”. Chọn tên đăng nhập khác.' in page
    assert 'id="error-password">Xin gõ lại mật khẩu.' in page
    assert re.findall(r'name="(\w+)"[^>]*\bautofocus\b', page) == ["username"]


def test_a_user_name_that_is_reserved_is_told_at_its_field(manager: FlaskClient) -> None:
    page = submit(manager, f"{PAGE}/officers", PAGE, **(LAN | {"username": "me"})).text
    assert 'id="error-username">Tên đăng nhập không dùng “any” hay “me”.' in page


def test_a_refusal_of_another_form_says_nothing_at_the_officers_fields(manager: FlaskClient) -> None:
    page = submit(manager, f"{PAGE}/counters", PAGE).text
    assert "ít nhất một quầy" in page
    assert "Xin gõ lại mật khẩu." not in page


def test_a_centre_without_a_printer_is_asked_how_it_has_none_and_not_whether_a_slip_came_out(
    manager: FlaskClient,
) -> None:
    page = manager.get(PAGE).text
    assert "Địa chỉ IP của máy in nối mạng" in page
    assert "Trung tâm không in phiếu" in page
    assert "Phiếu đã ra" not in page


def test_a_centre_with_a_printer_is_asked_whether_a_slip_came_out(
    manager: FlaskClient, server: Server
) -> None:
    changes.put(server.context, "printer", {"url": "192.168.1.50", "width": 576}, "admin:binh")
    assert server.context.settings.document.printer.url == "network://192.168.1.50:9100"
    until(lambda: "Phiếu đã ra" in manager.get(PAGE).text)  # the printing follows the settings in a moment
    assert "Trung tâm không in phiếu" not in manager.get(PAGE).text


def test_the_file_of_fields_is_folded_away_until_one_was_refused(manager: FlaskClient) -> None:
    folded = re.compile(r'<details class="setup-other setup-file">\s*<summary>Nhập từ tệp')
    assert folded.search(manager.get(PAGE).text)
    refused = send_file(manager, b"")
    assert "Tệp này không dùng được" in refused
    assert not folded.search(refused)


@pytest.mark.parametrize("page", ["/kiosk", "/screen", "/helper"])
def test_a_machine_that_asks_to_be_paired_names_this_page_while_steps_are_to_do(
    manager: FlaskClient, server: Server, page: str
) -> None:
    machine, said = server.app.test_client(), "nhập sáu số này ở trang Việc cần làm"
    assert said in machine.get(page).text
    for step in to_do(manager):
        steps.skip(server.context, step, "admin:binh")
    assert said not in machine.get(page).text
    assert "mở trang Quản lý, mục Thiết bị" in machine.get(page).text


WEEK = {
    "weekday": ["1", "2", "3", "4", "5"],
    "morning_from": "07:30",
    "morning_until": "11:30",
    "afternoon_from": "13:30",
    "afternoon_until": "17:00",
}


def said_hours(server: Server) -> tuple[list[int], list[str]]:
    hours = server.context.settings.document.hours
    return sorted(hours.weekdays), [f"{a:%H:%M}-{b:%H:%M}" for a, b in hours.sessions]


def test_the_usual_week_is_set_here_and_a_right_one_is_confirmed_by_saving_it(
    manager: FlaskClient, server: Server
) -> None:
    assert submit(manager, f"{PAGE}/hours", PAGE, **WEEK).status_code == 303
    assert said_hours(server) == ([1, 2, 3, 4, 5], ["07:30-11:30", "13:30-17:00"])
    submit(manager, f"{PAGE}/hours/take-up", PAGE)
    changed = server.context.settings.version
    submit(manager, f"{PAGE}/hours", PAGE, **WEEK)
    assert server.context.settings.version == changed
    assert states(manager)["hours"] == "done"


@pytest.mark.parametrize(
    ("said", "sessions"),
    [
        ({"afternoon_from": "", "afternoon_until": ""}, ["07:30-11:30"]),
        ({"morning_from": "", "morning_until": ""}, ["13:30-17:00"]),
        ({"afternoon_until": "00:00"}, ["07:30-11:30", "13:30-00:00"]),
        (dict.fromkeys([*WEEK][1:], "") | {"weekday": [*"1234567"]}, []),
    ],
)
def test_a_half_day_without_numbers_is_left_empty_and_shown_so_again(
    manager: FlaskClient, server: Server, said: dict[str, str], sessions: list[str]
) -> None:
    assert submit(manager, f"{PAGE}/hours", PAGE, **(WEEK | said)).status_code == 303
    assert said_hours(server)[1] == sessions
    shown = dict(
        re.findall(r'name="((?:morn|after)\w+)" type="time" value="([^"]*)"', manager.get(PAGE).text)
    )
    assert shown == {name: value for name, value in (WEEK | said).items() if name != "weekday"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"weekday": []}, "ít nhất một ngày làm việc"),
        ({"morning_until": ""}, "cả giờ bắt đầu và giờ kết thúc"),
        (dict.fromkeys([*WEEK][1:], ""), "giờ của ít nhất một buổi"),
        ({"afternoon_from": "11:00"}, "buổi chiều phải bắt đầu sau khi buổi sáng kết thúc"),
        ({"morning_until": "07:30"}, "mỗi buổi phải kết thúc sau khi bắt đầu"),
        ({"morning_from": "7 giờ"}, "cả giờ bắt đầu và giờ kết thúc"),
        ({"weekday": ["8"]}, "nhiều nhất 7"),
        ({"morning_from": "12:30+07:00"}, "mỗi buổi phải kết thúc sau khi bắt đầu"),
    ],
)
def test_a_week_that_cannot_be_is_told_at_its_step_with_what_was_typed(
    manager: FlaskClient, server: Server, said: dict[str, str], told: str
) -> None:
    before = server.context.settings.version
    answer = submit(manager, f"{PAGE}/hours", PAGE, **(WEEK | said))
    assert answer.status_code in {400, 422}
    assert told in answer.text
    assert server.context.settings.version == before
    kept = (WEEK | said)["afternoon_from"]
    assert f'name="afternoon_from" type="time" value="{kept}"' in answer.text


def test_a_week_with_other_hours_on_a_day_is_shown_and_edited_on_its_own_page(
    manager: FlaskClient, server: Server
) -> None:
    hours = server.context.settings.document.hours.model_dump(mode="json", by_alias=True)
    saturday = {"weekday": 6, "from": "07:30", "until": "11:00"}
    week = hours | {"sessions": [["07:00", "11:30"]], "days": [saturday]}
    changes.put(server.context, "hours", week, "tests")
    page = manager.get(PAGE).text
    assert "Thứ Bảy: <strong>07:30–11:00</strong>" in page
    assert 'name="morning_from"' not in page
    assert 'href="/admin/settings/hours"' in page


def test_a_printer_in_the_network_is_set_by_its_bare_address_and_then_tried(
    manager: FlaskClient, server: Server
) -> None:
    answer = submit(manager, f"{PAGE}/printer", PAGE, printer=" 192.168.1.50 ", width="384")
    assert answer.location == f"{PAGE}?at=printer#step-printer"
    now = server.context.settings.document.printer
    assert (now.url, now.width) == ("network://192.168.1.50:9100", 384)
    assert "In phiếu thử" in manager.get(PAGE).text


@pytest.mark.parametrize("said", ["", "máy in", "usb:"])
def test_an_address_that_is_none_is_told_at_its_field_with_what_was_typed(
    manager: FlaskClient, server: Server, said: str
) -> None:
    answer = submit(manager, f"{PAGE}/printer", PAGE, printer=said, width="384")
    assert answer.status_code == 422
    assert "Địa chỉ IP là bốn số cách nhau bằng dấu chấm" in answer.text
    assert "printer.url" not in answer.text
    assert f'name="printer" type="text" value="{said}"' in answer.text
    assert re.search(r'name="width" value="384" checked', answer.text)
    assert server.context.settings.document.printer.url is None


def test_where_backups_go_is_said_here_and_it_is_done_then(manager: FlaskClient, server: Server) -> None:
    assert states(manager)["backup"] == "open"
    assert (
        submit(manager, f"{PAGE}/backup/confirm", PAGE).status_code == 404
    )  # a centre without backups is not right so
    assert submit(manager, f"{PAGE}/backup", PAGE, folder=" /media/usb ").status_code == 303
    assert str(server.context.settings.document.backup.folder) == "/media/usb"
    assert states(manager)["backup"] == "done"
    assert "/media/usb" in manager.get(PAGE).text


@pytest.mark.parametrize("said", ["", "usb", "../usb"])
def test_a_folder_that_is_none_is_told_at_its_field(manager: FlaskClient, server: Server, said: str) -> None:
    answer = submit(manager, f"{PAGE}/backup", PAGE, folder=said)
    assert answer.status_code == 422
    assert "Đường dẫn đầy đủ bắt đầu bằng dấu /" in answer.text
    assert f'name="folder" type="text" value="{said}"' in answer.text
    assert server.context.settings.document.backup.folder is None
