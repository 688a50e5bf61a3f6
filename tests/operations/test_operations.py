"""What a supervisor asks: alive, ready, and how it goes."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from server.app import Server
from server.service.backups.told import MadeBackup, tell
from tests.store.test_writer import busy, late
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.sick_disk import writing
from tests.support.waiting import until


def metrics(client: FlaskClient) -> dict[tuple[str, tuple[str, ...]], float]:
    """(name, label values in order) → value."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(s.name, tuple(s.labels.values())): s.value for family in families for s in family.samples}


def test_a_process_that_answers_is_alive(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_a_server_that_can_write_is_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})


def test_a_server_that_cannot_write_is_not_ready_and_the_log_says_why(
    server: Server, client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = writing(server.context.store)
    connection.execute("PRAGMA query_only = ON")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["code"]) == (503, "storage_readonly")
    assert re.search("storage_failed.*attempt to write a readonly database", capsys.readouterr().out)
    connection.execute("PRAGMA query_only = OFF")
    assert client.get("/readyz").status_code == 200


def test_a_server_that_is_closing_is_not_ready_but_alive(server: Server, client: FlaskClient) -> None:
    server.context.store.close()
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["code"]) == (503, "storage_busy")
    assert answer.content_type == "application/problem+json"
    assert client.get("/healthz").status_code == 200


def test_a_server_whose_writer_is_stuck_is_neither_alive_nor_ready(
    server: Server, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A supervisor starts it again."""
    with busy(server.context.store) as writer:
        assert client.get("/healthz").status_code == 200
        late(monkeypatch)
        answer = client.get("/healthz")
        assert (answer.status_code, answer.json) == (503, {"status": "stuck"})
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json["code"]) == (503, "storage_busy")
        writer.go_on()
        until(lambda: client.get("/healthz").status_code == 200)


def test_metrics_are_prometheus_text(client: FlaskClient) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")


def test_metrics_count_todays_tickets_by_field_and_state(client: FlaskClient, api: Api) -> None:
    for field in ("CT", "CT", "HT"):
        api.take(field)
    api.at_work().post("/counters/1/call")
    seen = metrics(client)
    assert seen["goiso_tickets_today", ("CT", "waiting")] == 1
    assert seen["goiso_tickets_today", ("CT", "called")] == 1
    assert seen["goiso_tickets_today", ("HT", "waiting")] == 1
    assert seen["goiso_tickets_today", ("KQ", "waiting")] == 0


def test_metrics_count_what_happens_by_type(client: FlaskClient, api: Api) -> None:
    api.take()
    api.take()
    until(lambda: metrics(client).get(("goiso_events_total", ("ticket_issued",))) == 2)


def test_metrics_know_the_journals_end_and_the_room_for_screens(client: FlaskClient, api: Api) -> None:
    api.take()
    seen = metrics(client)
    assert seen["goiso_journal_seq", ()] == api.admin.get("/journal").json["seq"]
    assert (seen["goiso_sockets_live", ()], seen["goiso_sockets_cap", ()]) == (0, 250)


def test_metrics_tell_how_old_the_latest_backup_is_and_whether_the_latest_try_failed(
    client: FlaskClient, api: Api, server: Server, clock: SetClock, tmp_path: Path
) -> None:
    def seen() -> list[float | None]:
        found = metrics(client)
        return [found.get((f"goiso_backup_{name}", ())) for name in ("age_seconds", "failed", "late")]

    stick = str(tmp_path)
    tell(server.context, stick, MadeBackup("a.tar.gz", 1, 1))
    assert seen() == [None, None, None], "nobody says where they go"
    part = api.admin.get("/settings").json["backup"] | {"folder": stick, "every_hours": 24}
    assert api.admin.put_json("/settings/backup", part).status_code == 200
    clock.forward(hours=2)
    assert seen() == [7200, 0, 0]
    tell(server.context, stick, "The stick is full.")
    clock.forward(hours=23)
    assert seen() == [25 * 3600, 1, 1]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_supervisors_need_no_token_and_change_nothing(client: FlaskClient, server: Server, path: str) -> None:
    seq = metrics(client)["goiso_journal_seq", ()]
    assert client.get(path).status_code == 200
    assert metrics(client)["goiso_journal_seq", ()] == seq


def test_another_method_is_refused_as_a_program_reads_it(client: FlaskClient) -> None:
    answer = client.post("/healthz")
    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
