"""A second box follows the first one row behind, and takes over without a number that comes twice."""

import os
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from server.app import Server
from server.background import standing_by
from server.background.old_box import OldBox
from server.background.standby_line import HttpLine, LineBroken, Refused
from server.command import standby_box
from server.command.centre import Parts
from server.command.main import main
from server.command.standby import VARIABLE
from server.command.standby_box import StandbyBox, follow
from server.command.standby_steps import TOKEN, AtWork, begin, catch_up, must_not_be_at_work
from server.config import CentreSettings
from server.core.doctor.devices import SilentBox
from server.core.refusal import InUse, Refusal
from server.core.standby import HeardBox, heard
from server.operations.doctor.beside import devices_of
from server.service.context import Context
from server.service.queue.day_end import close_left_open
from server.service.retention.packing import due, pack_day
from server.service.standby.handing_over import hand_over, has_taken_over
from server.service.standby.views import Held, pulled
from server.service.views import View
from server.store import Transaction
from server.store.connect import open_reader, open_writer
from server.store.doctor import examine
from server.store.idempotency import spend
from server.store.projections import BESIDE
from server.store.standby import beside
from server.store.standby.rows import CannotFollow, end
from server.store.standby.state import SecondBox, ask_to_end, keep, keep_replaced, replaced
from tests.api.dossiers.lists import HEAD, ROWS, SAVE, WHOLE, plan
from tests.command.test_main import goiso
from tests.support.api import Api, Caller
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.journeys import take
from tests.support.month import a_month
from tests.support.quick_server import quick_context, quick_server
from tests.support.waiting import until

OF = "http://first.test:8000"


