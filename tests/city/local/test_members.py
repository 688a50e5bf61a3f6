"""Who belongs to a demo's city is let in as by the city's own commands."""

import uuid

import psycopg

from server.city.ingest.tokens import centre_of, use_code
from server.city.local.hanoi import wards
from server.city.local.members import one_time_code, with_administrator, with_tokens

NOW = 1_795_910_400_000


def test_each_ward_has_a_token_that_is_its_own_and_keeps_it(conninfo: str) -> None:
    first = with_tokens(conninfo, wards()[:2], {})
    again = with_tokens(conninfo, wards()[:3], first)
    assert {code: again[code] for code in first} == first
    assert len(set(again.values())) == 3
    with psycopg.connect(conninfo) as connection:
        assert [centre_of(connection, token) for token in again.values()] == ["W0001", "W0002", "W0003"]


def test_tokens_that_were_written_down_are_good_for_a_database_that_was_made_anew(conninfo: str) -> None:
    with_tokens(conninfo, wards()[:1], {"W0001": "f" * 64})
    with psycopg.connect(conninfo) as connection:
        assert centre_of(connection, "f" * 64) == "W0001"


def test_a_real_centre_joins_with_a_code_that_is_good_once(conninfo: str) -> None:
    code = one_time_code(conninfo, wards()[4], NOW)
    with psycopg.connect(conninfo) as connection:
        joined = use_code(connection, code, uuid.uuid4(), NOW)
        assert joined is not None
        assert (joined["centre"], joined["name"]) == ("W0005", wards()[4].name)
        assert use_code(connection, code, uuid.uuid4(), NOW) is None


def test_the_administrator_is_there_where_the_city_has_people(conninfo: str) -> None:
    for password in ("first-password", "second-password"):
        made = with_administrator(conninfo, "quantri", "Quản trị", password)
    with psycopg.connect(conninfo) as connection:
        there = connection.execute("SELECT to_regclass('person') IS NOT NULL").fetchone()
        assert there == (made,)
        if made:
            found = connection.execute("SELECT username, role FROM person").fetchall()
            assert found == [("quantri", "administrator")]
