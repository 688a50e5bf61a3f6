"""The page that tells machines how to trust the centre's own certificate."""

from datetime import UTC, datetime

from flask.testing import FlaskClient

from server.app import Server
from server.core.certificates import AUTHORITY, folder_of
from server.operations.certificate_names import Names
from server.operations.certificates import make
from tests.api.browsing import sign_in
from tests.support.enrolled import PASSWORD


def test_it_shows_the_fingerprint_and_gives_the_file(server: Server, client: FlaskClient) -> None:
    folder = folder_of(server.settings.server.data)
    fingerprint = make(folder, Names.of(["goiso.local"]), datetime.now(UTC)).fingerprint
    page = client.get("/trust").text
    assert fingerprint in page
    assert "So vân tay" in page
    assert "Compare the fingerprint" in client.get("/trust?lang=en").text
    file = client.get("/trust/goiso.crt")
    assert file.text == (folder / AUTHORITY).read_text()
    assert file.mimetype == "application/x-x509-ca-cert"


PAIRING = ("/admin/devices", "/admin/screens", "/admin/setup")
LINK = 'href="/trust"'


def test_where_machines_are_paired_it_is_linked_while_there_is_one(
    server: Server, client: FlaskClient
) -> None:
    server.first_run.begin(server.first_run.prove(server.first_run.code or ""), "binh", "Bình", PASSWORD)
    sign_in(client, "binh")
    assert [page for page in PAIRING if LINK in client.get(page).text] == []
    make(folder_of(server.settings.server.data), Names.of(["goiso.local"]), datetime.now(UTC))
    assert [page for page in PAIRING if LINK in client.get(page).text] == list(PAIRING)


def test_without_one_nothing_is_to_do(client: FlaskClient) -> None:
    page = client.get("/trust")
    assert "không dùng chứng thư riêng" in page.text
    assert client.get("/trust/goiso.crt").status_code == 404
