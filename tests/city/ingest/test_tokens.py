"""Who may send: one-time codes, tokens, and the commands that give and take them."""

from functools import partial

import psycopg
import pytest
from click.testing import CliRunner

from server.city.ingest.tokens import give_code, give_token, revoke_tokens
from server.command.main import main
from tests.support.city_sender import Sender, a_ward
from tests.support.waiting import together

JOIN = "/city/v1/join"


def new_code(conninfo, clock, code="W0001"):
    with psycopg.connect(conninfo) as connection:
        return give_code(connection, code, clock.now)


def test_a_code_becomes_a_token_once(ward, conninfo, clock):
    code = new_code(conninfo, clock)
    assert [len(part) for part in code.split("-")] == [4, 4, 2]
    joined = ward.post(JOIN, {"code": code, "journal": ward.folder})
    assert joined.status == 200
    assert (joined.body["centre"], joined.body["name"], len(joined.body["token"])) == (
        "W0001",
        "Phường Mẫu",
        64,
    )
    ward.token = joined.body["token"]
    assert ward.sync().status == 200
    again = ward.post(JOIN, {"code": code, "journal": ward.folder})
    assert (again.status, again.body) == (401, {"code": "unknown_code"})


def test_a_code_is_read_as_people_type_it(ward, conninfo, clock):
    code = new_code(conninfo, clock)
    assert (
        ward.post(JOIN, {"code": f" {code.lower().replace('-', ' ')} ", "journal": ward.folder}).status == 200
    )


def test_two_machines_that_join_with_one_code_at_once_are_one(ward, app, conninfo, clock):
    code = new_code(conninfo, clock)
    senders = [Sender(app.test_client(), "") for _ in range(4)]
    answers = together([partial(s.post, JOIN, {"code": code, "journal": s.folder}) for s in senders])
    assert sorted(answer.status for answer in answers) == [200, 401, 401, 401]


def test_a_code_ends(ward, conninfo, clock):
    code = new_code(conninfo, clock)
    clock.pass_s(3 * 86_400 + 1)
    assert ward.post(JOIN, {"code": code, "journal": ward.folder}).body == {"code": "unknown_code"}


@pytest.mark.parametrize("token", ["", "x", "f" * 64, "\xff"])
def test_a_stranger_is_told_so_and_no_body_is_read(ward, token):
    ward.token = token
    for answer in (
        ward.sync(),
        ward.post_bytes("/city/v1/sync", b"garbage", {}),
        ward.get("/city/v1/digest?seq=1"),
    ):
        assert (answer.status, answer.body) == (401, {"code": "unknown_token"})
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_no_token_and_no_bearer_is_a_stranger(app):
    client = app.test_client()
    assert client.post("/city/v1/sync").get_json() == {"code": "unknown_token"}
    assert client.post("/city/v1/sync", headers={"Authorization": "Basic eDp5"}).status_code == 401


def test_two_tokens_are_good_at_once_and_no_third(ward, conninfo):
    tokens = [ward.token]
    for _ in range(2):
        with psycopg.connect(conninfo) as connection:
            tokens.append(give_token(connection, "W0001"))
    told = []
    for ward.token in tokens:
        told.append(ward.sync().status)
    assert told == [401, 200, 200]


def test_a_revoked_token_is_good_for_nothing_at_once(ward, conninfo, clock):
    code = new_code(conninfo, clock)
    assert ward.sync().status == 200
    with psycopg.connect(conninfo) as connection:
        assert revoke_tokens(connection, "W0001") == 1
    assert ward.sync(("ticket_called", 1, 1, {})).body == {"code": "unknown_token"}
    assert ward.fork(0).body == {"code": "unknown_token"}
    assert ward.get("/city/v1/series?day=2026-11-29").status == 401
    assert ward.post(JOIN, {"code": code, "journal": ward.folder}).status == 401


def test_a_token_writes_for_its_own_centre_alone(ward, conninfo, app):
    other = Sender(app.test_client(), a_ward(conninfo, "W0002"))
    other.folder = ward.folder
    ward.sync(("ticket_called", 1, 1, {}))
    assert other.get("/city/v1/digest?seq=9").body == {"seq": 0, "digest": None}
    other.sync(centre="W0001", code="W0001")
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT code, stored FROM centre ORDER BY code").fetchall() == [
            ("W0001", 1),
            ("W0002", 0),
        ]


class TestCommands:
    @pytest.fixture
    def run(self, conninfo):
        def run(*arguments, fails=False):
            told = CliRunner().invoke(
                main, ["city", "centre", *arguments], env={"GOISO_CITY_DATABASE": conninfo}
            )
            assert (told.exit_code != 0) == fails, told.output
            return told.output

        return run

    def test_a_centre_from_its_first_code_to_its_end(self, run, app, conninfo, clock):
        clock.now = 0  # codes of the commands end by the real clock
        code = run("add", "W0007", "Phường Bảy", "--district", "Quận Hai").split()[1]
        sender = Sender(app.test_client(), "")
        sender.token = sender.post(JOIN, {"code": code, "journal": sender.folder}).body["token"]
        assert sender.sync(("ticket_called", 1, 1, {})).status == 200
        listed = run("list")
        assert listed.startswith(
            "W0007\tPhường Bảy\tQuận Hai\theard 1970-01-01 00:00:00 UTC, row 1, 0.2.0, 1 tokens"
        )
        first, sender.token = sender.token, run("rotate", "W0007").strip()
        assert sender.sync().status == 200
        assert "2 tokens revoked" in run("revoke", "W0007")
        assert sender.sync().status == 401
        sender.token = first
        assert sender.sync().status == 401
        sender.token = sender.post(
            JOIN, {"code": run("code", "W0007").split()[1], "journal": sender.folder}
        ).body["token"]
        assert sender.sync().status == 200
        run("retire", "W0007")
        assert sender.sync().status == 401
        assert "retired" in run("list")
        with psycopg.connect(conninfo) as connection:
            acts = connection.execute("SELECT act, centre FROM audit ORDER BY id").fetchall()
        assert acts == [
            (act, "W0007")
            for act in (
                "centre_added",
                "join",
                "token_rotated",
                "tokens_revoked",
                "code_given",
                "join",
                "centre_retired",
            )
        ]

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("add", "w1", "Phường"), "no code"),
            (("add", "W" * 17, "Phường"), "no code"),
            (("add", "W1", " "), "name"),
            (("add", "W1", "x\ny"), "name"),
            (("add", "W1", "x" * 121), "name"),
            (("code", "W1"), "There is no W1"),
            (("rotate", "W1"), "There is no W1"),
            (("revoke", "W1"), "There is no W1"),
            (("retire", "W1"), "There is no W1"),
            (("let-in", "W1"), "There is no W1"),
        ],
    )
    def test_what_cannot_be_done_says_why_and_changes_nothing(self, run, conninfo, arguments, said):
        assert said in run(*arguments, fails=True)
        with psycopg.connect(conninfo) as connection:
            assert connection.execute("SELECT count(*) FROM centre").fetchone() == (0,)
            assert connection.execute("SELECT count(*) FROM audit").fetchone() == (0,)

    def test_a_code_that_is_taken_is_refused(self, run):
        run("add", "W1", "Một")
        assert "there already" in run("add", "W1", "Hai", fails=True)

    def test_a_database_that_is_not_there_is_named(self, tmp_path):
        told = CliRunner().invoke(
            main, ["city", "centre", "list"], env={"GOISO_CITY_DATABASE": f"host={tmp_path}"}
        )
        assert told.exit_code == 1
        assert "The database does not answer" in told.output