class TestLine:
    """The line to a server of this process: it can be cut, and what it brings can be changed on the way."""

    __test__ = False

    def __init__(self, server: Server, token: str, tokens: Tokens) -> None:
        self.server, self.token, self.tokens = server, token, tokens
        self.cut = False
        self.change: Any = lambda _: None
        self.fetched: list[str] = []

    def ask(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._send("POST", what, json=body)
        found: dict[str, Any] = answer.get_json()
        self.change(found)
        return found

    def fetch(self, what: str, into: Path) -> None:
        self.fetched.append(what)
        into.write_bytes(self._send("GET", what).get_data())

    def _send(self, method: str, what: str, **sent: Any) -> Any:
        if self.cut:
            raise LineBroken("cut")
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        client = self.server.app.test_client()
        answer = client.open(f"/api/v1/standby/{what}", method=method, headers=headers, **sent)
        if answer.status_code != 200:
            raise Refused(answer.status_code, answer.get_json())
        return answer


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A snapshot is made in this process."""

    def run(command: list[str], **_: Any) -> object:
        answer = goiso(*(each for each in command[3:] if each != "--gently"))
        return SimpleNamespace(returncode=answer.exit_code, stdout=answer.output)

    monkeypatch.setattr(standing_by, "subprocess", SimpleNamespace(**{**vars(subprocess), "run": run}))


@pytest.fixture
def line(server: Server, api: Api, tokens: Tokens) -> TestLine:
    """With a token that the administrator gave the second box."""
    server.keepers.standby.again = lambda: None
    made = api.admin.post("/tokens", {"name": "may-hai", "role": "standby"})
    assert made.status_code == 201, made.text
    return TestLine(server, made.json["token"], tokens)


@pytest.fixture
def second(tmp_path: Path, line: TestLine, api: Api) -> Path:
    """The second box's folder, begun with a copy of a centre at work."""
    api.take()
    begin(tmp_path / "second", line, OF)
    return tmp_path / "second"


@pytest.fixture
def command(second: Path, line: TestLine, clock: SetClock) -> Callable[..., Result]:
    """`goiso standby …` on the second box's folder, over this line."""

    def run(name: str, folder: Path = second, over: TestLine = line, *more: str) -> Result:
        def opening(at: Path, centre: CentreSettings) -> Context:
            return quick_context(at, centre, clock)

        parts = Parts(open=opening, line=lambda *_: over)
        return CliRunner().invoke(main, ["standby", name, "--data", str(folder), *more], obj=parts)

    return run


@pytest.fixture
def box(second: Path, line: TestLine, clock: SetClock) -> Iterator[StandbyBox]:
    with StandbyBox(second, line, clock) as made:
        yield made


def journal(folder: Path) -> list[tuple[object, ...]]:
    connection = open_reader(folder / "goiso.db")
    found = connection.execute("SELECT * FROM journal ORDER BY seq").fetchall()
    connection.close()
    return found


def must_be_sound(folder: Path) -> None:
    connection = open_reader(folder / "goiso.db")
    assert list(examine(connection)) == []
    connection.close()


def rows_beside(folder: Path, table: str) -> list[tuple[object, ...]]:
    connection = open_reader(folder / "goiso.db")
    found = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
    connection.close()
    return found


def test_it_holds_row_for_row_what_the_first_has_with_what_is_beside(
    box: StandbyBox, second: Path, api: Api, server: Server, line: TestLine
) -> None:
    first = server.settings.server.data
    api.kiosk.post("/tickets", {"field": "CT"}, key="touch")
    api.officer.post("/counters/1/open")
    api.officer.post("/counters/1/call")
    api.admin.post("/people", {"username": "an", "name": "An", "role": "helper", "password": "mat-khau-an"})
    plan(api, WHOLE, SAVE)
    (first / "notices").mkdir(exist_ok=True)
    (first / "notices/picture.png").write_bytes(b"a picture")
    while box.pull():
        pass
    assert box.now.behind == 0
    assert journal(second) == journal(first)
    must_be_sound(second)
    for table in ("secrets", "token_hashes", "answers", "steps", "tries", "dossier_imports", "dossiers"):
        assert rows_beside(second, table) == rows_beside(first, table), table
    assert (second / "notices/picture.png").read_bytes() == b"a picture"
    assert (second / "session.key").read_bytes() == (first / "session.key").read_bytes()
    fetched = len(line.fetched)
    (first / "notices/picture.png").unlink()
    box.pull()
    assert not (second / "notices/picture.png").exists()
    assert len(line.fetched) == fetched


def test_what_is_beside_the_journal_comes_along_or_has_a_reason() -> None:
    assert {*beside.TABLES, *beside.NOT_WHOLE} == BESIDE.keys()


def test_what_it_keeps_about_the_first_is_its_owners_alone(box: StandbyBox) -> None:
    before = os.umask(0o022)
    try:
        box.pull()
    finally:
        os.umask(before)
    kept = [path for path in box.folder.iterdir() if path.name.startswith("standby")]
    assert {"standby.json", "standby-files.part"} <= {path.name for path in kept}
    assert [path.name for path in kept if path.stat().st_mode & 0o077] == []


def test_the_dossiers_list_comes_along_when_another_is_in_use_and_goes_when_it_goes(
    box: StandbyBox, second: Path, api: Api, server: Server, line: TestLine
) -> None:
    first, sent = server.settings.server.data, []

    def note(answer: dict[str, Any]) -> None:
        if answer["beside"] is not None:
            sent.append("dossiers" in answer["beside"]["tables"])

    def follows() -> None:
        while box.pull():
            pass
        assert rows_beside(second, "dossiers") == rows_beside(first, "dossiers")

    follows()
    line.change = note
    plan(api, WHOLE, SAVE)
    follows()
    api.admin.post("/people", {"username": "an", "name": "An", "role": "helper", "password": "mat-khau-an"})
    follows()
    assert sent == [True, False]
    old = rows_beside(second, "dossiers")
    assert len(old) == 4
    api.admin.delete("/dossiers/list")
    plan(api, "\n".join((HEAD, *ROWS[:2])), SAVE)  # before the second box has heard of either
    follows()
    new = rows_beside(second, "dossiers")
    assert len(new) == 2
    assert {row[0] for row in new}.isdisjoint({row[0] for row in old})
    assert sent == [True, False, True]
    api.admin.delete("/dossiers/list")
    line.change = lambda answer: answer.update(beside=None)  # the line breaks before the rest comes
    follows()
    assert rows_beside(second, "dossiers") == []


def test_a_first_answer_that_was_being_written_while_it_looked_comes_with_the_next(
    server: Server, clock: SetClock
) -> None:
    context, data = server.context, server.settings.server.data

    def pull(answers_at: int) -> View:
        with context.store.read() as connection:
            return pulled(context, data, Held(end(connection), answers_at, ""))

    def answer(transaction: Transaction) -> View:
        spend(transaction, "kiosk:1", "the-touch")
        clock.forward(seconds=1)
        return pull(0)

    during = context.store.write(answer)
    assert during["answers"] == []
    assert [row[1] for row in pull(during["now"])["answers"]] == ["the-touch"]
    clock.back(hours=1)
    context.store.write(lambda transaction: spend(transaction, "kiosk:1", "by-a-clock-set-back"))
    assert "by-a-clock-set-back" in [row[1] for row in pull(during["now"])["answers"]]


def test_first_answers_are_forgotten_there_too_after_a_day(
    box: StandbyBox, second: Path, api: Api, clock: SetClock
) -> None:
    def keys() -> list[object]:
        return [row[1] for row in rows_beside(second, "answers")]

    api.kiosk.post("/tickets", {"field": "CT"}, key="of-yesterday")
    box.pull()
    clock.forward(hours=23)
    box.pull()
    assert "of-yesterday" in keys()
    clock.forward(hours=2)
    api.kiosk.post("/tickets", {"field": "CT"}, key="of-today")
    box.pull()
    assert "of-yesterday" not in keys()


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the second box's database was asked, from now on."""
    asked: list[str] = []

    def opened(path: Path) -> sqlite3.Connection:
        connection = open_writer(path)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(standby_box, "open_writer", opened)
    return asked


def test_days_that_the_first_box_packs_are_packed_there_too(
    statements: list[str], box: StandbyBox, api: Api, server: Server, clock: SetClock
) -> None:
    context, second = server.context, box.folder
    clock.forward(days=1)
    take(context)
    api.officer.post("/counters/1/open")
    api.officer.post("/counters/1/call")
    api.officer.post("/counters/1/call-next")
    clock.forward(days=500)
    close_left_open(context)
    a_month(clock, lambda: take(context))
    while box.pull():
        pass
    survey = due(context)
    assert len([pack_day(context, day, survey) for day in survey.ranges]) == 2
    take(context)
    while box.pull():
        pass
    assert len([each for each in statements if "min(journal.seq)" in each]) == 1  # it reads the whole journal
    assert journal(second) == journal(server.settings.server.data)
    must_be_sound(second)
    for table in ("tickets", "stays", "packed_rows", "taken"):
        assert rows_beside(second, table) == rows_beside(server.settings.server.data, table), table


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda sent: sent["rows"].pop(0), "is missing"),
        (lambda sent: sent["rows"][0].__setitem__(6, "somebody"), "does not fit its digest"),
        (
            lambda sent: sent["rows"][0].__setitem__(slice(3, 8), ["day_packed", None, None, "x", "{"]),
            "cannot be read",
        ),
        (lambda sent: sent["rows"][-1].__setitem__(8, "00" * 32), "does not fit its digest"),
    ],
)
def test_a_gap_or_a_changed_row_is_never_taken(
    box: StandbyBox, api: Api, line: TestLine, change: Any, said: str
) -> None:
    second = box.folder
    api.take()
    api.take()
    before = journal(second)
    line.change = change
    with pytest.raises(CannotFollow, match=said):
        box.pull()
    assert journal(second) == before
    line.change = lambda _: None
    assert box.pull() == 2


