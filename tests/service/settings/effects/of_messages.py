"""Messages to people's phones."""

import json
from typing import Any, Final

from server.background.messages.sms import Sms
from server.background.messages.zalo import Zalo
from server.background.outgoing import Question, SendResult
from server.core.messages.kinds import Message, MessageKind, MessengerSaid
from server.service.messages import wishing
from server.service.messages.rules import ready
from server.service.messages.sending import Sending
from server.service.messages.wishing import MessageForm
from tests.service.settings.effects.ward import Effect, Given, Seen, Ward, first, works
from tests.support.messages import SMS_KEYS, ZALO, ZALO_KEYS, Held, about, by, send_by, sms

TOKENS: Final = {"access_token": "access", "refresh_token": "refresh", "expires_in": "90000"}


def by_sms(**more: Any) -> Given:
    """Messages go by an SMS gateway; the centre's own sender sleeps."""

    def given(ward: Ward) -> None:
        ward.server.programs.messages.close()
        send_by(ward.context, sms(**more), SMS_KEYS)

    return given


def by_zalo(**more: Any) -> Given:
    """Messages go by Zalo; the centre's own sender sleeps."""

    def given(ward: Ward) -> None:
        ward.server.programs.messages.close()
        send_by(ward.context, ZALO | more, ZALO_KEYS)

    return given


def ways(ward: Ward) -> list[str]:
    """By which ways people are offered messages."""
    return sorted(ready(ward.context))


def sms_asked(name: str, message: Message = about()) -> Seen:
    """What the gateway is asked for a message."""

    def seen(ward: Ward) -> Any:
        asked: list[Question] = []

        def ask(question: Question) -> SendResult:
            asked.append(question)
            return SendResult(200, b"OK")

        Sms(ward.context, ask).send(message)
        return getattr(asked[0], name)

    return seen


def sms_text(kind: MessageKind, language: str = "vi") -> Seen:
    """The words of a message."""
    message = Message(kind, "84912345678", language, "mark-1", about().values)
    body = sms_asked("body", message)
    return lambda ward: json.loads(body(ward))["Content"]


def sms_heard(status: int, words: bytes) -> Seen:
    """What an answer of the gateway means."""

    def seen(ward: Ward) -> tuple[MessengerSaid, str]:
        answer = Sms(ward.context, lambda _: SendResult(status, words)).send(about())
        return answer.said, answer.why

    return seen


def zalo_asked(kind: MessageKind, name: str) -> Seen:
    """What Zalo is asked for a message."""

    def seen(ward: Ward) -> Any:
        asked = zalo_questions(ward, kind)
        return json.loads(asked[-1].body or b"")[name]

    return seen


def app(ward: Ward) -> bool:
    """Whether Zalo is told which app it is, when its token is renewed."""
    ward.context.messages.set_keys(zalo_access="", zalo_until="")
    return b"app_id=777" in (zalo_questions(ward, MessageKind.CALLED)[0].body or b"")


def zalo_questions(ward: Ward, kind: MessageKind) -> list[Question]:
    """All that Zalo is asked for one message."""
    asked: list[Question] = []

    def ask(question: Question) -> SendResult:
        asked.append(question)
        return SendResult(
            200, json.dumps({"error": 0} if b"template_id" in (question.body or b"") else TOKENS).encode()
        )

    Zalo(ward.context, ask_=ask).send(about(kind))
    return asked


def near(ward: Ward) -> list[MessageKind]:
    """What somebody is sent who has three before."""
    held = Held()
    Sending(ward.context, by(held)).look()
    return held.kinds


def waits_with_three_before(ward: Ward) -> None:
    """Somebody wants a message, and has three before."""
    ids = [ward.take()["id"] for _ in range(4)]
    wishing.wish(ward.context, ids[3], MessageForm("0912345678", "sms", agreed=True, language="vi"))


ANOTHER: Final = '{"so": "{number}"}'
FILLED: Final = {"so": "A012"}
WAYS: Final = {
    "messages.zalo": Effect(value=True, seen=ways, then=["zalo"], given=by_zalo(zalo=False)),
    "messages.sms": Effect(value=True, seen=ways, then=["sms"], given=by_sms(sms=False)),
    "messages.near_people": Effect(
        3,
        near,
        [MessageKind.NEAR],
        first(by_sms(near_people=1, near_minutes=0), works(), waits_with_three_before),
    ),
    "messages.near_minutes": Effect(
        60,
        near,
        [MessageKind.NEAR],
        first(by_sms(near_people=1, near_minutes=0), works(), waits_with_three_before),
    ),
}
BY_ZALO: Final = {
    "messages.zalo_app": Effect("777", app, then=True, given=by_zalo()),
    "messages.zalo_near": Effect("9", zalo_asked(MessageKind.NEAR, "template_id"), "9", by_zalo()),
    "messages.zalo_near_data": Effect(
        ANOTHER, zalo_asked(MessageKind.NEAR, "template_data"), FILLED, by_zalo()
    ),
    "messages.zalo_called": Effect("9", zalo_asked(MessageKind.CALLED, "template_id"), "9", by_zalo()),
    "messages.zalo_called_data": Effect(
        ANOTHER, zalo_asked(MessageKind.CALLED, "template_data"), FILLED, by_zalo()
    ),
}
BY_SMS: Final = {
    "messages.sms_url": Effect("https://b.example/", sms_asked("url"), "https://b.example/", by_sms()),
    "messages.sms_inside": Effect("sms.example.vn", sms_asked("inside"), "sms.example.vn", by_sms()),
    "messages.sms_method": Effect("get", sms_asked("method"), "GET", by_sms()),
    "messages.sms_header": Effect(
        "X-Key: {key}", lambda w: sms_asked("headers")(w).get("X-Key"), "api-key-1", by_sms()
    ),
    "messages.sms_body": Effect('{"to": "{phone0}"}', sms_asked("body"), b'{"to": "0912345678"}', by_sms()),
    "messages.sms_good": Effect("OK", sms_heard(200, b"OK"), (MessengerSaid.SENT, ""), by_sms()),
    "messages.sms_no_money": Effect(
        "EMPTY", sms_heard(200, b"EMPTY"), (MessengerSaid.LATER, "no_money"), by_sms()
    ),
    "messages.sms_accents": Effect(
        value=True,
        seen=sms_text(MessageKind.CALLED),
        then="Trung tâm: mời ông/bà có số A012 đến quầy số 3.",
        given=by_sms(),
    ),
    "messages.sms_near": Effect("Gan {number}", sms_text(MessageKind.NEAR), "Gan A012", by_sms()),
    "messages.sms_near_en": Effect("Near {number}", sms_text(MessageKind.NEAR, "en"), "Near A012", by_sms()),
    "messages.sms_called": Effect("Moi {number}", sms_text(MessageKind.CALLED), "Moi A012", by_sms()),
    "messages.sms_called_en": Effect("Go {number}", sms_text(MessageKind.CALLED, "en"), "Go A012", by_sms()),
}
MESSAGES: Final = {**WAYS, **BY_ZALO, **BY_SMS}
