"""A support bundle holds nothing of a person and no secret: a centre is filled with marks, and every file is searched."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner

from server.app import Server
from server.command.main import main
from server.operations.log import KEPT
from tests.support.api import Api
from tests.support.enrolled import PASSWORD, Tokens

NAME = "Dấu Thị Riêng"
PHONE = "0912345678"
DOTTED = "091.234.5678"
CODE = "H29.16-251123-0042"
WORDS = "Mẹ tôi tên Dấu"
USER = "dau.rieng"
URL = "http://203.0.113.77/dau-rieng"
FILES = {
    "README.txt",
    "counts.json",
    "findings.json",
    "log.json",
    "metrics.txt",
    "settings.json",
    "versions.json",
}


def fill(server: Server, api: Api) -> list[str]:
    """Marks wherever somebody can type, and secrets wherever there are some; answers what no bundle may hold."""
    person = {"username": USER, "name": NAME, "role": "officer", "password": PASSWORD, "counter": 3}
    assert api.admin.post("/people", person | {"title": f"{NAME} {PHONE}"}).status_code == 201
    token = api.admin.post("/tokens", {"name": f"Cổng {PHONE}", "role": "officer"}).json["token"]
    webhook = api.admin.post("/webhooks", {"url": URL, "types": ["ticket_issued"], "inside": "203.0.113.77"})
    slip = api.admin.get("/settings").json["slip"]
    assert api.admin.put_json("/settings/slip", slip | {"footer": [f"Hotline {DOTTED}"]}).status_code == 200
    counters = api.admin.get("/settings").json["counters"]
    note = {"note_vi": NAME, "note_en": PHONE}
    assert api.admin.put_json("/settings/counters", [counters[0] | note, *counters[1:]]).status_code == 200
    track = api.take()["track"]
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/transfer", {"field": "HT", "note": WORDS})
    api.take()
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    done = officer.post("/counters/1/finish", {"dossiers": [{"outcome": "received", "code": CODE}]})
    assert done.status_code == 200, done.text
    officer.post("/counters/1/help", {"text": WORDS})
    log(f"{NAME} {PHONE}")
    keys = [path.read_bytes().hex() for path in server.settings.server.data.glob("*.key")]
    return [NAME, "Dấu", PHONE, DOTTED, CODE, WORDS, USER, URL, "203.0.113", PASSWORD, token, track,
            webhook.json["secret"], "Nguyễn Thị Lan", *keys]  # fmt: skip


def log(said: str) -> None:
    """What a log may hold: words of a person in an event, in a fact, in an error."""
    logger = structlog.get_logger("tests")
    logger.warning("somebody_said", said=said, sqlite="SQLITE_FULL", count=3)
    try:
        int(said)
    except ValueError:
        logger.exception("it_failed", code="storage_full", who=said)
    logger.error("free words: " + said)  # noqa: G003 - as somebody might


def searched(packed: bytes, marks: list[str]) -> dict[str, str]:
    """The files of a bundle, none of which holds a mark, in whatever form JSON writes it."""
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        files = {name: opened.read(name).decode() for name in opened.namelist()}
    for name, text in files.items():
        held = [mark for mark in marks if mark in name or mark in text or json.dumps(mark)[1:-1] in text]
        assert not held, f"{name} holds {held}"
    return files


@pytest.fixture
def marks(server: Server, api: Api, tokens: Tokens) -> list[str]:
    """What no bundle may hold."""
    return [*fill(server, api), tokens.kiosk, tokens.admin, tokens.officer]


def test_the_managers_bundle_tells_enough_and_of_nobody(api: Api, marks: list[str]) -> None:
    answer = api.admin.get("/doctor/bundle")
    assert answer.mimetype == "application/zip"
    files = searched(answer.data, marks)
    assert set(files) == FILES
    counts = json.loads(files["counts.json"])
    assert counts["rows"]["tickets"] == 2
    assert counts["events"]["ticket_issued"] == 2
    assert json.loads(files["versions.json"])["goiso"]
    assert json.loads(files["settings.json"])["fields"][0]["code"] == "CT"
    assert "no_backup_folder" in {each["code"] for each in json.loads(files["findings.json"])}
    assert "goiso_journal_seq" in files["metrics.txt"]


def test_the_log_in_it_says_what_happened_and_where(api: Api, marks: list[str]) -> None:
    lines = json.loads(searched(api.admin.get("/doctor/bundle").data, marks)["log.json"])
    warned = next(line for line in lines if line["event"] == "somebody_said")
    assert (warned["sqlite"], warned["count"], "said" in warned) == ("SQLITE_FULL", 3, False)
    failed = next(line for line in lines if line["event"] == "it_failed")
    assert (failed["error"], failed["code"]) == ("ValueError", "storage_full")
    assert failed["from"][-1].startswith("test_bundle.py:")
    assert KEPT.newest()


def test_the_one_made_beside_a_running_server_tells_of_nobody_either(
    server: Server, marks: list[str], tmp_path: Path
) -> None:
    written = tmp_path / "support.zip"
    data = server.settings.server.data
    answer = CliRunner().invoke(main, ["doctor", "--data", str(data), "--bundle", str(written), "--json"])
    assert answer.exit_code == 0, answer.output
    files = searched(written.read_bytes(), marks)
    assert set(files) == FILES
    said = json.loads(answer.output)
    assert said["agrees"] is True
    assert {"no_backup_folder"} <= {item["code"] for item in said["items"]}