@pytest.mark.parametrize("name", ["../outside", "/etc/cron.d/x", "notices/../../x", "goiso.db", "a.part", ""])
def test_no_file_is_written_elsewhere_whatever_the_other_side_says(
    box: StandbyBox, api: Api, line: TestLine, name: str
) -> None:
    box.line.ask(
        "pull", {"seq": box.end.seq, "digest": box.end.digest.hex()}
    )  # the first one has heard of it
    before = sorted(path for path in box.folder.parent.rglob("*") if path.is_file())
    api.take()
    line.change = lambda sent: sent["beside"]["files"].__setitem__(name, "1-1")
    fetched = len(line.fetched)
    with pytest.raises(CannotFollow, match="is no file of a centre"):
        box.pull()
    assert sorted(path for path in box.folder.parent.rglob("*") if path.is_file()) == before
    assert len(line.fetched) == fetched


def second_boxes(api: Api) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = api.admin.get("/backups").json["second_boxes"]
    return told


def is_told(api: Api) -> bool:
    return "second_box_silent" in {item["code"] for item in api.admin.get("/doctor").json["items"]}


def figures_of(server: Server) -> str:
    return server.app.test_client().get("/metrics").text


def test_the_first_box_knows_its_second_one_and_says_when_it_is_silent(
    box: StandbyBox, api: Api, server: Server, line: TestLine, clock: SetClock
) -> None:
    assert (second_boxes(api), is_told(api)) == ([], False)  # it has a copy, and has never followed
    assert "goiso_second_box_silent{" not in figures_of(server)
    box.pull()
    clock.forward(seconds=3)
    (told,) = second_boxes(api)
    assert (told["name"], told["ago_s"], told["silent"]) == ("may-hai", 3, False)
    assert not is_told(api)
    clock.forward(minutes=2)
    (told,) = second_boxes(api)
    assert (told["heard_at"][11:16], told["silent"], is_told(api)) == ("08:00", True, True)
    figures = figures_of(server)
    assert 'goiso_second_box_silent{name="may-hai"} 1.0' in figures
    beside = devices_of(figures, server.context.centre.local)
    assert beside.second_boxes == (SilentBox("may-hai", "08:00 23/11"),)
    server.close()
    again = quick_server(server.settings, clock)  # a restart forgets nothing
    try:
        there = Api(again.app, line.tokens)
        assert second_boxes(there) == [told]
        assert is_told(there)
        (token,) = [each for each in there.admin.get("/tokens").json["items"] if each["role"] == "standby"]
        assert there.admin.delete(f"/tokens/{token['id']}").status_code < 300
        assert (second_boxes(there), is_told(there)) == ([], False)  # there is no second box any more
    finally:
        again.close()


