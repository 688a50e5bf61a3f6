"""Zalo ZNS: each request byte for byte, tokens that change with each use, and what its codes mean."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from server.app import Server
from server.background.messages.zalo import Ask, Zalo, ZaloAddresses
from server.background.outgoing import ask
from server.core.messages.kinds import MessageKind, MessengerAnswer, MessengerSaid
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.messages import ZALO, ZALO_KEYS, about, send_by
from tests.support.quick_server import quick_server

HURRIED: Ask = partial(ask, patience_s=0.3)


class FakeZalo:
    """Both of Zalo's ends: access tokens `access-N`, refresh tokens that are good once, and a code for each message."""

    def __init__(self) -> None:
        self.codes: Iterator[Any] = iter(())
        self.renewed = 0
        self.good = {"access-1"}
        self.gateway = Gateway(self.answer)
        host = self.gateway.host
        self.addresses = ZaloAddresses(f"http://{host}/message/template", f"http://{host}/token", "127.0.0.1")

    def answer(self, request: bytes) -> tuple[int, str] | None:
        if request.startswith(b"POST /token"):
            return self._token(request)
        token = next(r for r in request.split(b"\r\n") if r.startswith(b"access_token: "))[14:].decode()
        if token not in self.good:
            return 200, json.dumps({"error": -124, "message": "Access token is invalid"})
        code = next(self.codes, 0)
        return code if isinstance(code, tuple) or code is None else (200, json.dumps({"error": code}))

    def _token(self, request: bytes) -> tuple[int, str]:
        if f"refresh_token=refresh-{self.renewed + 1}&".encode() not in request:
            return 200, json.dumps({"error": -14014, "error_name": "Invalid refresh token"})
        self.renewed += 1
        self.good = {f"access-{self.renewed}"}
        found = {"access_token": f"access-{self.renewed}", "refresh_token": f"refresh-{self.renewed + 1}"}
        return 200, json.dumps(found | {"expires_in": "90000"})


@pytest.fixture
def fake() -> Iterator[FakeZalo]:
    made = FakeZalo()
    yield made
    made.gateway.close()


@pytest.fixture
def zalo(server: Server, fake: FakeZalo) -> Zalo:
    server.programs.messages.close()
    send_by(server.context, ZALO, ZALO_KEYS)
    return Zalo(server.context, fake.addresses, HURRIED)


def test_what_it_sends_is_this_byte_for_byte(zalo: Zalo, fake: FakeZalo) -> None:
    assert zalo.send(about(MessageKind.CALLED)) == MessengerAnswer(MessengerSaid.SENT)
    token, message = fake.gateway.heard
    host = fake.gateway.host.encode()
    form = b"refresh_token=refresh-1&app_id=4321&grant_type=refresh_token"
    assert token == (
        b"POST /token HTTP/1.1\r\nAccept-Encoding: identity\r\nContent-Length: 60\r\nHost: " + host + b"\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nsecret_key: app-secret-1\r\n\r\n" + form
    )
    body = (
        '{"phone": "84912345678", "template_id": "1002", "template_data":'
        ' {"number": "A012", "counter": "quầy số 3", "centre": "Trung tâm"}, "tracking_id": "mark-1"}'
    ).encode()
    assert message == (
        b"POST /message/template HTTP/1.1\r\nAccept-Encoding: identity\r\nContent-Length: %d\r\nHost: "
        % len(body)
        + host
        + b"\r\nContent-Type: application/json\r\naccess_token: access-1\r\n\r\n"
        + body
    )


def test_the_newest_refresh_token_is_kept_over_a_restart(
    server: Server, zalo: Zalo, fake: FakeZalo, clock: SetClock
) -> None:
    assert zalo.send(about()).said is MessengerSaid.SENT
    assert zalo.send(about()).said is MessengerSaid.SENT
    assert fake.renewed == 1
    clock.forward(hours=25)
    assert zalo.send(about()).said is MessengerSaid.SENT
    assert (fake.renewed, server.context.messages.keys()["zalo_refresh"]) == (2, "refresh-3")
    server.close()
    again = quick_server(server.settings, clock)
    again.programs.messages.close()
    try:
        clock.forward(hours=25)
        assert Zalo(again.context, fake.addresses, HURRIED).send(about()).said is MessengerSaid.SENT
        assert fake.renewed == 3
    finally:
        again.close()


def test_a_token_that_is_not_taken_is_renewed_once(zalo: Zalo, fake: FakeZalo) -> None:
    zalo.send(about())
    fake.good = {"another"}
    assert zalo.send(about()).said is MessengerSaid.SENT
    assert fake.renewed == 2
    fake.good = {"another"}
    fake.renewed = 7  # as if somebody else had used the refresh token
    asked = len(fake.gateway.heard)
    assert zalo.send(about()) == MessengerAnswer(MessengerSaid.LATER, "token")
    assert len(fake.gateway.heard) == asked + 2


def test_what_it_answers_is_of_the_number_or_of_the_way(zalo: Zalo, fake: FakeZalo) -> None:
    for code, answer in (
        (-108, MessengerAnswer(MessengerSaid.NEVER, "number_wrong")),
        (-118, MessengerAnswer(MessengerSaid.NEVER, "not_on_zalo")),
        (-139, MessengerAnswer(MessengerSaid.NEVER, "not_wanted")),
        (-115, MessengerAnswer(MessengerSaid.LATER, "no_money")),
        (-144, MessengerAnswer(MessengerSaid.LATER, "quota")),
        (-131, MessengerAnswer(MessengerSaid.LATER, "set_up")),
        ((503, "busy"), MessengerAnswer(MessengerSaid.LATER, "trouble")),
        ((502, "<html>"), MessengerAnswer(MessengerSaid.UNKNOWN, "trouble")),
        ((200, "[]"), MessengerAnswer(MessengerSaid.UNKNOWN, "trouble")),
        (None, MessengerAnswer(MessengerSaid.UNKNOWN, "timeout")),
    ):
        fake.codes = iter((code,))
        assert zalo.send(about()) == answer, code
    fake.gateway.close()
    assert zalo.send(about()) == MessengerAnswer(MessengerSaid.LATER, "unreachable")
