"""`goiso link`: joined with a code, told how far the city is, and left again."""

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.command.main import main
from server.link.joined import read
from server.service.context import Context
from tests.support.fake_city import CODE, TOKEN, FakeCity
from tests.support.journeys import a_morning
from tests.support.linked import all_is_there, linked


@pytest.fixture
def city() -> Iterator[FakeCity]:
    with FakeCity() as running:
        yield running


@pytest.fixture
def data(context: Context, tmp_path: Path) -> Path:
    """A centre's data, beside which a server runs."""
    a_morning(context)
    return tmp_path / "data"


def goiso(data: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["link", "--data", str(data), *arguments])
    return done.exit_code, done.output


def test_it_joins_beside_a_running_server_and_keeps_the_token_for_its_owner(
    data: Path, city: FakeCity
) -> None:
    code, said = goiso(data, "--city", city.url + "/", "--code", CODE)
    assert (code, "Joined" in said) == (0, True), said
    assert "W0001" in said
    assert TOKEN not in said
    joined = read(data)
    assert joined is not None
    assert (joined.url, joined.token, joined.centre) == (city.url, TOKEN, "W0001")
    assert (data / "city.json").stat().st_mode & 0o777 == 0o600


def test_a_code_is_good_once_and_a_wrong_one_changes_nothing(data: Path, city: FakeCity) -> None:
    assert goiso(data, "--city", city.url, "--code", CODE)[0] == 0
    before = (data / "city.json").read_text()
    code, said = goiso(data, "--city", city.url, "--code", CODE)
    assert code == 1
    assert "Ask the city for a new one. Nothing was changed." in said
    assert (data / "city.json").read_text() == before


def test_status_tells_how_many_rows_wait(context: Context, data: Path, city: FakeCity) -> None:
    goiso(data, "--city", city.url, "--code", CODE)
    code, said = goiso(data, "--status")
    assert code == 1
    assert "The city has row 0 of 19, 19 to send." in said
    with linked(context, data, city):
        all_is_there(context, city)
    code, said = goiso(data, "--status")
    assert (code, "0 to send" in said) == (0, True)
    assert TOKEN not in said


def test_status_says_what_to_do_when_the_city_ended_the_token(data: Path, city: FakeCity) -> None:
    goiso(data, "--city", city.url, "--code", CODE)
    city.tokens.clear()
    code, said = goiso(data, "--status")
    assert code == 1
    assert "Ask the city for a new code" in said


def test_the_end_forgets_the_token(data: Path, city: FakeCity) -> None:
    goiso(data, "--city", city.url, "--code", CODE)
    code, said = goiso(data, "--end")
    assert (code, "no more" in said) == (0, True)
    assert not (data / "city.json").exists()
    code, said = goiso(data, "--end")
    assert (code, "belongs to no city" in said) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--city", "http://city.example.vn", "--code", "X"], "without https"),
        (["--city", "ftp://city.example.vn", "--code", "X"], "is like https://"),
        (["--city", "https://city.example.vn/path", "--code", "X"], "is like https://"),
        (["--city", "https://:x", "--code", "X"], "is like https://"),
        (["--city", "http://127.0.0.1:1", "--code", "X"], "cannot be reached"),
        (["--city", "https://city.example.vn"], "belong together"),
        (["--status", "--end"], "Say one of"),
        ([], "Say one of"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(data: Path, arguments: list[str], said: str) -> None:
    code, told = goiso(data, *arguments)
    assert code != 0
    assert said in told
    assert not (data / "city.json").exists()


def test_an_address_that_is_no_city_is_told(data: Path, city: FakeCity) -> None:
    city.take = lambda *_: (200, b"<html>hotel", {})  # type: ignore[method-assign]
    code, said = goiso(data, "--city", city.url, "--code", CODE)
    assert (code, "is not the city's system" in said) == (1, True)


def test_a_file_of_no_certificate_is_refused(data: Path, city: FakeCity, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    code, said = goiso(data, "--city", city.url, "--code", CODE, "--ca", str(tmp_path / "ca.pem"))
    assert (code, "holds no certificate" in said) == (1, True)
    assert city.asked == []


def test_a_folder_of_no_centre_is_told(tmp_path: Path, city: FakeCity) -> None:
    code, said = goiso(tmp_path / "none", "--city", city.url, "--code", CODE)
    assert code == 1
    assert city.asked == []
    assert said


def test_trusting_an_authority_means_no_other() -> None:
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED


def told(data: Path) -> list[tuple[str, str, str]]:
    """What the journal says of the city: the type, the actor and the address of each row."""
    with closing(sqlite3.connect(data / "goiso.db")) as connection:
        rows = connection.execute(
            "SELECT type, actor, json_extract(data, '$.url') FROM journal WHERE type LIKE 'city%' ORDER BY seq"
        )
        return rows.fetchall()


def test_a_stopped_centre_says_in_its_journal_that_it_joined_and_left(
    context: Context, data: Path, city: FakeCity
) -> None:
    context.close()
    assert goiso(data, "--city", city.url, "--code", CODE)[0] == 0
    assert told(data) == [("city_joined", "system", city.url)]
    assert TOKEN.encode() not in (data / "goiso.db").read_bytes()
    assert goiso(data, "--end")[0] == 0
    assert told(data) == [("city_joined", "system", city.url), ("city_left", "system", city.url)]
    assert not (data / "city-left.part").exists()


def test_beside_a_running_server_the_journal_is_left_to_it(data: Path, city: FakeCity) -> None:
    code, said = goiso(data, "--city", city.url, "--code", CODE)
    assert (code, "within seconds" in said) == (0, True)
    assert told(data) == []


def test_a_token_that_is_gone_is_told_and_can_be_ended(context: Context, data: Path, city: FakeCity) -> None:
    context.close()
    goiso(data, "--city", city.url, "--code", CODE)
    (data / "city.json").unlink()
    code, said = goiso(data, "--status")
    assert (code, "Ask the city for a new code" in said) == (1, True)
    assert goiso(data, "--end")[0] == 0
    assert told(data)[-1][0] == "city_left"
    assert goiso(data, "--end")[0] == 1


def test_a_file_that_cannot_be_read_can_be_ended_and_joined_anew(
    context: Context, data: Path, city: FakeCity
) -> None:
    context.close()
    goiso(data, "--city", city.url, "--code", CODE)
    (data / "city.json").write_text("{", encoding="utf-8")
    assert goiso(data, "--end")[0] == 0
    (data / "city.json").write_text("{", encoding="utf-8")
    city.codes.add(CODE)
    assert goiso(data, "--city", city.url, "--code", CODE)[0] == 0
    assert [each[0] for each in told(data)] == ["city_joined", "city_left", "city_joined"]