def test_a_box_that_asks_and_does_not_get_on_does_not_follow() -> None:
    first = heard(None, 5, 9, 1000)
    assert first == HeardBox(1000, 5)
    assert heard(first, 5, 9, 2000) == first
    assert heard(first, 8, 20, 3000) == HeardBox(3000, 8)
    assert heard(HeardBox(3000, 9), 9, 9, 4000) == HeardBox(4000, 9)
    assert not first.is_silent(60_999)
    assert first.is_silent(61_000)
    assert first.is_silent(0)  # a clock that was ahead says nothing of it


def test_a_broken_line_is_said_once_and_it_catches_up(box: StandbyBox, api: Api, line: TestLine) -> None:
    said: list[str] = []

    def tell(text: str) -> None:
        said.append(text)
        line.cut = len(said) == 1
        if len(said) == 2:
            line.cut = False
        if len(said) == 3:
            ask_to_end(box.folder)

    follow(box, tell, 0)
    assert said == [
        f"Follows {OF}.",
        f"{OF} does not answer (cut). It has row {box.now.seq}.",
        f"Follows {OF}.",
    ]


def test_a_first_box_that_was_restored_meanwhile_is_not_followed(
    box: StandbyBox, second: Path, server: Server
) -> None:
    here = box.end
    with pytest.raises(Refused, match="no row"):
        box.line.ask("pull", {"seq": here.seq, "digest": "00" * 32})
    assert box.pull() == 0


