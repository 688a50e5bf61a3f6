"""A database whose pages turned to garbage under a running server: it is not ready, and says so."""

from flask.testing import FlaskClient

from server.app import Server
from server.store.store import database_path
from tests.support.api import Api
from tests.support.sick_disk import writing

PAGE = 4096


def test_a_server_on_a_database_of_garbage_is_not_ready(
    server: Server, client: FlaskClient, api: Api
) -> None:
    api.take()
    assert client.get("/readyz").status_code == 200
    writing(server.context.store).execute("PRAGMA wal_checkpoint(RESTART)")
    path = database_path(server.settings.server.data)
    whole = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(b"\xa5" * (len(whole) - PAGE))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["code"]) == (503, "storage_damaged")
    assert client.get("/healthz").status_code == 200

    path.write_bytes(whole)
    assert client.get("/readyz").status_code == 200


def test_damage_that_somebody_met_in_one_page_keeps_it_from_being_ready(
    server: Server, client: FlaskClient, api: Api
) -> None:
    for _ in range(300):
        api.take()
    connection = writing(server.context.store)
    connection.execute("PRAGMA wal_checkpoint(RESTART)")
    page = first_leaf(server)
    path = database_path(server.settings.server.data)
    whole = path.read_bytes()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xa5" * PAGE)
    answer = api.admin.get("/journal?since=0&limit=5")
    assert answer.json["code"] == "storage_damaged"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["code"]) == (503, "storage_damaged")

    path.write_bytes(whole)
    assert client.get("/readyz").status_code == 200


def first_leaf(server: Server) -> int:
    """The page that holds the oldest rows of the journal."""
    with server.context.store.read() as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'journal'").fetchone()[0]
    content = database_path(server.settings.server.data).read_bytes()
    page = content[(root - 1) * PAGE : root * PAGE]
    first_cell = int.from_bytes(page[12:14], "big")
    return int.from_bytes(page[first_cell : first_cell + 4], "big")
