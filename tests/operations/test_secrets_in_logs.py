"""What lets somebody in stands in no log line and in no row of the journal, also when a request ends in an error that nobody foresaw."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, Final

import pytest
import structlog
from flask.testing import FlaskClient

from server.app import Server
from server.http.rate_limit import limiter
from server.operations.log import KEPT, keep_safe
from server.store import Store
from server.store.backups import passphrases
from tests.api.browsing import session_cookie
from tests.support.api import VERSION, Api
from tests.support.backup_key import KEY, PASSPHRASE
from tests.support.enrolled import OFFICER, PASSWORD, Tokens

NEW_PASSWORD: Final = "mat-khau-moi-cua-toi"
WRONG: Final = "mat-khau-go-nham"
PIN: Final = "86420975"
WRONG_PIN: Final = "97531086"
CARD: Final = "c4" * 32
TYPED: Final = (PASSWORD, NEW_PASSWORD, WRONG, PIN, WRONG_PIN, CARD, PASSPHRASE, OFFICER.pin)
"""What people type or hold before a reader."""
API: Final[tuple[tuple[str, str, Any], ...]] = (
    ("post", "/account/pin", {"old": WRONG, "pin": PIN}),
    ("post", "/account/password", {"old": WRONG, "password": NEW_PASSWORD}),
    (
        "post",
        "/people",
        {"username": "hoa", "name": "Hoa", "role": "officer", "password": NEW_PASSWORD, "pin": PIN},
    ),
    ("post", "/people", {"username": PASSWORD * 9, "name": "", "role": "officer", "password": NEW_PASSWORD}),
    ("patch", "/people/hoa", {"password": WRONG, "pin": WRONG_PIN}),
    ("post", "/backups/passphrase", {"passphrase": PASSPHRASE}),
    ("post", "/tickets", {"field": "CT", "card": CARD}),
    ("post", "/tickets", {"field": "CT", "card": CARD, "more": PASSPHRASE}),
    ("post", "/pairings", {}),
    ("post", "/tokens", {"name": "Cổng", "role": "viewer"}),
    ("post", "/webhooks", {"url": "http://203.0.113.7/", "inside": "203.0.113.7"}),
)


@pytest.fixture
def written_as_served() -> Iterator[None]:
    """Lines look as `goiso serve` writes them."""
    before = structlog.get_config()
    keep_safe()
    yield
    structlog.configure(**before)


def drive(api: Api, client: FlaskClient, tokens: Tokens, track: str) -> list[str]:
    """Say each secret wherever it may be said; answers those that were told besides."""
    told = []
    for method, path, body in API:
        limiter.reset()
        said = getattr(api.admin, method)(path, body).json or {}
        told += [said[name] for name in ("token", "track", "secret") if name in said]
    for secret in (*told, track):
        api.nobody.post("/pairings/claim", {"secret": secret})
        api.holding(secret).get("/board")
        api.nobody.post("/ratings", {"track": secret, "level": 3})
        api.nobody.post(f"/track/{secret}/cancel", {})
        for path in (
            "/t/{}",
            "/t/{}/keep",
            "/t/{}/qr.svg",
            f"{VERSION}/track/{{}}",
            "/display/enter?token={}",
        ):
            client.get(path.format(secret))
    for password in (WRONG, PASSWORD):
        client.post("/sign-in", data={"username": OFFICER.username, "password": password})
        client.post("/sign-in", data={"username": password, "password": password})
    for pin in (WRONG_PIN, OFFICER.pin):
        headers = {"Authorization": f"Bearer {tokens.counter}"}
        client.post("/pin", json={"username": OFFICER.username, "pin": pin}, headers=headers)
    return told


def secrets_of(tokens: Tokens, client: FlaskClient) -> set[str]:
    """What people and machines hold besides."""
    return {*TYPED, *astuple(tokens), session_cookie(client)[1]}


def break_everything(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing can be written, no code read and no password compared, for a reason that nobody foresaw."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(Store, "write", fail)
    monkeypatch.setattr(server.context.tracks, "ticket", fail)
    monkeypatch.setattr(type(server.context.passwords), "matches", fail)


@pytest.mark.usefixtures("written_as_served")
def test_no_secret_is_logged_or_journalled(
    server: Server, tokens: Tokens, monkeypatch: pytest.MonkeyPatch, capfd: Any, caplog: Any
) -> None:
    api, client = Api(server.app, tokens), server.app.test_client()
    server.app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    monkeypatch.setattr(passphrases, "new_key", lambda _: KEY)
    track = api.take()["track"]
    secrets = {track, *drive(api, client, tokens, track)}
    with server.context.store.read() as connection:
        journal = str(connection.execute("SELECT * FROM journal").fetchall())
    break_everything(server, monkeypatch)
    secrets |= {*drive(api, client, tokens, track), *secrets_of(tokens, client)}
    logged = f"{''.join(capfd.readouterr())} {caplog.text} {KEPT.newest()}"

    assert logged.count("request_failed") > 15
    assert "nobody foresaw this" in logged
    assert len(secrets) > 15
    assert [secret for secret in secrets if secret in logged] == []
    assert [secret for secret in secrets if secret in journal] == []
