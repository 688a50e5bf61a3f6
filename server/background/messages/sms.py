"""SMS by the HTTP gateway with which the centre has a contract; a template in the settings says how to ask it."""

import json
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from server.background.outgoing import Question, SendResult, ask
from server.config import MessagesPart
from server.core.messages.kinds import Message, MessengerAnswer, MessengerSaid
from server.core.messages.phone_numbers import national
from server.core.messages.wording import filled, without_accents
from server.service.context import Context
from server.service.messages.rules import SMS_KEYS, rules

Ask = Callable[[Question], SendResult]
_TURNED_AWAY: Final = {
    401: "token",
    403: "token",
    402: "no_money",
    404: "set_up",
    429: "quota",
    503: "trouble",
}
"""Statuses that say that nothing was sent."""


class Sms:
    """Sends by the gateway of the settings."""

    def __init__(self, context: Context, ask_: Ask = ask) -> None:
        self._context = context
        self._ask = ask_

    def send(self, message: Message) -> MessengerAnswer:
        """Try once."""
        set_now = rules(self._context)
        return _said(set_now, self._ask(self._question(set_now, message)))

    def _question(self, set_now: MessagesPart, message: Message) -> Question:
        values = self._values(set_now, message)
        before, mark, query = set_now.sms_url.partition("?")
        url = before + mark + filled(query, {name: quote(each, safe="") for name, each in values.items()})
        headers = {"Content-Type": "application/json"} if set_now.sms_body else {}
        if set_now.sms_header:
            name, _, value = set_now.sms_header.partition(":")
            headers[name] = filled(value.strip(), values)
        body = _body(set_now.sms_body, values)
        return Question(set_now.sms_method.value.upper(), url, headers, body, set_now.sms_inside)

    def _values(self, set_now: MessagesPart, message: Message) -> dict[str, str]:
        keys = self._context.messages.keys()
        text = filled(set_now.words(message.kind, message.language), message.values)
        return {
            "phone": message.phone,
            "phone0": national(message.phone),
            "text": text if set_now.sms_accents else without_accents(text),
            "id": message.mark,
            **{name.removeprefix("sms_"): keys.get(name, "") for name in SMS_KEYS},
        }


def _body(template: str, values: Mapping[str, str]) -> bytes | None:
    if not template:
        return None
    found = {
        name: filled(each, values) if isinstance(each, str) else each
        for name, each in json.loads(template).items()
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _said(set_now: MessagesPart, heard: SendResult) -> MessengerAnswer:
    """What a gateway's answer means; gateways use their own words, two of which are in the settings."""
    if heard.status is None:
        return MessengerAnswer(MessengerSaid.UNKNOWN if heard.taken else MessengerSaid.LATER, heard.error)
    words = _bare(heard.body.decode(errors="replace"))
    if set_now.sms_no_money and _bare(set_now.sms_no_money) in words:
        return MessengerAnswer(MessengerSaid.LATER, "no_money")
    if heard.status in _TURNED_AWAY:
        return MessengerAnswer(MessengerSaid.LATER, _TURNED_AWAY[heard.status])
    return _by_class(heard.status, good=_bare(set_now.sms_good) in words)


def _by_class(status: int, *, good: bool) -> MessengerAnswer:
    """What the class of a status says; `good` says whether the answer has the words of an accepted message."""
    match status // 100:
        case 2:
            return (
                MessengerAnswer(MessengerSaid.SENT)
                if good
                else MessengerAnswer(MessengerSaid.NEVER, "refused")
            )
        case 3:  # nothing is sent elsewhere than was set
            return MessengerAnswer(MessengerSaid.LATER, "set_up")
        case 4:
            return MessengerAnswer(MessengerSaid.NEVER, "refused")
        case _:
            return MessengerAnswer(MessengerSaid.UNKNOWN, "trouble")


def _bare(text: str) -> str:
    """The text without spaces: JSON is written with and without them."""
    return "".join(text.split())
