"""Words of the parts that are one table each: the centre, its hours, the calling order, phones, screens, kiosks, printer."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.hours import HOURS
from server.web.manage.settings.words.shapes import MINUTES, NO_LIMIT, NUMBERS, SECONDS, PartWords, Words

_CENTRE: Final = PartWords(
    BothTexts("Trung tâm", "Centre"),
    BothTexts("Tên, xã phường, màu, logo, ngôn ngữ", "Names, ward, colour, logo, languages"),
    "place",
    {
        "name": Words(
            BothTexts("Tên trung tâm", "Name of the centre"),
            BothTexts("Hiện trên mọi trang và trên phiếu.", "On every page and every slip."),
        ),
        "name_en": Words(BothTexts("Tên trung tâm bằng tiếng Anh", "Name of the centre in English")),
        "ward": Words(BothTexts("Xã, phường", "Ward or commune")),
        "timezone": Words(
            BothTexts("Múi giờ", "Time zone"),
            BothTexts("Ở Việt Nam là Asia/Ho_Chi_Minh.", "In Vietnam it is Asia/Ho_Chi_Minh."),
            wrong=BothTexts("Không có múi giờ tên như vậy.", "There is no such time zone."),
        ),
        "guidance_field": Words(
            BothTexts("Lĩnh vực của người hướng dẫn", "Field of those who guide people"),
            BothTexts(
                "Máy lấy số cấp số của lĩnh vực này cho người bấm “Chưa rõ? Gặp người hướng dẫn”.",
                "The kiosk's “not sure?” gives a number for it.",
            ),
            widget="one",
            of="fields",
            none=BothTexts("Không có", "None"),
        ),
        "colour": Words(
            BothTexts("Màu của trung tâm", "The centre's colour"),
            BothTexts(
                "Màu của đầu trang, nút chính và liên kết; các màu đi kèm được tính theo. Màu ban đầu là #0e524d. Không chọn màu đỏ: đỏ là màu báo động.",
                "The colour of mastheads, main buttons and links; what goes with it is computed. At first it is #0e524d. Do not choose red: it is the colour of alarms.",
            ),
            wrong=BothTexts(
                "Màu này quá nhạt: chữ trắng trên nó, hoặc chữ màu này trên nền trang, không đủ tương phản 4,5:1. Chọn màu đậm hơn.",
                "This colour is too light: white letters on it, or letters of it on the page, lack the contrast of 4.5:1. Choose a darker one.",
            ),
            widget="colour",
        ),
        "logo": Words(
            BothTexts("Logo", "Logo"),
            BothTexts(
                "Ảnh PNG hoặc JPEG đến 2 MB, hiện trên máy lấy số, màn hình, điện thoại và in nhỏ trên phiếu. Không nhận SVG.",
                "A PNG or JPEG of up to 2 MB, on kiosks, screens, phones and small on slips. SVG is not taken.",
            ),
            widget="picture",
            none=BothTexts("Biểu tượng của Gọi Số", "The mark of Gọi Số"),
        ),
        "languages": Words(
            BothTexts("Ngôn ngữ cho người dân", "Languages for people"),
            BothTexts(
                "Trên máy lấy số, điện thoại và màn hình. Luôn có tiếng Việt. Không chọn gì: mọi ngôn ngữ máy chủ có.",
                "On kiosks, phones and screens. Vietnamese always is one. None ticked: every language of this server.",
            ),
            widget="languages",
            none=BothTexts("Mọi ngôn ngữ của máy chủ", "Every language of this server"),
        ),
        "address": Words(
            BothTexts("Địa chỉ", "Address"),
            BothTexts(
                "Khi trung tâm thuộc hệ thống của thành phố: người dân thấy trung tâm ở đâu.",
                "Where the centre belongs to a city's system: people see where it is.",
            ),
            none=BothTexts("Không nêu", "Not told"),
        ),
        "latitude": Words(
            BothTexts("Vĩ độ", "Latitude"),
            BothTexts(
                "Để tìm trung tâm gần nhất, ví dụ 21,0285. Trên bản đồ điện thoại: giữ ngón tay ở chỗ trung tâm.",
                "To find the nearest centre, like 21.0285. On a phone's map: hold a finger on the place.",
            ),
            unit=BothTexts("độ", "degrees"),
            none=BothTexts("Không nêu", "Not told"),
            wrong=BothTexts("Ghi cả vĩ độ và kinh độ.", "Give latitude and longitude."),
        ),
        "longitude": Words(
            BothTexts("Kinh độ", "Longitude"),
            BothTexts("Ví dụ 105,8542.", "Like 105.8542."),
            unit=BothTexts("độ", "degrees"),
            none=BothTexts("Không nêu", "Not told"),
            wrong=BothTexts("Ghi cả vĩ độ và kinh độ.", "Give latitude and longitude."),
        ),
    },
)
_CALLING: Final = PartWords(
    BothTexts("Thứ tự gọi", "Calling order"),
    BothTexts("Ưu tiên, chờ lâu, vắng mặt", "Priority, long waits, people who are not there"),
    "people",
    {
        "most_priority_in_a_row": Words(
            BothTexts("Số lượt ưu tiên liền nhau nhiều nhất", "Most priority calls in a row"),
            BothTexts(
                "Sau đó gọi một người không ưu tiên đang chờ.", "Then an ordinary person who waits is called."
            ),
            unit=BothTexts("lượt", "calls"),
        ),
        "longest_wait_minutes": Words(
            BothTexts("Chờ lâu nhất", "Longest wait"),
            BothTexts(
                "Ai chờ đến mức này được gọi trước mọi người đến sau, kể cả ưu tiên.",
                "Whoever has waited so long is called before everybody who came later.",
            ),
            unit=MINUTES,
        ),
        "help_after_minutes": Words(
            BothTexts("Quầy hỗ trợ bắt đầu giúp sau", "A helping counter steps in after"),
            BothTexts("Không quá mức chờ lâu nhất.", "Not beyond the longest wait."),
            wrong=BothTexts("Phải không quá mức chờ lâu nhất.", "It must not be beyond the longest wait."),
            unit=MINUTES,
        ),
        "recalls_before_no_show": Words(
            BothTexts(
                "Số lần nhắc lại trước khi ghi vắng mặt", "Recalls before a number may be marked as a no-show"
            ),
            unit=BothTexts("lần", "times"),
        ),
        "call_back_minutes": Words(
            BothTexts("Thời gian gọi lại được người vắng mặt", "How long a no-show can be called back"),
            BothTexts(
                "Trong thời gian này họ không phải lấy số lại.", "They need no new number in this time."
            ),
            unit=MINUTES,
        ),
    },
)
_PHONE: Final = PartWords(
    BothTexts("Điện thoại", "Phones"),
    BothTexts("Lấy số bằng điện thoại của người dân", "Numbers on people's own phones"),
    "ticket",
    {
        "enabled": Words(
            BothTexts("Cho lấy số bằng điện thoại", "Let people take a number on their own phone")
        ),
        "presence_minutes": Words(
            BothTexts("Đổi mã tại sảnh sau mỗi", "The presence code changes every"),
            BothTexts(
                "Mã bốn chữ số hiện ở màn hình sảnh. 0: không hỏi mã, lấy số được từ nhà.",
                "Four digits on the hall screens. 0 asks for no code: people can queue from home.",
            ),
            unit=MINUTES,
            zero=BothTexts("không hỏi mã", "no code"),
        ),
        "per_phone_per_day": Words(
            BothTexts("Mỗi điện thoại một ngày nhiều nhất", "Most numbers for one phone a day"),
            BothTexts("Kể cả số đã hủy.", "Cancelled ones included."),
            unit=NUMBERS,
        ),
        "keep_place_minutes": Words(
            BothTexts("Giữ chỗ trên điện thoại", "Keep a place, from the phone"),
            BothTexts(
                "Ai đang chờ được báo vắng một lần trong chừng này phút mà không mất chỗ, cả người có phiếu giấy. 0: không giữ.",
                "Whoever waits may go once for so long and keeps their place, also with a paper slip. 0 for never.",
            ),
            unit=MINUTES,
            zero=BothTexts("không giữ", "never"),
        ),
    },
)
_DISPLAY: Final = PartWords(
    BothTexts("Màn hình", "Screens"),
    BothTexts("Cách màn hình sảnh hiện số", "How hall screens show numbers"),
    "screen",
    {
        "call_stays_seconds": Words(
            BothTexts("Mỗi lượt gọi hiện chữ lớn ít nhất", "Each call stands large at least"), unit=SECONDS
        ),
        "officer_names": Words(
            BothTexts("Hiện tên công chức trên quầy", "Show the officer's name above the counter"),
            BothTexts("Cùng chức danh, nếu có.", "With the title, if they have one."),
        ),
        "priority_shown": Words(
            BothTexts(
                "Ghi “Ưu tiên” ở quầy đang phục vụ người được ưu tiên",
                "Say “Priority” where a person with priority is served",
            ),
            BothTexts(
                "Trên màn hình quầy, bảng chung và bảng ở cửa; không nói diện nào.",
                "On the screen above the counter, on the board and at the door; never which class.",
            ),
        ),
    },
)
_KIOSK: Final = PartWords(
    BothTexts("Máy lấy số", "Kiosks"),
    BothTexts("Giới hạn ở máy lấy số", "What kiosks allow"),
    "desk",
    {
        "numbers_per_card_per_day": Words(
            BothTexts("Mỗi thẻ căn cước một ngày nhiều nhất", "Most numbers for one citizen's card a day"),
            BothTexts("0: không đếm theo thẻ.", "0 counts no cards."),
            unit=NUMBERS,
            zero=NO_LIMIT,
        ),
        "numbers_per_minute": Words(
            BothTexts("Mỗi máy lấy số một phút nhiều nhất", "Most numbers of one kiosk in a minute"),
            BothTexts(
                "Quá mức này máy mời gặp người hướng dẫn. 0: không giới hạn. Người hướng dẫn và công chức không bị tính.",
                "Beyond it the kiosk asks for a helper. 0 for no limit. Helpers and officers are never counted.",
            ),
            unit=NUMBERS,
            zero=NO_LIMIT,
        ),
    },
)
_PRINTER: Final = PartWords(
    BothTexts("Máy in", "Printer"),
    BothTexts("Máy in phiếu và khổ giấy", "Where slips are printed, and the paper"),
    "printer",
    {
        "url": Words(
            BothTexts("Địa chỉ máy in", "Address of the printer"),
            BothTexts(
                "Gõ địa chỉ IP của máy in, ví dụ 192.168.1.50. Máy in cắm dây USB: usb://04b8:0e15, do người kỹ thuật xem. Để trống: không in phiếu.",
                "Type the printer's IP address, such as 192.168.1.50. A printer on a USB cable: usb://04b8:0e15, which a technician looks up. Empty: nothing is printed.",
            ),
            wrong=BothTexts(
                "Gõ địa chỉ IP của máy in: bốn số cách nhau bằng dấu chấm, ví dụ 192.168.1.50.",
                "Type the printer's IP address: four numbers with dots between them, such as 192.168.1.50.",
            ),
        ),
        "width": Words(
            BothTexts("Bề ngang vùng in", "Dots across"),
            BothTexts(
                "Giấy 80 mm là 576, giấy 58 mm là 384; số khác phải chia hết cho 8.",
                "576 for an 80 mm roll, 384 for 58 mm; other numbers must be a multiple of 8.",
            ),
            unit=BothTexts("điểm", "dots"),
        ),
    },
)

TABLES: Final[Mapping[str, PartWords]] = {
    "centre": _CENTRE,
    "hours": HOURS,
    "calling": _CALLING,
    "phone": _PHONE,
    "display": _DISPLAY,
    "kiosk": _KIOSK,
    "printer": _PRINTER,
}
