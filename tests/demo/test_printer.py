"""The demo's virtual printer: the faults that it can be told to have."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.config import PrinterPart
from server.demo import people, surfaces
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server

FAULT = "/demo/printer/fault"


@pytest.fixture
def browser(tmp_path: Path, clock: SetClock) -> Iterator[FlaskClient]:
    """A browser at the demo."""
    settings = default_settings(tmp_path / "demo", printer=PrinterPart(url="virtual:"))
    running = quick_server(settings, clock)
    surfaces.install(running, people.prepare(running.context, settings.server.data, "http://127.0.0.1:8000"))
    running.app.config["WTF_CSRF_ENABLED"] = False
    yield running.app.test_client()
    running.close()


def test_it_takes_a_fault_on_and_off(browser: FlaskClient) -> None:
    for fault in ("paper_out", "none"):
        assert browser.post(FAULT, json={"fault": fault}).json["fault"] == fault


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"fault": ["none"]}', b'{"fault": "\\ud800"}', b"[" * 50_000]
)
def test_what_is_no_fault_is_refused(browser: FlaskClient, body: bytes) -> None:
    answer = browser.post(FAULT, data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
