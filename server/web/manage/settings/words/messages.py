"""Words of the settings of messages to people's own phones."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import MINUTES, PartWords, Words

_DIGITS: Final = BothTexts("Chỉ có chữ số.", "It has digits alone.")
_NEAR_BLANKS: Final = BothTexts(
    "Điền được {number} (số), {ahead} (số người chờ trước), {centre} (tên trung tâm). Lưu rồi xem độ dài ở trang Nhắn tin.",
    "Can say {number}, {ahead} (people before), {centre} (its name). Once saved, the page of messages shows how long it is.",
)
_CALLED_BLANKS: Final = BothTexts(
    "Điền được {number} (số), {counter} (quầy), {centre} (tên trung tâm). Lưu rồi xem độ dài ở trang Nhắn tin.",
    "Can say {number}, {counter}, {centre} (its name). Once saved, the page of messages shows how long it is.",
)
_WRONG_BLANKS: Final = BothTexts(
    "Có chỗ điền không dùng được ở đây.", "There is a place in braces that cannot be filled here."
)
_NEAR_DATA: Final = BothTexts(
    "Đối tượng JSON: tên từng tham số của mẫu và nội dung; điền được {number}, {ahead}, {centre}.",
    "A JSON object of the template's parameters; they can say {number}, {ahead}, {centre}.",
)
_CALLED_DATA: Final = BothTexts(
    "Đối tượng JSON: tên từng tham số của mẫu và nội dung; điền được {number}, {counter}, {centre}.",
    "A JSON object of the template's parameters; they can say {number}, {counter}, {centre}.",
)
_NOT_AN_OBJECT: Final = BothTexts(
    "Phải là đối tượng JSON với những chỗ điền đã biết.", "It has to be a JSON object with known places."
)
_ENGLISH: Final = BothTexts(
    "Cho người xem trang bằng tiếng Anh; để trống thì nhắn tiếng Việt.",
    "For whoever reads the page in English; left empty, the Vietnamese is sent.",
)
_GATEWAY_PLACEHOLDERS: Final = BothTexts(
    "Điền được {phone} (84…), {phone0} (09…), {text} (lời nhắn), {id} (mã tin), {key} và {secret} (khóa nhập ở trang Nhắn tin).",
    "Can hold {phone} (84…), {phone0} (09…), {text}, {id} (the message's mark), {key} and {secret} (typed on the page of messages).",
)
MESSAGES: Final = PartWords(
    BothTexts("Nhắn tin", "Messages"),
    BothTexts(
        "Nhắn cho người chờ qua Zalo hoặc SMS khi gần đến lượt và khi được gọi",
        "By Zalo or SMS to whoever waits and wants it: near the turn, and when called",
    ),
    "bell",
    {
        "zalo": Words(
            BothTexts("Nhắn qua Zalo", "Send by Zalo"),
            BothTexts(
                "Cần Official Account và mẫu tin được Zalo duyệt; trang Nhắn tin cho biết còn thiếu gì.",
                "Needs an Official Account and templates that Zalo approved; the page of messages says what is missing.",
            ),
        ),
        "sms": Words(
            BothTexts("Nhắn qua SMS", "Send by SMS"),
            BothTexts(
                "Cần hợp đồng với một nhà cung cấp SMS; trang Nhắn tin cho biết còn thiếu gì.",
                "Needs a contract with an SMS provider; the page of messages says what is missing.",
            ),
        ),
        "near_people": Words(
            BothTexts("Gần đến lượt là khi còn", "A turn is near with"),
            unit=BothTexts("người chờ trước", "people before"),
        ),
        "near_minutes": Words(
            BothTexts("Hoặc khi dự kiến chờ không quá", "Or with an expected wait of at most"),
            unit=MINUTES,
            zero=BothTexts("không tính theo giờ", "not by time"),
        ),
        "zalo_app": Words(BothTexts("ID ứng dụng Zalo", "The Zalo app's id"), wrong=_DIGITS),
        "zalo_near": Words(
            BothTexts("ID mẫu tin “gần đến lượt”", "Template id: the turn is near"),
            BothTexts("Để trống thì không nhắn tin này.", "Empty: this message is not sent."),
            wrong=_DIGITS,
        ),
        "zalo_near_data": Words(
            BothTexts("Tham số của mẫu “gần đến lượt”", "Its parameters"), _NEAR_DATA, wrong=_NOT_AN_OBJECT
        ),
        "zalo_called": Words(
            BothTexts("ID mẫu tin “được gọi”", "Template id: called"),
            BothTexts("Để trống thì không nhắn tin này.", "Empty: this message is not sent."),
            wrong=_DIGITS,
        ),
        "zalo_called_data": Words(
            BothTexts("Tham số của mẫu “được gọi”", "Its parameters"), _CALLED_DATA, wrong=_NOT_AN_OBJECT
        ),
        "sms_url": Words(
            BothTexts("Địa chỉ cổng SMS", "The SMS gateway's address"),
            _GATEWAY_PLACEHOLDERS,
            wrong=BothTexts(
                "Bắt đầu bằng http:// hoặc https://; chỗ điền chỉ ở sau dấu hỏi.",
                "It begins with http:// or https://; places only after the question mark.",
            ),
        ),
        "sms_inside": Words(
            BothTexts("Cho phép cổng SMS trong mạng nội bộ", "Allow a gateway inside the house"),
            BothTexts(
                "Chỉ khi cổng là máy trong mạng của trung tâm: ghi lại đúng tên máy trong địa chỉ.",
                "Only for a machine of the centre's own network: its host as it is in the address.",
            ),
        ),
        "sms_method": Words(
            BothTexts("Cách gửi", "How it is asked"),
            choices={"post": BothTexts("POST", "POST"), "get": BothTexts("GET", "GET")},
        ),
        "sms_header": Words(
            BothTexts("Một dòng đầu thư", "A header"),
            BothTexts(
                "Ví dụ Authorization: Bearer {key}; để trống nếu không cần.",
                "Such as Authorization: Bearer {key}; empty where none is needed.",
            ),
            wrong=BothTexts("Phải có dạng Tên: giá trị.", "It has to be Name: value."),
        ),
        "sms_body": Words(
            BothTexts("Nội dung gửi, JSON", "What is sent, as JSON"),
            _GATEWAY_PLACEHOLDERS,
            wrong=_NOT_AN_OBJECT,
        ),
        "sms_good": Words(
            BothTexts("Câu trả lời khi đã nhận", "What a good answer holds"),
            BothTexts(
                'Đoạn chữ chỉ có khi cổng đã nhận tin, ví dụ "CodeResult":"100"; để trống: mã HTTP 2xx là được.',
                'A text that is there only when it was taken, such as "CodeResult":"100"; empty: any 2xx is good.',
            ),
        ),
        "sms_no_money": Words(
            BothTexts("Câu trả lời khi hết tiền", "What it answers without money"),
            BothTexts(
                'Ví dụ "CodeResult":"103"; máy chủ báo quản lý và thử thưa dần.',
                'Such as "CodeResult":"103"; the manager is told, and it is tried ever more rarely.',
            ),
        ),
        "sms_accents": Words(
            BothTexts("Nhắn tiếng Việt có dấu", "Write Vietnamese with its accents"),
            BothTexts(
                "Có dấu chỉ 70 ký tự một tin, không dấu 160; nhiều cổng chỉ nhận không dấu.",
                "With accents 70 letters fit into one SMS, without 160; many gateways take only the latter.",
            ),
        ),
        "sms_near": Words(
            BothTexts("Lời nhắn khi gần đến lượt", "Words: the turn is near"),
            _NEAR_BLANKS,
            wrong=_WRONG_BLANKS,
        ),
        "sms_near_en": Words(
            BothTexts("Lời nhắn khi gần đến lượt, tiếng Anh", "The same in English"),
            _ENGLISH,
            wrong=_WRONG_BLANKS,
        ),
        "sms_called": Words(
            BothTexts("Lời nhắn khi được gọi", "Words: called"), _CALLED_BLANKS, wrong=_WRONG_BLANKS
        ),
        "sms_called_en": Words(
            BothTexts("Lời nhắn khi được gọi, tiếng Anh", "The same in English"),
            _ENGLISH,
            wrong=_WRONG_BLANKS,
        ),
    },
)
