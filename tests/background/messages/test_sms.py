"""SMS by a gateway of the settings: each request byte for byte, and what its answers mean."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from server.app import Server
from server.background.messages.sms import Sms
from server.background.outgoing import ask
from server.core.messages.kinds import MessageKind, MessengerAnswer, MessengerSaid
from tests.support.gateway import Gateway
from tests.support.messages import SMS_KEYS, about, send_by, sms

TAKEN = '{ "CodeResult" : "100" }'


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with Gateway(lambda _: (200, TAKEN)) as made:
        yield made


@pytest.fixture
def quiet(server: Server) -> Server:
    server.programs.messages.close()
    return server


def sender(server: Server, host: str, **more: Any) -> Sms:
    send_by(server.context, sms(host, **more), SMS_KEYS)
    return Sms(server.context, partial(ask, patience_s=0.3))


def test_a_post_is_this_byte_for_byte(quiet: Server, gateway: Gateway) -> None:
    way = sender(quiet, gateway.host, sms_header="Authorization: Basic {secret}")
    assert way.send(about()) == MessengerAnswer(MessengerSaid.SENT)
    body = (
        b'{"ApiKey": "api-key-1", "Phone": "84912345678", "Content": "Trung tam: moi ong/ba co so A012 den quay so 3.",'
        b' "RequestId": "mark-1", "SmsType": 2}'
    )
    head = (
        b"POST /send HTTP/1.1\r\nAccept-Encoding: identity\r\nContent-Length: %d\r\nHost: " % len(body)
        + gateway.host.encode()
    )
    told = b"\r\nContent-Type: application/json\r\nAuthorization: Basic very-secret-1\r\n\r\n"
    assert gateway.heard == [head + told + body]


def test_a_get_is_this_byte_for_byte_and_accents_are_a_setting(quiet: Server, gateway: Gateway) -> None:
    url = f"http://{gateway.host}/api?u={{key}}&to={{phone0}}&sms={{text}}"
    way = sender(
        quiet,
        gateway.host,
        sms_url=url,
        sms_body="",
        sms_method="get",
        sms_accents=True,
        sms_near="Số {number} & {ahead}",
    )
    assert way.send(about(MessageKind.NEAR)) == MessengerAnswer(MessengerSaid.SENT)
    asked = b"GET /api?u=api-key-1&to=0912345678&sms=S%E1%BB%91%20A012%20%26%203 HTTP/1.1\r\n"
    rest = b"Accept-Encoding: identity\r\nHost: " + gateway.host.encode() + b"\r\n\r\n"
    assert gateway.heard == [asked + rest]


def test_what_fills_a_place_cannot_reach_beyond_it(quiet: Server, gateway: Gateway) -> None:
    way = sender(quiet, gateway.host)
    way.send(about(centre='X", "Phone": "84900000000', number="{secret}"))
    assert b'"Phone": "84912345678"' in gateway.bodies()[0]
    assert b'\\"Phone\\"' in gateway.bodies()[0]
    assert b"very-secret-1" not in gateway.bodies()[0]


def test_what_a_gateway_answers(quiet: Server, gateway: Gateway) -> None:
    way = sender(quiet, gateway.host)
    for status, body, answer in (
        (200, '{"CodeResult":"103"}', MessengerAnswer(MessengerSaid.LATER, "no_money")),
        (200, '{"CodeResult":"108"}', MessengerAnswer(MessengerSaid.NEVER, "refused")),
        (402, "", MessengerAnswer(MessengerSaid.LATER, "no_money")),
        (401, "", MessengerAnswer(MessengerSaid.LATER, "token")),
        (429, "", MessengerAnswer(MessengerSaid.LATER, "quota")),
        (503, "", MessengerAnswer(MessengerSaid.LATER, "trouble")),
        (400, TAKEN, MessengerAnswer(MessengerSaid.NEVER, "refused")),
        (302, "", MessengerAnswer(MessengerSaid.LATER, "set_up")),
        (500, "", MessengerAnswer(MessengerSaid.UNKNOWN, "trouble")),
    ):
        gateway.answers = lambda _, said=(status, body): said  # type: ignore[misc]
        assert way.send(about()) == answer, (status, body)


def test_one_that_hangs_is_given_up_and_one_that_is_gone_took_nothing(
    quiet: Server, gateway: Gateway
) -> None:
    gateway.answers = lambda _: None
    way = sender(quiet, gateway.host)
    assert way.send(about()) == MessengerAnswer(MessengerSaid.UNKNOWN, "timeout")
    gateway.close()
    assert way.send(about()) == MessengerAnswer(MessengerSaid.LATER, "unreachable")


def test_one_inside_the_house_is_asked_only_where_it_was_allowed(quiet: Server, gateway: Gateway) -> None:
    assert sender(quiet, gateway.host, sms_inside="").send(about()) == MessengerAnswer(
        MessengerSaid.LATER, "webhook_inside"
    )
    assert gateway.heard == []
