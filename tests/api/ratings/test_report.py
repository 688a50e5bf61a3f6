"""The official table, and what of a ballot never leaves the house."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.events import VisitRated
from server.service.ratings.forgetting import forget_words
from server.service.webhooks.sending import WebhookAnswer, WebhookMessage, deliver
from server.service.webhooks.webhooks import Wanted, find, place
from tests.api.browsing import sign_in
from tests.api.ratings.test_rate import served, turn
from tests.support.api import Api
from tests.support.clock import SetClock


@pytest.fixture(autouse=True)
def on(api: Api) -> None:
    turn(api, enabled=True)


def rate(api: Api, level: int, words: str | None = None, n: int = 1) -> None:
    reason = {"reason": "wait"} if level == 1 else {}
    body = {"track": served(api, n)["track"], "level": level, "words": words} | reason
    assert api.nobody.post("/ratings", body).status_code == 201


def report(api: Api, query: str = "") -> dict[str, Any]:
    answer = api.admin.get(f"/reports/ratings{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_four_ballots_are_a_number_and_the_fifth_opens_the_table(api: Api) -> None:
    for level in (3, 3, 2, 1):
        rate(api, level, f"lời {level}")
    before = report(api)
    assert before["total"] == {"ballots": 4, "shown": 0, "levels": None}
    assert (before["reasons"], before["words"]) == (None, None)
    assert [(row["by"], row["key"], row["levels"]) for row in before["items"]] == [
        ("counter", "1", None),
        ("officer", "lan", None),
    ]
    rate(api, 3)
    after = report(api)
    assert after["total"] == {
        "ballots": 5,
        "shown": 5,
        "levels": [
            {"level": 3, "ballots": 3, "share": 0.6},
            {"level": 2, "ballots": 1, "share": 0.2},
            {"level": 1, "ballots": 1, "share": 0.2},
        ],
    }
    assert [row["name"] for row in after["items"]] == ["Quầy 1", "Nguyễn Thị Lan"]
    assert [(row["reason"], row["ballots"]) for row in after["reasons"]] == [("wait", 1)]
    assert sorted(after["words"]) == ["lời 1", "lời 2", "lời 3", "lời 3"]
    assert after["question"]["vi"].startswith("Ông/Bà đánh giá như thế nào về thái độ công chức")


def test_somebody_who_changed_roles_is_one_officer(server: Server, api: Api) -> None:
    """Rows of the journal name an officer with the role that they had, or without any."""
    for actor in ("officer:lan", "admin:lan", "lan", "lan", None):
        ballot = VisitRated(served(api)["id"], 1, "2026-11-23", 3, actor)
        server.context.store.write(lambda transaction, ballot=ballot: transaction.record(ballot, "slip"))
    rows = {row["key"]: row for row in report(api)["items"] if row["by"] == "officer"}
    assert {key: row["ballots"] for key, row in rows.items()} == {"lan": 4, "": 1}
    assert rows[""]["name"] == "Không rõ"


def test_the_page_names_counters_in_its_language_and_people_who_left(api: Api, client: FlaskClient) -> None:
    rate(api, 3)
    assert api.admin.post("/counters/1/close").status_code == 200
    assert api.admin.delete("/people/lan").status_code == 204
    sign_in(client, "binh")
    page = client.get("/admin/ratings?lang=en").text
    assert '<th scope="row">Counter 1</th>' in page
    assert '<th scope="row">Nguyễn Thị Lan</th>' in page
    assert '<th scope="row">Quầy 1</th>' in client.get("/admin/ratings?lang=vi").text


def test_a_range_has_its_days_and_may_be_anything_but_backwards(api: Api, clock: SetClock) -> None:
    rate(api, 3)
    clock.forward(hours=24)
    rate(api, 3)
    assert report(api)["total"]["ballots"] == 1
    assert report(api, "?from=2026-11-23")["total"]["ballots"] == 2
    assert report(api, "?from=2020-01-01&to=2030-12-31")["total"]["ballots"] == 2
    assert report(api, "?to=2026-11-23")["total"]["ballots"] == 1
    assert report(api, "?from=2027-01-01")["total"]["ballots"] == 0
    wrong = api.admin.get("/reports/ratings?from=2026-11-24&to=2026-11-23")
    assert (wrong.status_code, wrong.json["code"]) == (400, "bad_request")


def test_no_level_leaves_by_journal_webhook_or_the_visit_itself(server: Server, api: Api) -> None:
    hook = place(server.context, Wanted("http://127.0.0.1:9/x", (), "127.0.0.1"), "test")
    ticket = served(api)
    turn(api, reasons=[{"key": "dau_hieu", "vi": "Dấu hiệu", "en": "Mark"}])
    body = {"track": ticket["track"], "level": 1, "reason": "dau_hieu", "words": "mật"}
    assert api.nobody.post("/ratings", body, key="k" * 16).status_code == 201
    sent: list[WebhookMessage] = []
    deliver(
        server.context,
        find(server.context, hook["id"]).webhook,
        lambda m: sent.append(m) or WebhookAnswer(204),
    )
    entries = api.admin.get(f"/journal?since={ticket['id']}&limit=500").json["items"]
    entries += [json.loads(message.body) for message in sent]
    rated = [entry for entry in entries if entry["type"] == "visit_rated"]
    assert len(rated) == 2
    for entry in rated:
        assert (entry["ticket"], entry["counter"], entry["actor"]) == (ticket["id"], 1, "slip")
        assert entry["data"] == {
            "day": "2026-11-23",
            "officer": "lan",
            "level": None,
            "reason": None,
            "blind": None,
        }
    rooms = {"/board": "", "/counter": "1 of lan", "/kiosk": "all", "/admin": "all", "/rating": "1"}
    live = server.lines.broadcasters
    assert set(live) == set(rooms)
    paths = ("tickets/{id}", "counters/1", "reports/calls", "reports/waits", "track/{track}")
    everything = [api.admin.get(f"/{path}".format(**ticket)).text for path in paths]
    everything += [json.dumps(live[line].snapshot(room)) for line, room in rooms.items()]
    assert not [text for text in everything if '"level"' in text or "dau_hieu" in text or "mật" in text]


def test_a_reader_of_the_digests_cannot_try_the_levels(server: Server, api: Api) -> None:
    rate(api, 3)
    rate(api, 3)
    with server.context.store.read() as connection:
        rows = connection.execute("SELECT data FROM journal WHERE type = 'visit_rated'").fetchall()
    blinds = {json.loads(data)["blind"] for (data,) in rows}
    assert len(blinds) == 2
    assert all(len(blind) >= 24 for blind in blinds)


def test_words_stand_beside_the_journal_and_go_in_time(server: Server, api: Api, clock: SetClock) -> None:
    for _ in range(5):
        rate(api, 2, "Bàn ghế hơi thấp")
    with server.context.store.read() as connection:
        assert "Bàn ghế" not in "".join(data for (data,) in connection.execute("SELECT data FROM journal"))
    day = "?from=2026-11-23&to=2026-11-23"
    assert report(api, day)["words"] == ["Bàn ghế hơi thấp"] * 5
    turn(api, words_days=7)
    clock.forward(hours=24 * 7 - 1)
    assert forget_words(server.context) == 0
    for _ in range(2):  # two days later, for the day that begins has no numbers yet
        api.take()
        clock.forward(hours=25)
    server.keepers.day.look()
    assert report(api, day)["words"] == []
    assert report(api, day)["total"]["ballots"] == 5


def test_a_clock_far_ahead_takes_nobodys_words(server: Server, api: Api, clock: SetClock) -> None:
    """Neither when the server starts by it, nor when numbers are given by it until it is set right."""
    for _ in range(5):
        rate(api, 2, "Bàn ghế hơi thấp")
    clock.forward(hours=24 * 365)
    server.keepers.day.look()
    for _ in range(3):
        api.take()
        assert forget_words(server.context) == 0
        clock.forward(hours=24)
    clock.back(hours=24 * 368)
    api.take()
    assert report(api, "?from=2026-11-23")["words"] == ["Bàn ghế hơi thấp"] * 5


def test_words_are_not_kept_where_none_are_asked_for(api: Api) -> None:
    turn(api, words=False)
    for _ in range(5):
        rate(api, 3, "thừa")
    assert report(api)["words"] == []


def test_an_officer_sees_their_own_row_of_a_month_that_is_over(
    api: Api, client: FlaskClient, clock: SetClock
) -> None:
    for level in (3, 3, 3, 2, 2):
        rate(api, level)
    sign_in(client, "lan")
    assert "Số phiếu: <strong>0</strong>" in client.get("/account").text  # this month is not over
    clock.forward(hours=24 * 15)
    sign_in(client, "lan")
    page = client.get("/account").text
    assert "tháng 11/2026" in page
    assert "Rất hài lòng: 3 (60,0%)" in page
    sign_in(client, "minh")
    assert "Số phiếu: <strong>0</strong>" in client.get("/account").text
