"""What is set of messages now, and which ways can be used: those that are on and lack nothing."""

from collections.abc import Mapping
from typing import Final

from server.config import MessagesPart
from server.core.messages.kinds import MessageKind, Way
from server.service.context import Context

ZALO_KEYS: Final = ("zalo_secret", "zalo_refresh")
"""The app's secret key, and the refresh token, which changes with each use."""
SMS_KEYS: Final = ("sms_key", "sms_secret")
"""What fills {key} and {secret}."""
_OFF: Final = MessagesPart()


def rules(context: Context) -> MessagesPart:
    """What is set of messages now."""
    return context.settings.document.messages if context.settings.settable else _OFF


def ready(context: Context) -> tuple[Way, ...]:
    """The ways that people can choose. Nothing is read where all are off."""
    on = rules(context).ways
    return tuple(way for way in on if not lacks(context, way))


def lacks(context: Context, way: Way) -> tuple[str, ...]:
    """What a way still needs, as words (`server.service.messages.words`)."""
    return lacking(rules(context), context.messages.keys(), way)


def lacking(set_now: MessagesPart, keys: Mapping[str, str], way: Way) -> tuple[str, ...]:
    """The same of other settings than those that are set, with these keys."""
    needs = _zalo_needs if way is Way.ZALO else _sms_needs
    return tuple(name for name, there in needs(set_now, keys).items() if not there)


def _zalo_needs(set_now: MessagesPart, keys: Mapping[str, str]) -> dict[str, bool]:
    """What Zalo needs, and whether it is there."""
    templates = any(set_now.template(kind) for kind in MessageKind)
    return {"app": set_now.zalo_app != "", "template": templates} | {name: name in keys for name in ZALO_KEYS}


def _sms_needs(set_now: MessagesPart, keys: Mapping[str, str]) -> dict[str, bool]:
    """What the gateway needs, and whether it is there: the keys only where something is filled with them."""
    sent = f"{set_now.sms_url}\n{set_now.sms_header}\n{set_now.sms_body}"
    places = "{text}" in sent and ("{phone}" in sent or "{phone0}" in sent)
    filled = [name for name in SMS_KEYS if f"{{{name.removeprefix('sms_')}}}" in sent]
    return {"url": set_now.sms_url != "", "places": places} | {name: name in keys for name in filled}
