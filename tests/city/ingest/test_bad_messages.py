"""What is no message: each has a code, nothing is changed, and the next good one is taken."""

import gzip
import json
import random

import psycopg
import pytest

from server.city.ingest.body import PACKED, UNPACKED
from server.city.roles import INGEST, city_app
from server.city.settings import CitySettings
from tests.support.city_sender import AT, DAY, Sender, a_ward
from tests.support.postgres import fresh_city

SYNC = "/city/v1/sync"
CALLED = ("ticket_called", 7, 3, {})
GOOD = [1, AT, DAY, "ticket_called", 7, 3, {}]
PACKING = {"Content-Encoding": "gzip"}


@pytest.fixture(scope="module")
def conninfo(server):
    with fresh_city(server) as found:
        yield found


@pytest.fixture(scope="module")
def the_ward(conninfo, tmp_path_factory):
    settings = CitySettings(database=conninfo, data=tmp_path_factory.mktemp("city"))
    return Sender(city_app(settings, INGEST, lambda: AT).test_client(), a_ward(conninfo))


@pytest.fixture
def ward(the_ward):
    the_ward.journal, the_ward.stored = the_ward.journal.restored(0), 0
    return the_ward


@pytest.fixture(autouse=True)
def nothing_is_changed(ward, conninfo):
    ward.sync()
    yield
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT count(*) FROM log").fetchone() == (0,)
        assert connection.execute("SELECT stored, digest FROM centre").fetchone() == (0, None)
    assert ward.sync().status == 200


def bomb(size):
    return gzip.compress(b"[" + b" " * size + b"]", mtime=0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"garbage",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"protocol": 1',
        b"[" * 100_000,
        b'{"protocol": 1, "a": ' + b"9" * 100_000 + b"}",
    ],
    ids=range(10),
)
def test_what_is_no_message_is_unreadable(ward, body):
    for answer in (ward.post_bytes(SYNC, body, {}), ward.post_bytes(SYNC, gzip.compress(body), PACKING)):
        assert (answer.status, answer.body["code"]) == (400, "unreadable")
        assert answer.body["why"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"no gzip", PACKING),
        (gzip.compress(b"{}", mtime=0)[:-3], PACKING),
        (gzip.compress(b"{}", mtime=0) + gzip.compress(b"{}", mtime=0), PACKING),
        (b"", PACKING),
        (b"{}", {"Content-Encoding": "br"}),
        (b"{}", {"Content-Encoding": "gzip, gzip"}),
    ],
    ids=["no gzip", "cut off", "two", "nothing", "brotli", "twice"],
)
def test_what_is_packed_otherwise_is_unreadable(ward, body, headers):
    assert ward.post_bytes(SYNC, body, headers).body["code"] == "unreadable"


@pytest.mark.parametrize(
    ("made", "headers"),
    [
        (lambda: b" " * (PACKED + 1), {}),
        (lambda: bomb(UNPACKED), PACKING),
        (lambda: bomb(4 * UNPACKED), PACKING),
        (lambda: random.Random(1).randbytes(PACKED + 1), PACKING),
    ],
    ids=["long", "bomb", "large bomb", "noise"],
)
def test_too_much_is_too_large(ward, made, headers):
    answer = ward.post_bytes(SYNC, made(), headers)
    assert (answer.status, answer.body["code"]) == (413, "too_large")


def test_more_events_than_a_batch_holds_are_too_large(ward):
    ward.journal.happen(*[CALLED] * 501)
    assert ward.post(SYNC, ward.batch(0, 501)).body["code"] == "too_large"
    ward.journal = ward.journal.restored(0)


@pytest.mark.parametrize(
    "change",
    [
        {"journal": "x"},
        {"instance": None},
        {"now": -1},
        {"now": "1"},
        {"now": 2**60},
        {"version": "\n"},
        {"version": "v" * 41},
        {"after": 1.5},
        {"after": True},
        {"after": -1},
        {"last": None},
        {"last": 2**53},
        {"last": 5, "last_digest": None},
        {"after": 7, "last": 6},
        {"last_digest": "f00"},
        {"digest": 1},
        {"events": {}},
        {"protocol": "1"},
        {"protocol": None},
    ],
)
def test_a_message_that_is_wrong_as_such_is_unreadable(ward, change):
    assert ward.post(SYNC, ward.batch(0) | change).body["code"] == "unreadable"


