"""Figures of the city's processes."""

from server.city.roles import INGEST, ROLES, city_app
from server.city.settings import CitySettings


def settings(tmp_path, conninfo: str) -> CitySettings:
    return CitySettings(database=conninfo, data=tmp_path / "keys", feeds=tmp_path / "feeds")


def figures(app) -> dict[str, float]:
    lines = app.test_client().get("/metrics").get_data(as_text=True).splitlines()
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines if line[0] != "#"}


def test_each_role_counts_what_it_answers_by_route(tmp_path, conninfo):
    for role in ROLES:
        app = city_app(settings(tmp_path, conninfo), role)
        app.test_client().get("/healthz")
        app.test_client().get("/made-up")
        found = figures(app)
        answered = "goiso_city_answers_total"
        assert found[f'{answered}{{role="{role}",route="/healthz",status="200"}}'] == 1
        assert found[f'{answered}{{role="{role}",route="none",status="404"}}'] == 1
        assert "made-up" not in str(found)


def test_centres_are_counted_by_how_they_are(tmp_path, server, conninfo):
    import psycopg

    with psycopg.connect(conninfo) as connection:
        connection.execute(
            "INSERT INTO centre (code, name, heard_at, stored, folded, halted, retired_at) VALUES"
            " ('W0001', 'a', now(), 10, 4, NULL, NULL), ('W0002', 'b', now() - interval '1 minute', 5, 5, NULL, NULL),"
            " ('W0003', 'c', now(), 7, 0, '{}', NULL), ('W0004', 'd', NULL, 0, 0, NULL, NULL),"
            " ('W0005', 'e', now(), 9, 0, NULL, now())"
        )
    found = figures(city_app(settings(tmp_path, conninfo), INGEST))
    states = {
        state: found[f'goiso_city_centres{{state="{state}"}}']
        for state in ("live", "silent", "halted", "never")
    }
    assert states == {"live": 1, "silent": 1, "halted": 1, "never": 1}
    assert (found["goiso_city_rows_stored"], found["goiso_city_rows_behind"]) == (22, 13)
    assert found["goiso_city_database_up"] == 1


def test_without_the_database_they_say_so(tmp_path):
    found = figures(city_app(settings(tmp_path, f"host={tmp_path} connect_timeout=1"), INGEST))
    assert found["goiso_city_database_up"] == 0
    assert "goiso_city_rows_stored" not in found
