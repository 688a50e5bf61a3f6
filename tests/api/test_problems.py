"""Every error is a problem document: named, in the caller's language, without internals."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Server
from tests.support.api import VERSION, Api

LIMIT = 64 * 1024


def problem(answer: TestResponse, status: int, code: str) -> dict[str, object]:
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"
    assert set(answer.json) == {"type", "title", "status", "code", "detail", "action"}
    assert answer.json["status"] == status
    assert answer.json["type"] == f"urn:goiso:problem:{code}"
    found: dict[str, object] = answer.json
    return found


@pytest.mark.parametrize("body", [b"{", b"field=CT", b"\xff\xfe", b'{"field": "CT"', b"NaN,"])
def test_a_body_that_is_no_json_is_400(api: Api, body: bytes) -> None:
    problem(api.kiosk.send("/tickets", body), 400, "bad_request")


@pytest.mark.parametrize("body", [b"[]", b'"CT"', b"1", b"null", b"true"])
def test_json_that_is_no_object_is_400(api: Api, body: bytes) -> None:
    problem(api.kiosk.send("/tickets", body), 400, "bad_request")
    problem(api.at_work().send("/counters/1/pause", body), 400, "bad_request")


def test_a_deeply_nested_body_is_400(api: Api) -> None:
    deep = b'{"field":' + b"[" * 20_000 + b"]" * 20_000 + b"}"
    problem(api.kiosk.send("/tickets", deep), 400, "bad_request")


@pytest.mark.parametrize("path", [f"/tickets/{2**63}", f"/journal?since={2**63}"])
def test_a_number_larger_than_the_database_holds_is_400(api: Api, path: str) -> None:
    problem(api.admin.get(path), 400, "bad_request")


def test_half_a_character_is_400(api: Api) -> None:
    problem(api.at_work().send("/counters/1/pause", rb'{"reason": "\ud800"}'), 400, "bad_request")


def test_no_body_where_one_is_needed_is_400(api: Api) -> None:
    problem(api.kiosk.send("/tickets", b""), 400, "bad_request")


@pytest.mark.parametrize("body", [b"", b"{}"])
def test_no_body_is_fine_where_nothing_needs_saying(api: Api, body: bytes) -> None:
    assert api.officer.send("/counters/1/open", body).status_code == 200


def test_json_is_json_whatever_its_content_type_says(api: Api) -> None:
    assert api.kiosk.send("/tickets", b'{"field": "CT"}', "text/plain").status_code == 201


def test_a_body_over_64_kb_is_413(api: Api) -> None:
    body = b'{"field": "CT", "procedure": "' + b"x" * LIMIT + b'"}'
    detail = problem(api.kiosk.send("/tickets", body), 413, "body_too_large")["detail"]
    assert "64 KB" in str(detail)


def test_a_body_of_64_kb_is_read(api: Api) -> None:
    body = b'{"field": "CT"' + b" " * (LIMIT - 15) + b"}"
    assert len(body) == LIMIT
    assert api.kiosk.send("/tickets", body).status_code == 201


def test_it_names_the_wrong_part(api: Api) -> None:
    answer = api.kiosk.post("/tickets", {"field": "CT", "nickname": "Lan"})
    assert "nickname" in str(problem(answer, 400, "bad_request")["detail"])


@pytest.mark.parametrize(
    "path", ["/nothing", "/tickets/first", "/counters/one", "/counters/1/dance", "/../v2/centre"]
)
def test_an_address_that_does_not_exist_is_404(api: Api, path: str) -> None:
    problem(api.officer.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/tickets", {"GET", "HEAD", "POST", "OPTIONS"}),
        ("DELETE", "/tickets/1", {"GET", "HEAD", "OPTIONS"}),
        ("PUT", "/counters/1/open", {"POST", "OPTIONS"}),
        ("POST", "/centre", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_another_method_is_405_and_says_which_it_takes(
    client: FlaskClient, method: str, path: str, allowed: set[str]
) -> None:
    answer = client.open(VERSION + path, method=method)
    problem(answer, 405, "method_not_allowed")
    assert set(answer.allow or ()) == allowed


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("vi", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.8,vi;q=0.5", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("fr", "vi"),
        ("*", "vi"),
        ("", "vi"),
        ("en;q=zero,,;", "vi"),
    ],
)
def test_it_speaks_the_callers_language(api: Api, accepted: str, language: str) -> None:
    answer = api.kiosk.post("/tickets", {"field": "ZZ"}, accept_language=accepted)
    words = {"vi": "Không có lĩnh vực này", "en": "Unknown field"}
    assert problem(answer, 404, "unknown_field")["title"] == words[language]
    assert answer.headers["Content-Language"] == language


def test_vietnamese_is_sent_as_it_is_written(api: Api) -> None:
    assert "lĩnh vực" in api.kiosk.post("/tickets", {"field": "ZZ"}).get_data(as_text=True)


def test_a_nobody_is_told_how_to_say_who_they_are(api: Api) -> None:
    answer = api.nobody.get("/counters/1")
    problem(answer, 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.fixture
def broken(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(server.context.tracks, "ticket", fail)


@pytest.mark.usefixtures("broken")
def test_an_unforeseen_error_tells_no_internals(api: Api) -> None:
    answer = api.nobody.get("/track/AAAAAAAAAAAAAAAA")
    problem(answer, 500, "internal")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.usefixtures("broken")
def test_an_unforeseen_error_is_logged_for_the_technician(
    api: Api, capfd: pytest.CaptureFixture[str]
) -> None:
    api.nobody.get("/track/AAAAAAAAAAAAAAAA")
    logged = "".join(capfd.readouterr())
    assert "request_failed" in logged
    assert "secret of the house" in logged


@pytest.mark.usefixtures("broken")
def test_people_get_a_page_without_internals(client: FlaskClient) -> None:
    answer = client.get("/t/AAAAAAAAAAAAAAAA")
    assert answer.status_code == 500
    assert answer.mimetype == "text/html"
    assert "Có lỗi ở máy chủ" in answer.text
    assert "secret" not in answer.text
