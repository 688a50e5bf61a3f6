"""Whoever carries a data folder away cannot sign in with what it holds."""

from pathlib import Path

import pytest

from server.app import Server
from server.service.people.sign_in import known
from server.service.people.tokens import digest
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.enrolled import OFFICER, PASSWORD, Tokens


@pytest.fixture
def held(server: Server, tokens: Tokens, api: Api) -> bytes:
    """Everything in the data folder after everybody was enrolled, signed in and worked."""
    for username in ("lan", "minh", "binh"):
        assert sign_in(server.app.test_client(), username).status_code == 303
    api.take()
    api.at_work().post("/counters/1/call", key="k1")
    data = server.settings.server.data
    return b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())


@pytest.mark.parametrize("who", Tokens.__dataclass_fields__)
def test_no_token_is_kept_in_the_clear(held: bytes, tokens: Tokens, who: str) -> None:
    assert getattr(tokens, who).encode() not in held


@pytest.mark.parametrize("secret", [PASSWORD, OFFICER.pin])
def test_no_password_or_pin_is_kept_in_the_clear(server: Server, held: bytes, secret: str) -> None:
    with server.context.store.read() as connection:
        stored = connection.execute("SELECT password_hash, pin_hash FROM secrets").fetchall()
    assert all(kept is None or kept.startswith("$argon2id$") for row in stored for kept in row)
    assert secret.encode() not in held


def test_what_is_kept_of_a_token_is_its_hash(held: bytes, tokens: Tokens) -> None:
    assert digest(tokens.kiosk) in held


@pytest.mark.parametrize("name", ["track.key", "presence.key", "session.key"])
def test_the_servers_own_secrets_are_its_owners_alone(server: Server, name: str) -> None:
    path: Path = server.settings.server.data / name
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(path.read_bytes()) == 32


def test_the_same_password_is_kept_differently_for_each(server: Server, tokens: Tokens) -> None:
    found = [known(server.context, username)[1] for username in ("lan", "minh", "binh")]
    hashes = {secrets.password_hash for secrets in found if secrets}
    assert len(hashes) == 3
