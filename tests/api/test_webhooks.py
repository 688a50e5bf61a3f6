"""Webhooks: what happened is sent in order, signed, at least once, and again until the other end has it."""

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from server.app import Server
from server.background.webhooks import WebhookSender, post
from server.core.webhooks import GIVES_UP_MS
from server.service.standby.handing_over import hand_over
from server.service.webhooks.addresses import is_inside
from server.service.webhooks.sending import WebhookAnswer, WebhookMessage, deliver, due
from server.service.webhooks.webhooks import find
from server.store import doctor
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import MANAGER
from tests.support.waiting import until

Json = dict[str, Any]


class Ear:
    """The other end: a real server on this machine that answers what it is told to, and keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        self.hangs = threading.Event()
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ear.heard.append((dict(self.headers), body))
                if ear.status == 0:
                    ear.hangs.wait(60)
                    return
                self.send_response(ear.status)
                if ear.status == 302:
                    self.send_header("Location", ear.url + "/elsewhere")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.hangs.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def ear() -> Iterator[Ear]:
    made = Ear()
    yield made
    made.close()


@pytest.fixture
def quiet(server: Server) -> Server:
    """The server whose own sender sleeps: the test sends."""
    server.programs.webhooks.close()
    return server


def placed(api: Api, ear: Ear, **changes: Any) -> Json:
    answer = api.admin.post("/webhooks", {"url": ear.url, "inside": "127.0.0.1"} | changes)
    assert answer.status_code == 201, answer.text
    found: Json = answer.json or {}
    return found


def shown(api: Api) -> Json:
    found: Json = api.admin.get("/webhooks").json["items"][0]
    return found


def send_all(server: Server) -> None:
    for webhook in due(server.context):
        deliver(server.context, webhook, post)


def bodies(ear: Ear) -> list[Json]:
    return [json.loads(body) for _, body in ear.heard]


def agree(server: Server) -> bool:
    with server.context.store.read() as connection:
        return list(doctor.examine(connection)) == []


def test_what_happens_is_sent_by_itself(api: Api, ear: Ear) -> None:
    placed(api, ear, types=["ticket_issued"])
    number = api.take()["number"]
    until(lambda: len(ear.heard) == 1)
    assert bodies(ear)[0]["type"] == "ticket_issued"
    until(lambda: shown(api)["state"] == "good" and shown(api)["deliveries"] != [])
    assert shown(api)["deliveries"][0]["status"] == 204
    assert number


def test_what_cannot_be_noted_is_not_sent_over_and_over(quiet: Server, api: Api, ear: Ear) -> None:
    placed(api, ear, types=["ticket_issued"])
    api.take()
    hand_over(quiet.context, None, "program:second")
    context, clock, looks = quiet.context, quiet.context.clock, list[int]()

    def counted() -> int:
        if threading.current_thread().name == "webhooks":
            looks.append(clock())
        return clock()

    counted.holds = False
    context.clock = counted
    with capture_logs() as told:
        sender = WebhookSender(context, every_s=0.01)
        until(lambda: told != [])
        before = len(looks)
        until(lambda: len(looks) > before + 10)
        sender.close()
    assert len(ear.heard) == 1
    assert [(line["event"], line["code"]) for line in told] == [("webhook_failed", "storage_handed_over")]


def test_it_is_sent_in_order_as_the_journal_has_it(quiet: Server, api: Api, ear: Ear) -> None:
    webhook = placed(api, ear)
    for _ in range(3):
        api.take()
    send_all(quiet)
    items = api.admin.get(f"/journal?since={webhook['seq']}&limit=100").json["items"]
    assert len(items) >= 3
    assert bodies(ear) == [{"webhook": webhook["id"]} | item for item in items]


def test_the_signature_covers_time_and_body(quiet: Server, api: Api, ear: Ear, clock: SetClock) -> None:
    secret = placed(api, ear)["secret"]
    api.take()
    send_all(quiet)
    headers, body = ear.heard[0]
    assert int(headers["X-Goiso-Timestamp"]) == clock() // 1000
    signed = headers["X-Goiso-Timestamp"].encode() + b"." + body
    expected = "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(headers["X-Goiso-Signature"], expected)


@pytest.mark.parametrize("status", [500, 302, 404])
def test_what_was_not_taken_is_sent_again_later_and_in_order(
    quiet: Server, api: Api, ear: Ear, clock: SetClock, status: int
) -> None:
    placed(api, ear, types=["ticket_issued"])
    api.take()
    api.take()
    ear.status = status
    send_all(quiet)
    assert len(ear.heard) == 1  # what comes after has to wait, and a redirect is not followed
    assert (shown(api)["state"], shown(api)["deliveries"][0]["status"]) == ("failing", status)
    assert due(quiet.context) == []
    ear.status = 200
    clock.forward(seconds=1)
    send_all(quiet)
    assert [body["seq"] for body in bodies(ear)] == sorted(
        [bodies(ear)[0]["seq"], bodies(ear)[0]["seq"], bodies(ear)[-1]["seq"]]
    )
    assert shown(api)["state"] == "good"


def test_each_wait_is_twice_as_long_and_at_most_five_minutes(
    quiet: Server, api: Api, clock: SetClock, ear: Ear
) -> None:
    webhook = placed(api, ear)
    api.take()
    waits = []
    for _ in range(11):
        (known,) = due(quiet.context)
        deliver(quiet.context, known, lambda _: WebhookAnswer(error="unreachable"))
        waits.append((find(quiet.context, webhook["id"]).position.next_at - clock()) // 1000)
        clock.forward(seconds=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_gone_for_a_day_it_pauses_and_goes_on_when_told(
    quiet: Server, api: Api, clock: SetClock, ear: Ear
) -> None:
    webhook = placed(api, ear)
    api.take()
    for _ in range(2):
        (known,) = due(quiet.context)
        deliver(quiet.context, known, lambda _: WebhookAnswer(error="unreachable"))
        clock.forward(seconds=GIVES_UP_MS // 1000)
    assert shown(api)["state"] == "paused"
    assert due(quiet.context) == []
    assert api.admin.patch(f"/webhooks/{webhook['id']}", {"active": True}).json["state"] == "good"
    send_all(quiet)
    assert "ticket_issued" in [body["type"] for body in bodies(ear)]


def test_where_it_stood_is_kept_over_a_restart(quiet: Server, api: Api, ear: Ear, clock: SetClock) -> None:
    from tests.support.quick_server import quick_server

    placed(api, ear)
    api.take()
    send_all(quiet)
    before = shown(api)["seq"]
    api.take()
    quiet.close()
    again = quick_server(quiet.settings, clock)
    again.programs.webhooks.close()
    try:
        send_all(again)
        assert [body["seq"] for body in bodies(ear) if body["seq"] > before] == [before + 1]
        assert len(bodies(ear)) == before + 1 - bodies(ear)[0]["seq"] + 1  # nothing twice, nothing left out
    finally:
        again.close()


def test_the_page_tells_the_last_deliveries_and_what_came_of_each(
    quiet: Server, api: Api, ear: Ear, clock: SetClock, client: FlaskClient
) -> None:
    placed(api, ear, types=["ticket_issued"])
    sign_in(client, MANAGER.username)
    assert "Chưa gửi lần nào." in client.get("/admin/webhooks").text
    api.take()
    (known,) = due(quiet.context)
    deliver(quiet.context, known, lambda _: WebhookAnswer(error="unreachable"))
    clock.forward(seconds=1)
    ear.status = 500
    send_all(quiet)
    clock.forward(seconds=2)
    ear.status = 204
    send_all(quiet)
    seq = str(bodies(ear)[-1]["seq"])
    rows = re.findall(
        r'<tr><td>(.*?)</td><td class="is-number">(.*?)</td>', client.get("/admin/webhooks").text
    )
    assert rows == [("204", seq), ("500", seq), ("Không kết nối được", seq)]


def test_one_that_hangs_is_given_up_and_said(quiet: Server, api: Api, ear: Ear) -> None:
    placed(api, ear)
    api.take()
    ear.status = 0
    (known,) = due(quiet.context)
    deliver(quiet.context, known, lambda message: post(message, patience_s=0.2))
    assert shown(api)["deliveries"][0]["error"] == "timeout"


def test_nobody_there_is_said(quiet: Server, api: Api, ear: Ear) -> None:
    placed(api, ear)
    api.take()
    ear.close()
    send_all(quiet)
    assert shown(api)["deliveries"][0]["error"] in ("unreachable", "timeout")


def test_a_sender_that_breaks_holds_up_no_number(quiet: Server, api: Api, ear: Ear) -> None:
    tried = threading.Event()

    def broken(_: WebhookMessage) -> WebhookAnswer:
        tried.set()
        raise RuntimeError("broken")

    sender = WebhookSender(quiet.context, broken)
    placed(api, ear)
    assert api.take()["number"]
    sender.heard([])
    assert tried.wait(90)
    assert api.take()["number"]
    sender.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/x",
        "http://10.1.2.3/",
        "http://192.168.1.5/",
        "http://172.16.0.9/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
    ],
)
def test_an_address_inside_the_house_is_said_and_allowed_by_name_alone(api: Api, url: str) -> None:
    from urllib.parse import urlsplit

    for language, said in (("vi", "ở trong mạng nội bộ"), ("en", "is inside the house")):
        answer = api.admin.post("/webhooks", {"url": url}, accept_language=language)
        assert (answer.status_code, answer.json["code"]) == (422, "webhook_inside")
        assert said in answer.json["detail"]
    assert api.admin.post("/webhooks", {"url": url, "inside": "other.example"}).status_code == 422
    named = api.admin.post("/webhooks", {"url": url, "inside": urlsplit(url).hostname})
    assert named.status_code == 201


def test_a_name_that_leads_inside_later_is_not_followed(
    quiet: Server, api: Api, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def resolved(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where[0], port))]

    where = ["8.8.8.8"]
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    assert api.admin.post("/webhooks", {"url": ear.url.replace("127.0.0.1", "a.example")}).status_code == 201
    api.take()
    where[0] = "127.0.0.1"
    send_all(quiet)
    assert ear.heard == []
    assert shown(api)["deliveries"][0]["error"] == "webhook_inside"


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "ftp://example.org/"},
        {"url": "example.org"},
        {"url": "http://"},
        {"url": "http://a:b@example.org/"},
        {"url": "http://example.org:99999/"},
        {"url": "http://a..example.org/"},
        {"url": f"http://{'a' * 64}.example.org/"},
        {"url": "https://example.org/đường"},
        {"url": "https://example.org/?q=đường"},
        {"url": "https://example.org/", "types": ["moon_rose"]},
    ],
)
def test_what_no_webhook_can_be_is_said_in_both_languages(api: Api, wrong: Json) -> None:
    for language, said in (
        ("vi", ("phải bắt đầu bằng", "không có loại")),
        ("en", ("has to begin", "there is no event")),
    ):
        answer = api.admin.post("/webhooks", wrong, accept_language=language)
        assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
        assert any(text in answer.json["detail"] for text in said)
    assert api.admin.get("/webhooks").json["items"] == []


def test_the_secret_is_shown_once_and_never_in_the_journal(api: Api, ear: Ear) -> None:
    first = api.admin.post("/webhooks", {"url": ear.url, "inside": "127.0.0.1"}, key="k")
    again = api.admin.post("/webhooks", {"url": ear.url, "inside": "127.0.0.1"}, key="k")
    secret = first.json["secret"]
    assert (again.status_code, again.json["code"]) == (409, "secret_shown_once")
    assert secret not in api.admin.get("/webhooks").text + api.admin.get("/journal?limit=1000").text


def test_it_is_changed_stopped_and_removed(quiet: Server, api: Api, ear: Ear) -> None:
    webhook = placed(api, ear)
    path = f"/webhooks/{webhook['id']}"
    assert api.admin.patch(path, {"types": ["ticket_called"]}).json["types"] == ["ticket_called"]
    assert api.admin.patch(path, {"active": False}).json["state"] == "off"
    api.take()
    assert due(quiet.context) == []
    assert agree(quiet)
    assert api.admin.delete(path).status_code == 204
    assert api.admin.delete(path).json["code"] == "unknown_webhook"
    assert api.admin.patch(path, {"active": True}).status_code == 404
    assert agree(quiet)


def test_beyond_twenty_it_says_so(api: Api, ear: Ear, quiet: Server) -> None:
    for _ in range(20):
        placed(api, ear)
    answer = api.admin.post("/webhooks", {"url": ear.url, "inside": "127.0.0.1"})
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_webhooks")


def test_it_is_for_managers_alone(api: Api) -> None:
    assert api.officer.get("/webhooks").status_code == 403
    assert api.kiosk.post("/webhooks", {"url": "https://example.org"}).status_code == 403


def test_what_is_outside_is_not_taken_for_inside() -> None:
    assert not is_inside("8.8.8.8")
    assert not is_inside("2606:4700::1111")
