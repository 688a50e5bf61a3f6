"""Settings of messages to people's phones: which ways are on, when, in which words, and the SMS gateway's address."""

import json
import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator

from server.config.part import Part, WrongSetting, is_stored
from server.core.messages.kinds import MessageKind, Way
from server.core.messages.wording import GATEWAY_PLACEHOLDERS, PLACEHOLDERS, not_a_place

_LONGEST_DATA: Final = 400
"""The most letters of template data that Zalo accepts."""
_HEADER: Final = re.compile(r"[A-Za-z0-9-]{1,60}: ?[\x20-\x7e]{1,300}")
_OURS: Final = frozenset({"host", "content-length", "content-type", "transfer-encoding", "connection"})
_KIND_OF: Final = {
    "sms_near": MessageKind.NEAR,
    "sms_near_en": MessageKind.NEAR,
    "zalo_near_data": MessageKind.NEAR,
    "sms_called": MessageKind.CALLED,
    "sms_called_en": MessageKind.CALLED,
    "zalo_called_data": MessageKind.CALLED,
}


class SmsMethod(StrEnum):
    """The HTTP method for an SMS gateway."""

    POST = "post"
    GET = "get"


class MessagesPart(Part):
    """`[messages]`: messages to people who want them. Keys are not settings: they are only on the page of messages."""

    zalo: bool = False
    sms: bool = False
    near_people: int = Field(default=3, ge=1, le=20)
    near_minutes: int = Field(default=10, ge=0, le=60)
    zalo_app: str = Field(default="", max_length=30, pattern=r"^\d*$")
    zalo_near: str = Field(default="", max_length=30, pattern=r"^\d*$")
    zalo_near_data: str = Field(
        default='{"number": "{number}", "ahead": "{ahead}", "centre": "{centre}"}', max_length=_LONGEST_DATA
    )
    zalo_called: str = Field(default="", max_length=30, pattern=r"^\d*$")
    zalo_called_data: str = Field(
        default='{"number": "{number}", "counter": "{counter}", "centre": "{centre}"}',
        max_length=_LONGEST_DATA,
    )
    sms_url: str = Field(default="", max_length=500)
    sms_inside: str = Field(default="", max_length=253)
    sms_method: SmsMethod = SmsMethod.POST
    sms_header: str = Field(default="", max_length=400)
    sms_body: str = Field(default="", max_length=1000)
    sms_good: str = Field(default="", max_length=100)
    sms_no_money: str = Field(default="", max_length=100)
    sms_accents: bool = False
    sms_near: str = Field(
        default="{centre}: sắp đến số {number}, còn {ahead} người chờ trước. Mời ông/bà về sảnh chờ.",
        min_length=1,
        max_length=300,
    )
    sms_near_en: str = Field(
        default="{centre}: number {number} is near, {ahead} before you. Please come back to the hall.",
        max_length=300,
    )
    sms_called: str = Field(
        default="{centre}: mời ông/bà có số {number} đến {counter}.", min_length=1, max_length=300
    )
    sms_called_en: str = Field(default="{centre}: number {number}, please go to {counter}.", max_length=300)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways that are switched on."""
        return tuple(way for way, on in ((Way.ZALO, self.zalo), (Way.SMS, self.sms)) if on)

    def template(self, kind: MessageKind) -> str:
        """The id of Zalo's template for a message; empty if that message is not sent."""
        return {MessageKind.NEAR: self.zalo_near, MessageKind.CALLED: self.zalo_called}[kind]

    def template_data(self, kind: MessageKind) -> str:
        """The data of Zalo's template: a JSON object."""
        return {MessageKind.NEAR: self.zalo_near_data, MessageKind.CALLED: self.zalo_called_data}[kind]

    def words(self, kind: MessageKind, language: str) -> str:
        """The words of an SMS; in Vietnamese if there are no others."""
        vietnamese, english = {
            MessageKind.NEAR: (self.sms_near, self.sms_near_en),
            MessageKind.CALLED: (self.sms_called, self.sms_called_en),
        }[kind]
        return vietnamese if language == "vi" else english or vietnamese

    @field_validator(*_KIND_OF)
    @classmethod
    def _placeholders_known(cls, text: str, info: ValidationInfo) -> str:
        """Check the placeholders, except of stored settings: a later version may have stored others."""
        if is_stored(info):
            return text
        name = info.field_name or ""
        if name.endswith("_data"):
            return _object(text, PLACEHOLDERS[_KIND_OF[name]], may_be_empty=False)
        _check_placeholders(text, PLACEHOLDERS[_KIND_OF[name]])
        if not text.isprintable():
            raise WrongSetting("phải viết trên một dòng", "it has to be in one line")
        return text

    @field_validator("sms_body")
    @classmethod
    def _body(cls, text: str, info: ValidationInfo) -> str:
        return text if is_stored(info) else _object(text, GATEWAY_PLACEHOLDERS, may_be_empty=True)

    @field_validator("sms_header")
    @classmethod
    def _header(cls, text: str, info: ValidationInfo) -> str:
        if not text or is_stored(info):
            return text
        if not _HEADER.fullmatch(text) or text.partition(":")[0].lower() in _OURS:
            raise WrongSetting(
                "phải có dạng Tên: giá trị, chữ không dấu, như Authorization: Bearer {key}",
                "it has to be Name: value in plain letters, like Authorization: Bearer {key}",
            )
        _check_placeholders(text, GATEWAY_PLACEHOLDERS)
        return text

    @field_validator("sms_url")
    @classmethod
    def _url(cls, url: str, info: ValidationInfo) -> str:
        if not url or is_stored(info):
            return url
        before, _, query = url.partition("?")
        if not _is_address(before) or not f"{before}{query}".isascii() or " " in url:
            raise WrongSetting(
                "phải bắt đầu bằng http:// hoặc https://, có tên máy, không có tên đăng nhập và dấu cách",
                "it has to begin with http:// or https://, with a host, without a user name or spaces",
            )
        _check_placeholders(before, ())
        _check_placeholders(query, GATEWAY_PLACEHOLDERS)
        return url


def _is_address(url: str) -> bool:
    try:
        found = urlsplit(url)
        return (
            found.scheme in {"http", "https"}
            and bool(found.hostname)
            and found.username is None
            and found.port != 0
        )
    except ValueError:
        return False


def _check_placeholders(text: str, known: Collection[str]) -> None:
    if (wrong := not_a_place(text, known)) is not None:
        names = ", ".join(f"{{{name}}}" for name in known) or "–"
        raise WrongSetting(
            f"{wrong} không điền được; điền được: {names}", f"{wrong} cannot be filled; what can: {names}"
        )


def _object(text: str, known: Collection[str], *, may_be_empty: bool) -> str:
    """A JSON object whose values are numbers, or texts with placeholders."""
    if not text and may_be_empty:
        return text
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str | int) for each in found.values()):
        raise WrongSetting(
            'phải là một đối tượng JSON, như {"to": "{phone}", "text": "{text}"}',
            'it has to be a JSON object, like {"to": "{phone}", "text": "{text}"}',
        )
    for each in found.values():
        _check_placeholders(str(each), known)
    return text
