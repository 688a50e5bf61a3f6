"""Settings of messages: what can be filled is named, what cannot is refused in both languages."""

from typing import Any

import pytest
from pydantic import ValidationError

from server.config import MessagesPart
from server.config.complaints import sentences


def test_it_is_off_until_somebody_switches_it_on() -> None:
    assert MessagesPart().ways == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sms_near": "{name}, đến lượt"}, "{name} không điền được; điền được: {number}, {ahead}, {centre}"),
        ({"sms_near": "{counter}"}, "{counter} cannot be filled"),
        ({"sms_called_en": "{ahead}"}, "{ahead} cannot be filled"),
        ({"sms_called": "a\nb"}, "trên một dòng"),
        ({"sms_near": "x {"}, "{ không điền được"),
        ({"zalo_near_data": '{"a": "{counter}"}'}, "{counter} không điền được"),
        ({"zalo_called_data": "số"}, "đối tượng JSON"),
        ({"zalo_called_data": ""}, "đối tượng JSON"),
        ({"sms_body": '["{phone}"]'}, "JSON object"),
        ({"sms_body": '{"a": {"b": "{phone}"}}'}, "JSON object"),
        ({"sms_body": '{"a": "{number}"}'}, "{number} cannot be filled"),
        ({"sms_url": "ftp://sms.example.vn/"}, "http:// hoặc https://"),
        ({"sms_url": "https://a:b@sms.example.vn/"}, "tên đăng nhập"),
        ({"sms_url": "https://{key}.example.vn/"}, "{key} không điền được"),
        ({"sms_url": "https://sms.example.vn/?to={number}"}, "{number} không điền được"),
        ({"sms_header": "Host: other"}, "Authorization: Bearer {key}"),
        ({"sms_header": "X: a\r\nY: b"}, "Authorization: Bearer {key}"),
        ({"sms_header": "X: {phones}"}, "{phones} không điền được"),
        ({"zalo_near": "12a"}, "zalo_near"),
    ],
)
def test_what_cannot_be_is_said(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as found:
        MessagesPart.model_validate(wrong)
    assert said in sentences(found.value)


def test_what_was_stored_opens_again_whatever_this_version_knows() -> None:
    stored = {"sms_near": "{later}", "sms_body": "{later", "sms_url": "gopher://a"}
    assert MessagesPart.model_validate(stored, context={"stored": True}).sms_near == "{later}"