@pytest.mark.parametrize("change", [{}, {"events": "what a later protocol sends"}])
def test_another_protocol_is_named(ward, change):
    answer = ward.post(SYNC, ward.batch(0) | {"protocol": 2} | change)
    assert (answer.status, answer.body) == (426, {"code": "protocol", "protocol": 1})


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ([1, AT, DAY, "ticket_called", 7, 3], 1),
        ([*GOOD, 1], 1),
        ([0, *GOOD[1:]], 0),
        (["1", *GOOD[1:]], None),
        ([True, *GOOD[1:]], None),
        ([1, -1, *GOOD[2:]], 1),
        ([1, 1e3, *GOOD[2:]], 1),
        ([1, 2**63, *GOOD[2:]], 1),
        ([1, AT, "29/11/2026", *GOOD[3:]], 1),
        ([1, AT, "2026-02-30", *GOOD[3:]], 1),
        ([1, AT, 20260101, *GOOD[3:]], 1),
        ([1, AT, DAY, "Ticket", 7, 3, {}], 1),
        ([1, AT, DAY, "ticket_called\n", 7, 3, {}], 1),
        ([1, AT, DAY, "", 7, 3, {}], 1),
        ([1, AT, DAY, "ticket_called", "7", 3, {}], 1),
        ([1, AT, DAY, "ticket_called", 2**63, 3, {}], 1),
        ([1, AT, DAY, "ticket_called", 7, 2**31, {}], 1),
        ([1, AT, DAY, "ticket_called", 7, -3, {}], 1),
        ([1, AT, DAY, "ticket_called", 7, 3, []], 1),
        ([1, AT, DAY, "ticket_called", 7, 3, None], 1),
        ([1, AT, DAY, "ticket_called", 7, 3, {"a": "\0"}], 1),
        ([1, AT, DAY, "ticket_called", 7, 3, {"\0": "a"}], 1),
        ([1, AT, DAY, "ticket_called", 7, 3, {"a": float("nan")}], 1),
        ([1, AT, DAY, "ticket_called", 7, 3, {"a": [float("inf")]}], 1),
        ([9, *GOOD[1:]], 9),
        ("row", None),
        (None, None),
        ([], None),
    ],
)
def test_a_row_that_can_never_be_taken_is_named(ward, row, named):
    batch = ward.batch(0) | {"last": 2, "last_digest": "00" * 32, "events": [row]}
    answer = ward.post(SYNC, batch)
    assert (answer.status, answer.body["code"], answer.body["row"]) == (422, "never", named)
    assert answer.body["why"]


@pytest.mark.parametrize(("seqs", "named"), [((2, 1), 1), ((1, 1), 1), ((1, 3), 3)])
def test_rows_out_of_order_are_named(ward, seqs, named):
    events = [[seq, *GOOD[1:]] for seq in seqs]
    batch = ward.batch(0) | {"last": 2, "last_digest": "00" * 32, "events": events}
    assert ward.post(SYNC, batch).body["row"] == named


def test_words_that_look_like_a_character_zero_are_no_fault(ward, conninfo):
    ward.sync(("setting_changed", None, None, {"value": "\\u0000"}))
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT data FROM log").fetchone() == ({"value": "\\u0000"},)
        connection.execute("DELETE FROM log")
        connection.execute("UPDATE centre SET stored = 0, digest = NULL")
        connection.execute("DELETE FROM log_mark")
    ward.stored, ward.journal = 0, ward.journal.restored(0)


@pytest.mark.parametrize(
    "part",
    [
        {"shown": []},
        {"shown": {"lines": {"CT": "A012"}}},
        {"shown": {"lines": {"CT": [1]}}},
        {"shown": {"waits": {"CT": ["soon"]}}},
        {"shown": {"open": "maybe"}},
        {"shown": {"other": "x" * 200_000}},
        {"shown": {"other": float("inf")}},
        {"health": "well"},
        {"health": {"kiosks": {}}},
        {"health": {"disk_share": float("nan")}},
        {"quiet": []},
        {"quiet": {"weekdays": [8]}},
        {"quiet": {"weekdays": list(range(1, 8)) * 2}},
        {"quiet": {"hours": [{"hour": 8, "waits_s": ["long"]}]}},
        {"quiet": {"hours": [{"hour": 24, "waits_s": []}]}},
        {"quiet": {"hours": [{"hour": 8, "waits_s": [-2]}]}},
        {"quiet": {"other": "x" * 200_000}},
        {"answers": [{}]},
        {"answers": [{"request": "x", "state": "issued"}]},
    ],
)
def test_what_pages_could_not_show_is_refused(ward, part):
    answer = ward.post(SYNC, ward.batch(0) | part)
    assert (answer.status, answer.body["code"], answer.body["row"]) == (422, "never", None)


@pytest.mark.parametrize("path", ["/city/v1/join", "/city/v1/fork"])
@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{", json.dumps({"code": "\0", "journal": 1}).encode()])
def test_the_other_calls_are_checked_alike(ward, path, body):
    assert ward.post_bytes(path, body, {}).body["code"] == "unreadable"


def test_a_character_zero_outside_the_rows_is_unreadable(ward):
    assert ward.post(SYNC, ward.batch(0) | {"shown": {"said": "\0"}}).body["code"] == "unreadable"


@pytest.mark.parametrize(
    "question",
    [
        "digest",
        "digest?seq=-1",
        "digest?seq=x",
        "digest?seq=" + "9" * 40,
        "digest?seq=²",
        "series",
        "series?day=today",
    ],
)
def test_a_question_that_is_none_is_unreadable(ward, question):
    answer = ward.get(f"/city/v1/{question}")
    assert (answer.status, answer.body["code"]) == (400, "unreadable")


def test_garbage_of_every_kind_has_a_code(ward):
    chance = random.Random(7)
    good = json.dumps(ward.batch(0)).encode()
    for _ in range(300):
        body = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        answer = ward.post_bytes(SYNC, bytes(body), {})
        assert answer.status in {200, 400, 409, 422, 426}
        assert answer.status == 200 or answer.body["code"] != "internal"
