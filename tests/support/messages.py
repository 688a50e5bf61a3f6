"""Centres that send messages: their settings, and messengers that a test holds."""

from collections.abc import Mapping
from typing import Any, Final

from server.core.messages.kinds import Message, MessageKind, MessengerAnswer, MessengerSaid, Way
from server.service.context import Context
from server.service.messages.keys import set_keys
from server.service.settings import changes

SMS_KEYS: Final = {"sms_key": "api-key-1", "sms_secret": "very-secret-1"}
ZALO_KEYS: Final = {"zalo_secret": "app-secret-1", "zalo_refresh": "refresh-1"}
ZALO: Final = {"zalo": True, "zalo_app": "4321", "zalo_near": "1001", "zalo_called": "1002"}
BODY: Final = (
    '{"ApiKey": "{key}", "Phone": "{phone}", "Content": "{text}", "RequestId": "{id}", "SmsType": 2}'
)


def sms(host: str = "sms.example.vn", **more: Any) -> dict[str, Any]:
    """Settings of an SMS gateway at `host`."""
    inside = host.partition(":")[0] if host.startswith("127.") else ""
    url = {"sms": True, "sms_url": f"http://{host}/send", "sms_inside": inside, "sms_body": BODY}
    return {**url, "sms_good": '"CodeResult":"100"', "sms_no_money": '"CodeResult":"103"', **more}


def send_by(context: Context, settings: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    """Set messages so, with these keys."""
    set_keys(context, keys)
    changes.put(context, "messages", dict(settings), "admin:binh")


def about(kind: MessageKind = MessageKind.CALLED, **more: Any) -> Message:
    """A message about number A012."""
    values = {"number": "A012", "ahead": "3", "counter": "quầy số 3", "centre": "Trung tâm"}
    return Message(kind, "84912345678", "vi", "mark-1", values | more)


class Held:
    """A messenger that records its messages and gives the prepared answers."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.answer = MessengerAnswer(MessengerSaid.SENT)

    def send(self, message: Message) -> MessengerAnswer:
        """Note it."""
        self.sent.append(message)
        return self.answer

    @property
    def kinds(self) -> list[MessageKind]:
        """Which messages it was handed, in order."""
        return [message.kind for message in self.sent]


def by(held: Held) -> dict[Way, Held]:
    """This messenger for every way."""
    return dict.fromkeys(Way, held)
