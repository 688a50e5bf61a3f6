"""What a way lacks, and why something was not taken, in words for people."""

from collections.abc import Mapping
from typing import Final

from server.core.messages.kinds import Way
from server.core.texts import BothTexts

NAMES: Final[Mapping[Way, BothTexts]] = {
    Way.ZALO: BothTexts("Zalo", "Zalo"),
    Way.SMS: BothTexts("tin nhắn SMS", "SMS"),
}
LACKS: Final[Mapping[str, BothTexts]] = {
    "app": BothTexts("ID ứng dụng Zalo", "the Zalo app's id"),
    "template": BothTexts("ID mẫu tin đã được Zalo duyệt", "the id of a template that Zalo has approved"),
    "zalo_secret": BothTexts("khóa bí mật của ứng dụng", "the app's secret key"),
    "zalo_refresh": BothTexts("refresh token của Official Account", "the Official Account's refresh token"),
    "url": BothTexts("địa chỉ cổng SMS", "the SMS gateway's address"),
    "places": BothTexts(
        "chỗ điền {{phone}} (hoặc {{phone0}}) và {{text}} trong những gì gửi đến cổng SMS",
        "{{phone}} (or {{phone0}}) and {{text}} in what the SMS gateway is sent",
    ),
    "sms_key": BothTexts("khóa điền vào {{key}}", "the key that fills {{key}}"),
    "sms_secret": BothTexts("khóa điền vào {{secret}}", "the key that fills {{secret}}"),
}
WHY: Final[Mapping[str, BothTexts]] = {
    "number_wrong": BothTexts("số điện thoại không đúng", "the number is wrong"),
    "not_on_zalo": BothTexts("số này không nhận được qua Zalo", "this number gets nothing by Zalo"),
    "not_wanted": BothTexts("người dùng không nhận loại tin này", "its owner takes no such messages"),
    "refused": BothTexts("cổng SMS không nhận tin này", "the SMS gateway refused this message"),
    "no_money": BothTexts("tài khoản hết tiền", "the account is out of money"),
    "quota": BothTexts("đã hết lượt gửi cho phép", "as many were sent as are allowed"),
    "night": BothTexts("Zalo không cho gửi vào giờ này", "Zalo sends nothing at this hour"),
    "token": BothTexts(
        "khóa không còn dùng được; hãy nhập khóa mới", "the keys are not taken any more; type new ones"
    ),
    "set_up": BothTexts(
        "mẫu tin hoặc tài khoản chưa đúng với cài đặt", "template or account is not as the settings have it"
    ),
    "trouble": BothTexts("bên gửi tin đang trục trặc", "the other end is in trouble"),
    "timeout": BothTexts("không trả lời kịp", "no answer in time"),
    "certificate": BothTexts("chứng chỉ không hợp lệ", "the certificate is not valid"),
    "unreachable": BothTexts(
        "không kết nối được; kiểm tra đường Internet", "cannot be reached; look at the internet line"
    ),
    "webhook_inside": BothTexts(
        "địa chỉ ở trong mạng nội bộ, chưa được cho phép", "its address is inside the house and not allowed"
    ),
    "not_valid": BothTexts("địa chỉ không đúng", "the address is wrong"),
}
