"""Programs' tokens: made once, ended at once, and in the journal under the program's own name."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from structlog.testing import capture_logs

from server.app import Server
from server.core.roles import OF_TOKENS
from server.service.people import programs
from server.service.standby.handing_over import hand_over
from server.store import Transaction, doctor
from tests.api.browsing import sign_in
from tests.support.api import Api, Caller
from tests.support.clock import SetClock

PORTAL: dict[str, Any] = {"name": "Cổng tra cứu", "role": "admin"}


def made(api: Api, **changes: Any) -> dict[str, Any]:
    answer = api.admin.post("/tokens", PORTAL | changes)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json or {}
    return found


def program(api: Api, **changes: Any) -> Caller:
    return api.holding(made(api, **changes)["token"])


def listed(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.admin.get("/tokens").json["items"]
    return found


def journal(api: Api, type_: str) -> list[dict[str, Any]]:
    items = api.admin.get("/journal?limit=1000").json["items"]
    return [item for item in items if item["type"] == type_]


def agree(server: Server) -> bool:
    with server.context.store.read() as connection:
        return list(doctor.examine(connection)) == []


def test_a_program_may_do_what_its_role_may(api: Api, server: Server) -> None:
    assert program(api).get("/journal").status_code == 200
    reader = program(api, name="Máy của quầy", role="officer")
    assert reader.get("/officers").status_code == 200
    assert (reader.get("/journal").status_code, reader.get("/journal").json["code"]) == (403, "not_allowed")
    assert agree(server)


def test_what_a_program_does_is_journalled_under_its_name(api: Api) -> None:
    answer = program(api).post("/tickets", {"field": "CT"})
    assert answer.status_code == 201
    assert journal(api, "ticket_issued")[-1]["actor"] == "program:Cổng tra cứu"


def test_a_program_works_at_a_counter_under_its_name(api: Api, server: Server) -> None:
    worker = program(api, name="Một cửa", role="officer")
    assert worker.post("/counters/3/open").status_code == 200
    assert [item["actor"] for item in journal(api, "counter_opened")] == ["program:Một cửa"]
    assert api.officer.post("/counters/3/pause").json["code"] == "counter_held"
    assert worker.post("/counters/3/undo").status_code == 200
    assert agree(server)


def test_reports_tell_the_work_of_a_program_by_its_name_and_lead_to_it(api: Api, server: Server) -> None:
    name = "Một cửa liên thông của phường và các điểm tiếp nhận lưu động"
    worker = program(api, name=name, role="officer")
    ticket = api.take()
    for step in ("open", "call", "serve", "finish"):
        assert worker.post(f"/counters/1/{step}").status_code == 200
    for caller, query in ((api.admin, ""), (worker, ""), (worker, "&officer=me")):
        (row,) = caller.get(f"/reports/figures?by=officer{query}").json["items"]
        assert (row["key"], row["names"]["vi"], row["services"]) == (f"program:{name}", name, 1)
    assert worker.get("/reports/figures?officer=lan").json["code"] == "not_allowed"
    assert api.admin.get("/reports/figures?officer=program:none").json["code"] == "unknown_officer"
    browser = server.app.test_client()
    sign_in(browser, "binh")
    report = browser.get("/admin/reports?by=officer").text
    (behind,) = set(re.findall(r'href="(/admin/reports/visits[?][^"]*officer=program[^"]*)"', report))
    assert f">{ticket['number']}<" in browser.get(unescape(behind)).text


def test_a_program_that_directs_counters_closes_one_for_its_officer(api: Api) -> None:
    api.at_work(1)
    assert (
        program(api, name="Phần mềm", role="officer").post("/counters/1/close").json["code"] == "counter_held"
    )
    assert program(api, name="Điều phối", role="manager").post("/counters/1/close").status_code == 200


def test_the_token_is_shown_once_and_never_kept(api: Api, server: Server) -> None:
    token = made(api)["token"]
    assert "token" not in listed(api)[0]
    assert token not in api.admin.get("/journal?limit=1000").text
    data = server.settings.server.data
    held = b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())
    assert token.encode() not in held


def test_a_repeat_makes_no_second_token_and_says_what_to_do(api: Api) -> None:
    first = api.admin.post("/tokens", PORTAL, key="k1")
    again = api.admin.post("/tokens", PORTAL, key="k1", accept_language="en")
    assert (again.status_code, again.json["code"]) == (409, "secret_shown_once")
    assert f"delete {first.json['id']} " in again.json["action"]
    assert first.json["token"] not in again.text
    assert len(listed(api)) == 1


def test_who_made_it_and_what_it_may_are_in_the_journal(api: Api) -> None:
    token = made(api, expires_at="2027-01-01T00:00:00+07:00")
    issued = journal(api, "token_issued")[-1]
    assert issued["actor"] == "admin:binh"
    assert issued["data"]["name"] == "Cổng tra cứu"
    assert issued["data"]["role"] == "admin"
    assert issued["data"]["token"] == token["id"]


def test_an_ended_token_opens_nothing(api: Api, server: Server) -> None:
    token = made(api)
    caller = api.holding(token["token"])
    assert api.admin.delete(f"/tokens/{token['id']}").status_code == 204
    answer = caller.get("/journal")
    assert (answer.status_code, answer.json["code"]) == (401, "token_expired")
    assert api.admin.delete(f"/tokens/{token['id']}").status_code == 204
    assert len(journal(api, "token_revoked")) == 1
    assert listed(api)[0]["ended_at"] == "2026-11-23T08:00:00+07:00"
    assert agree(server)


def test_a_token_ends_by_itself(api: Api, clock: SetClock) -> None:
    caller = program(api, expires_at="2026-11-23T09:00:00+07:00")
    assert caller.get("/journal").status_code == 200
    clock.set("2026-11-23 09:00")
    assert caller.get("/journal").json["code"] == "token_expired"
    assert listed(api)[0]["ended_at"] == "2026-11-23T09:00:00+07:00"


def test_when_it_was_last_used_is_known_after_a_restart(api: Api, server: Server, clock: SetClock) -> None:
    caller = program(api)
    assert listed(api)[0]["last_used_at"] is None
    clock.set("2026-11-23 08:30")
    caller.get("/journal")
    assert listed(api)[0]["last_used_at"] == "2026-11-23T08:30:00+07:00"
    server.programs.uses.write_down()
    assert programs.last_uses(server.context) == {listed(api)[0]["id"]: clock()}


def test_what_a_centre_that_goes_on_elsewhere_cannot_note_is_one_line_in_the_log(
    api: Api, server: Server
) -> None:
    program(api).get("/journal")
    hand_over(server.context, None, "program:second")
    with capture_logs() as told:
        server.programs.uses.write_down()
    (line,) = told
    assert (line["event"], line["code"]) == ("program_uses_failed", "storage_handed_over")
    assert "exc_info" not in line


@pytest.mark.parametrize(
    ("wrong", "vietnamese", "english"),
    [
        ({"role": "king"}, "vai trò: một trong các vai trò officer, helper", "role: one of officer, helper"),
        ({"name": "   "}, "tên chương trình", "name: 1 to 60 letters"),
        ({"name": "x" * 61}, "tên chương trình", "name: 1 to 60 letters"),
        ({"name": "a\u0007b"}, "tên chương trình", "name: 1 to 60 letters"),
        ({"expires_at": "2026-11-23T07:59:00+07:00"}, "phải ở sau thời điểm này", "in the future"),
        ({"expires_at": "9999-12-31T23:59:59-14:00"}, "nhiều nhất 50 năm", "at most 50 years"),
    ],
)
def test_what_is_not_valid_is_said_in_both_languages(
    api: Api, wrong: dict[str, Any], vietnamese: str, english: str
) -> None:
    for language, said in (("vi", vietnamese), ("en", english)):
        answer = api.admin.post("/tokens", PORTAL | wrong, accept_language=language)
        assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
        assert said in answer.json["detail"]
    assert listed(api) == []


@pytest.mark.parametrize("wrong", [{"expires_at": "2027-01-01"}, {"expires_at": "mai"}, {"secret": "x"}])
def test_what_no_schema_takes_is_named(api: Api, wrong: dict[str, Any]) -> None:
    answer = api.admin.post("/tokens", PORTAL | wrong)
    assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
    assert next(iter(wrong)) in answer.json["detail"]


def test_a_name_is_taken_while_its_token_holds(api: Api) -> None:
    token = made(api)
    answer = api.admin.post("/tokens", PORTAL | {"name": " cổng  TRA cứu "}, accept_language="vi")
    assert (answer.status_code, answer.json["code"]) == (409, "token_name_taken")
    assert "mã của nó còn hiệu lực" in answer.json["detail"]
    api.admin.delete(f"/tokens/{token['id']}")
    assert made(api)["id"] > token["id"]


def test_beyond_a_thousand_tokens_it_says_to_end_some(api: Api, server: Server) -> None:
    def fill(transaction: Transaction) -> None:
        from server.core.events import TokenIssued
        from server.service.people import tokens

        for n in range(programs.MOST - 1):
            issued = TokenIssued(transaction.seq + 1, name=f"máy {n}", role="officer")
            tokens.record(transaction, f"token {n}", issued, "test")

    server.context.store.write(fill)
    made(api)
    answer = api.admin.post("/tokens", PORTAL | {"name": "một nữa"})
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_tokens")
    assert "1000" in answer.json["detail"]
    assert len(listed(api)) == programs.MOST


def test_nobody_elses_token_is_ended_here(api: Api) -> None:
    of_lan = journal(api, "token_issued")[-2]["data"]["token"]
    answer = api.admin.delete(f"/tokens/{of_lan}")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_token")
    assert api.admin.delete("/tokens/999999").status_code == 404


@pytest.mark.parametrize("who", ["kiosk", "display", "helper", "counter", "officer"])
def test_it_is_for_managers_alone(api: Api, who: str) -> None:
    caller = getattr(api, who)
    assert caller.get("/tokens").status_code == 403
    assert caller.post("/tokens", PORTAL).status_code == 403
    assert caller.delete("/tokens/1").status_code == 403


def test_every_role_may_be_given_and_is_described(api: Api) -> None:
    described = api.nobody.get("/openapi.json").json["components"]["schemas"]["MakeToken"]
    assert described["properties"]["role"]["enum"] == list(OF_TOKENS)
    for role in OF_TOKENS:
        assert made(api, name=f"máy {role}", role=role)["role"] == role


def test_an_end_may_be_told_in_any_zone(api: Api) -> None:
    end = datetime(2027, 1, 1, tzinfo=UTC).isoformat()
    assert made(api, expires_at=end)["expires_at"] == "2027-01-01T07:00:00+07:00"