def test_a_row_of_a_newer_version_is_not_taken(
    box: StandbyBox, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    from server.core.events import EVENT_TYPES

    api.take()
    monkeypatch.delitem(EVENT_TYPES, "ticket_issued")
    with pytest.raises(CannotFollow, match="newer version"):
        box.pull()


def test_it_takes_over_with_the_last_row_and_the_first_gives_nothing_more(
    second: Path, api: Api, line: TestLine, clock: SetClock, command: Callable[..., Result]
) -> None:
    server = line.server
    held = api.take()["number"]
    with pytest.raises(Refusal, match="storage_second_box"):
        quick_server(default_settings(second), clock)
    answer = command("takeover")
    assert answer.exit_code == 0, answer.output
    assert "has the first one's last row" in answer.output
    refused = api.kiosk.post("/tickets", {"field": "CT"})
    assert (refused.status_code, refused.json["code"]) == (503, "storage_handed_over")
    server.close()
    with pytest.raises(Refusal, match="storage_handed_over"):
        quick_server(server.settings, clock)
    goes_on = quick_server(default_settings(second), clock)
    try:
        there = Api(goes_on.app, line.tokens)
        assert there.take()["number"] == "A003"
        assert held == "A002"
        waiting = there.admin.get("/counters/1").json["waiting"]["items"]
        assert [ticket["number"] for ticket in waiting] == ["A001", "A002", "A003"]
        assert there.admin.get("/backups").json["restored"] is None
    finally:
        goes_on.close()
    must_be_sound(second)


def test_without_the_first_a_number_that_was_not_pulled_is_given_to_nobody(
    second: Path, api: Api, line: TestLine, clock: SetClock, command: Callable[..., Result]
) -> None:
    lost = api.take()["number"]
    line.cut = True
    answer = command("takeover")
    assert answer.exit_code == 0, answer.output
    assert "keep it switched off" in answer.output
    assert "rút điện máy ấy" in answer.output
    goes_on = quick_server(default_settings(second), clock)
    try:
        there = Api(goes_on.app, line.tokens)
        assert lost == "A002"
        assert there.take()["number"] == "A1001"
        assert there.admin.get("/backups").json["restored"]["numbers"][0] == "A1001"
    finally:
        goes_on.close()
    must_be_sound(second)


def test_a_mistyped_number_changes_nothing(
    second: Path, line: TestLine, command: Callable[..., Result]
) -> None:
    before = journal(second)
    line.cut = True
    answer = command("takeover", second, line, "--last", "Z001")
    assert answer.exit_code == 2
    assert "Z001 is of no field" in answer.output
    assert journal(second) == before
    assert command("takeover", second, line, "--last", "A001").exit_code == 0


def test_the_first_follows_the_second_afterwards_and_may_take_over_again(
    second: Path, server: Server, line: TestLine, clock: SetClock, command: Callable[..., Result]
) -> None:
    command("takeover")
    server.close()
    first = server.settings.server.data
    goes_on = quick_server(default_settings(second), clock)
    goes_on.keepers.standby.again = lambda: None
    back = TestLine(goes_on, line.token, line.tokens)
    keep(first, SecondBox("http://second.test"))
    (first / TOKEN).write_text(line.token, "utf-8")
    try:
        with StandbyBox(first, back, clock) as box:
            box.pull()
        answer = command("takeover", first, back)
        assert "has the first one's last row" in answer.output
    finally:
        goes_on.close()
    quick_server(server.settings, clock).close()


def test_a_box_that_took_over_does_not_begin_again_with_a_copy_of_the_other(
    second: Path, line: TestLine, clock: SetClock, command: Callable[..., Result]
) -> None:
    command("takeover")
    line.server.close()
    before = journal(second)
    parts = Parts(line=lambda *_: line)  # a unit that nobody switched off starts with the machine
    begins = ["standby", "--of", OF, "--data", str(second)]
    answer = CliRunner().invoke(main, begins, obj=parts, env={VARIABLE: line.token})
    assert answer.exit_code == AtWork.exit_code, answer.output
    assert "this box is the centre now" in answer.output
    assert journal(second) == before
    with closing(open_writer(second / "goiso.db")) as connection:
        assert has_taken_over(connection)
    goes_on = quick_server(default_settings(second), clock)
    goes_on.keepers.standby.again = lambda: None
    hand_over(goes_on.context, None, "token:1")  # it is replaced in turn: then it may follow
    goes_on.close()
    must_not_be_at_work(second)


def test_two_at_once_are_one_and_status_says_how_far_behind_it_is(
    box: StandbyBox, second: Path, line: TestLine, clock: SetClock, command: Callable[..., Result]
) -> None:
    with pytest.raises(InUse), StandbyBox(second, line, clock):
        pass
    busy = command("takeover", second, line, "--wait", "0")
    assert busy.exit_code == 1
    assert "is running on" in busy.output
    assert box.is_to_end
    keep(second, SecondBox(OF, seq=7, last=9))
    answer = command("status")
    assert answer.exit_code == 1
    assert f"Follows {OF}: row 7, 2 behind" in answer.output


def test_a_folder_that_follows_nobody_takes_nothing_over(tmp_path: Path) -> None:
    answer = goiso("standby", "takeover", "--data", tmp_path)
    assert answer.exit_code == 1
    assert "no second box" in answer.output


def test_only_its_own_token_opens_it(api: Api, server: Server) -> None:
    assert api.admin.post("/standby/pull", {"seq": 0, "digest": "00" * 32}).status_code == 403
    token = api.admin.post("/tokens", {"name": "may-ba", "role": "standby"}).json["token"]
    assert Caller(server.app, token).get("/people").status_code == 403


@pytest.fixture
def first_url(server: Server) -> Iterator[str]:
    """The first box, on a real line."""
    serving = make_server("127.0.0.1", 0, server.app, threaded=True)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


def test_over_a_real_line_it_begins_follows_and_the_first_is_told_when_it_is_back(
    api: Api, line: TestLine, first_url: str, clock: SetClock, tmp_path: Path
) -> None:
    api.take()
    real, second = HttpLine(first_url, line.token), tmp_path / "second"
    begin(second, real, first_url)
    with StandbyBox(second, real, clock) as box:
        api.take()
        assert box.pull() == 1
    with pytest.raises(Refused):
        HttpLine(first_url, "no token").ask("pull", {})
    with pytest.raises(LineBroken):
        HttpLine("http://127.0.0.1:1", line.token).ask("pull", {})
    parts = Parts(open=lambda folder, centre: quick_context(folder, centre, clock))
    keep(second, SecondBox("http://127.0.0.1:1"))  # the first box is off
    taken = CliRunner().invoke(main, ["standby", "takeover", "--data", str(second)], obj=parts)
    assert "did not hand over" in taken.output, taken.output
    first = replaced(second)
    assert first is not None
    keep_replaced(second, replace(first, of=first_url))
    OldBox(second).look()
    assert replaced(second) is None
    assert api.kiosk.post("/tickets", {"field": "CT"}).json["code"] == "storage_handed_over"
    row = journal(second)[-1]
    goes_on = quick_server(default_settings(second), clock)
    itself = TestLine(goes_on, line.token, line.tokens)  # the second box at the first one's address
    with pytest.raises(Refused) as refused:
        itself.ask("takeover", {"seq": row[0], "digest": bytes(row[-1]).hex()})  # type: ignore[call-overload]
    assert refused.value.code == "standby_apart"
    goes_on.close()


def test_whoever_was_answered_while_it_was_handed_over_has_their_number_at_the_second(
    second: Path, server: Server, line: TestLine, clock: SetClock
) -> None:
    given: list[int] = []

    def take_until_refused() -> None:
        with suppress(Refusal):
            while True:
                given.append(take(server.context))

    people = [threading.Thread(target=take_until_refused) for _ in range(4)]
    for person in people:
        person.start()
    until(lambda: len(given) > 20)
    assert catch_up(second, line, 0)
    for person in people:
        person.join()
    issued = {row[0] for row in journal(second) if row[3] == "ticket_issued"}
    assert set(given) <= issued
    assert journal(second) == journal(server.settings.server.data)
