"""Zalo ZNS: notifications by templates that Zalo has approved, sent by the centre's Official Account.

https://developers.zalo.me/docs/zalo-notification-service: one POST for each message, with an access token that lives a day
and is renewed with a refresh token; each renewal answers another refresh token, and the old one is worth nothing any more.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final
from urllib.parse import urlencode

from server.background.outgoing import Question, SendResult, ask
from server.core.messages.kinds import Message, MessengerAnswer, MessengerSaid
from server.core.messages.wording import filled
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.messages.rules import rules

Ask = Callable[[Question], SendResult]
_SPARE_MS: Final = 300 * SECOND_MS
"""An access token is renewed this long before it expires."""
_USUAL_LIFE_S: Final = 90_000
_OF_THE_NUMBER: Final = {
    -108: "number_wrong",
    -110: "not_on_zalo",
    -114: "not_on_zalo",
    -118: "not_on_zalo",
    -119: "not_on_zalo",
    -134: "not_wanted",
    -139: "not_wanted",
    -141: "not_wanted",
}
_OF_THE_WAY: Final = {
    -115: "no_money",
    -126: "no_money",
    -137: "no_money",
    -140: "quota",
    -144: "quota",
    -147: "quota",
    -133: "night",
    -124: "token",
    -125: "token",
    -216: "token",
    -100: "trouble",
}
"""Zalo's error codes (https://zalo.cloud/zns/guidelines/handle-error-code); any other code means a wrong set-up."""
_TOKENS_FAULT: Final = frozenset({-124, -216})


@dataclass(frozen=True, slots=True)
class ZaloAddresses:
    """Zalo's addresses."""

    messages: str = "https://business.openapi.zalo.me/message/template"
    tokens: str = "https://oauth.zaloapp.com/v4/oa/access_token"
    inside: str = ""


class Zalo:
    """Sends by Zalo. The tokens are in the file of messages; two threads never renew them at once."""

    def __init__(self, context: Context, addresses: ZaloAddresses = ZaloAddresses(), ask_: Ask = ask) -> None:
        self._context = context
        self._addresses = addresses
        self._ask = ask_
        self._renewing = Lock()

    def send(self, message: Message) -> MessengerAnswer:
        """Try once, and once more with a new access token if the old one is refused."""
        token, trouble = self._token(None)
        if trouble is not None:
            return trouble
        code, answer = self._said(self._ask(self._question(message, token)))
        if code in _TOKENS_FAULT:
            token, trouble = self._token(token)
            answer = trouble or self._said(self._ask(self._question(message, token)))[1]
        return answer

    def _question(self, message: Message, token: str) -> Question:
        set_now = rules(self._context)
        data = json.loads(set_now.template_data(message.kind))
        body = {
            "phone": message.phone,
            "template_id": set_now.template(message.kind),
            "template_data": {name: filled(str(each), message.values) for name, each in data.items()},
            "tracking_id": message.mark,
        }
        headers = {"Content-Type": "application/json", "access_token": token}
        encoded = json.dumps(body, ensure_ascii=False).encode()
        return Question("POST", self._addresses.messages, headers, encoded, self._addresses.inside)

    def _said(self, heard: SendResult) -> tuple[int | None, MessengerAnswer]:
        """Zalo's code and what it means, for this number alone or for all messages."""
        found = _json(heard)
        code = found.get("error")
        if not isinstance(code, int):
            return None, _unheard(heard)
        if code == 0:
            return code, MessengerAnswer(MessengerSaid.SENT)
        if (why := _OF_THE_NUMBER.get(code)) is not None:
            return code, MessengerAnswer(MessengerSaid.NEVER, why)
        return code, MessengerAnswer(MessengerSaid.LATER, _OF_THE_WAY.get(code, "set_up"))

    def _token(self, refused: str | None) -> tuple[str, MessengerAnswer | None]:
        """A valid access token other than the `refused` one, or the reason why there is none."""
        with self._renewing:
            keys, now = self._context.messages.keys(), self._context.clock()
            known, until = keys.get("zalo_access", ""), int(keys.get("zalo_until") or 0)
            if known and known != refused and now < until - _SPARE_MS:
                return known, None
            return self._renewed(keys.get("zalo_refresh", ""), keys.get("zalo_secret", ""))

    def _renewed(self, refresh: str, secret: str) -> tuple[str, MessengerAnswer | None]:
        """A new access token; the new refresh token is stored safely before anything is sent."""
        form = {
            "refresh_token": refresh,
            "app_id": rules(self._context).zalo_app,
            "grant_type": "refresh_token",
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "secret_key": secret}
        question = Question(
            "POST", self._addresses.tokens, headers, urlencode(form).encode(), self._addresses.inside
        )
        heard = self._ask(question)
        found = _json(heard)
        access, newer = found.get("access_token"), found.get("refresh_token")
        if not (isinstance(access, str) and isinstance(newer, str)):
            return "", MessengerAnswer(
                MessengerSaid.LATER, heard.error or ("token" if "error" in found else "trouble")
            )
        life = str(found.get("expires_in"))
        life_s = int(life) if life.isdecimal() else _USUAL_LIFE_S
        until = self._context.clock() + life_s * SECOND_MS
        self._context.messages.set_keys(zalo_access=access, zalo_refresh=newer, zalo_until=str(until))
        return access, None


def _unheard(heard: SendResult) -> MessengerAnswer:
    """The result when no code came: unknown, unless the message was certainly not accepted."""
    if heard.error:
        return MessengerAnswer(MessengerSaid.UNKNOWN if heard.taken else MessengerSaid.LATER, heard.error)
    return MessengerAnswer(
        MessengerSaid.LATER if _was_turned_away(heard.status) else MessengerSaid.UNKNOWN, "trouble"
    )


def _was_turned_away(status: int | None) -> bool:
    return status in {401, 403, 404, 429, 503}


def _json(heard: SendResult) -> dict[str, Any]:
    try:
        found = json.loads(heard.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
