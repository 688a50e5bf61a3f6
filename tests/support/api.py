"""The API as its callers use it."""

from dataclasses import fields
from typing import Any

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from server.api.description import operations, problems_of
from server.store import journal
from server.store.projections import PROJECTIONS
from tests.support.enrolled import Tokens

VERSION = "/api/v1"
UNTOLD = {"not_found", "method_not_allowed", "bad_request"}
"""The problems that any address may answer, even an unknown one."""


_told: dict[tuple[str, str], list[str]] = {}


def _problems_told(app: Flask, path: str, method: str) -> list[str] | None:
    """The problem codes in the description of an operation; none for an unknown operation."""
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path, method)
    except HTTPException:
        return None
    if not _told:  # every server describes the same routes, and describing them takes longer than most tests
        for known, verb, operation in operations(app, app.api_doc):  # type: ignore[arg-type, attr-defined]
            _told.setdefault((known, verb), problems_of(known, verb, operation))
    return _told.get((endpoint, method.lower()))


class Caller:
    """Somebody who sends requests under `/api/v1` with a bearer token, or without one."""

    def __init__(self, app: Flask, token: str | None) -> None:
        self._app = app
        self._client = app.test_client()
        self._headers = {} if token is None else {"Authorization": f"Bearer {token}"}

    def get(self, path: str, **headers: str) -> TestResponse:
        """GET; headers as keywords, `if_none_match=…`."""
        return self._told(self._client.get(VERSION + path, headers=self._with(headers)))

    def post(self, path: str, body: Any = None, key: str | None = None, **headers: str) -> TestResponse:
        """POST `body` as JSON; `key` is the Idempotency-Key."""
        keyed = {} if key is None else {"Idempotency-Key": key}
        return self._told(self._client.post(VERSION + path, json=body, headers=self._with(headers) | keyed))

    def send(self, path: str, data: bytes, content_type: str = "application/json") -> TestResponse:
        """POST these very bytes."""
        return self._told(
            self._client.post(VERSION + path, data=data, content_type=content_type, headers=self._headers)
        )

    def put(self, path: str, data: bytes = b"", **headers: str) -> TestResponse:
        """PUT these very bytes; headers as keywords, `if_match=…`."""
        return self._told(
            self._client.put(
                VERSION + path,
                data=data,
                content_type="application/octet-stream",
                headers=self._with(headers),
            )
        )

    def put_form(self, path: str, form: dict[str, Any]) -> TestResponse:
        """PUT a form, as a browser's page without a script would."""
        return self._client.put(VERSION + path, data=form, headers=self._headers)

    def put_json(self, path: str, body: Any, **headers: str) -> TestResponse:
        """PUT `body` as JSON; headers as keywords, `if_match=…`."""
        return self._told(self._client.put(VERSION + path, json=body, headers=self._with(headers)))

    def patch(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """PATCH `body` as JSON."""
        return self._told(self._client.patch(VERSION + path, json=body, headers=self._with(headers)))

    def delete(self, path: str, **headers: str) -> TestResponse:
        """DELETE."""
        return self._told(self._client.delete(VERSION + path, headers=self._with(headers)))

    def _told(self, answer: TestResponse) -> TestResponse:
        """The answer, after checking that its problem is in the API's description of the operation."""
        if answer.mimetype == "application/problem+json" and (answer.json or {})["code"] not in UNTOLD:
            told = _problems_told(self._app, answer.request.path, answer.request.method)
            assert told is None or (answer.json or {})["code"] in told, (answer.request.path, answer.text)
        return answer

    def _with(self, headers: dict[str, str]) -> dict[str, str]:
        return self._headers | {name.replace("_", "-"): value for name, value in headers.items()}


class Api:
    """One caller of each kind: kiosk, display, helper, counter, officer, other, admin, and nobody."""

    kiosk: Caller
    display: Caller
    helper: Caller
    counter: Caller
    officer: Caller
    other: Caller
    admin: Caller

    def __init__(self, app: Flask, tokens: Tokens) -> None:
        for field in fields(tokens):
            setattr(self, field.name, Caller(app, getattr(tokens, field.name)))
        self.nobody = Caller(app, None)
        self._app = app

    def holding(self, token: str) -> Caller:
        """Somebody with another token."""
        return Caller(self._app, token)

    def take(self, field: str = "CT") -> dict[str, Any]:
        """A number from the kiosk."""
        answer = self.kiosk.post("/tickets", {"field": field})
        assert answer.status_code == 201, answer.text
        ticket: dict[str, Any] = answer.json or {}
        return ticket

    def kept(self) -> dict[str, object]:
        """The journal's end and all rows of every table that follows from it: when these are the same, nothing has changed."""
        with self._app.extensions["goiso"].context.store.read() as connection:
            tables = {each.name: each.everything(connection) for each in PROJECTIONS}
            return {"journal": journal.last(connection), **tables}

    def at_work(self, n: int = 1) -> Caller:
        """The officer, who has opened counter `n`."""
        answer = self.officer.post(f"/counters/{n}/open")
        assert answer.status_code == 200, answer.text
        return self.officer
