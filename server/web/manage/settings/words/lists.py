"""Words of the parts that are lists: fields, counters, halls, priority classes."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.hours import FIELD_HOURS
from server.web.manage.settings.words.shapes import (
    EN_NAME,
    MAIN_POINT,
    MINUTES,
    NO_LIMIT,
    NUMBERS,
    SECONDS,
    VI_NAME,
    YEARS,
    PartWords,
    Words,
)

_CODE_STAYS: Final = BothTexts(
    "Dùng trong dữ liệu; không đổi được sau khi thêm.",
    "Used in the data; it cannot be changed once it was added.",
)
ICONS: Final = {
    "": BothTexts("Không có", "None"),
    "stamp": BothTexts("Con dấu", "Stamp"),
    "people": BothTexts("Mọi người", "People"),
    "place": BothTexts("Bản đồ, đất đai", "Place on a map"),
    "house": BothTexts("Ngôi nhà", "House"),
    "book": BothTexts("Quyển sách", "Book"),
    "chart": BothTexts("Biểu đồ", "Chart"),
    "leaf": BothTexts("Chiếc lá", "Leaf"),
    "card": BothTexts("Thẻ căn cước", "Identity card"),
    "coin": BothTexts("Đồng tiền", "Coin"),
    "shield": BothTexts("Lá chắn", "Shield"),
    "medal": BothTexts("Huy chương", "Medal"),
    "wheelchair": BothTexts("Xe lăn", "Wheelchair"),
    "child": BothTexts("Trẻ em", "Child"),
    "folder": BothTexts("Tập hồ sơ", "Folder"),
    "info": BothTexts("Hướng dẫn", "Information"),
}
"""What the drawings of fields are called."""
_FIELDS: Final = PartWords(
    BothTexts("Lĩnh vực", "Fields"),
    BothTexts("Các lĩnh vực thủ tục mà người dân chọn", "The procedure fields that people choose from"),
    "ticket",
    {
        "code": Words(
            BothTexts("Mã lĩnh vực", "Code"),
            BothTexts(
                "Chữ hoa và chữ số, ví dụ CT; không đổi được sau khi thêm.",
                "Capitals and digits, such as CT; it cannot be changed once it was added.",
            ),
        ),
        "prefix": Words(
            BothTexts("Chữ đầu số", "Prefix"),
            BothTexts(
                "Một hoặc hai chữ hoa hay chữ số, trừ I và O, ví dụ A, AB, A1.",
                "One or two capital letters or digits, not I, not O, such as A, AB, A1.",
            ),
            wrong=BothTexts(
                "Phải là một hoặc hai chữ hoa hay chữ số, trừ I và O, chưa dùng cho lĩnh vực khác.",
                "It must be one or two capital letters or digits, not I, not O, that no other field has.",
            ),
        ),
        "vi": Words(VI_NAME),
        "en": Words(EN_NAME),
        "service_s": Words(
            BothTexts("Thời gian tiếp thường lệ", "Usual time at the counter"),
            BothTexts("Dùng đến khi có số liệu thật.", "Until the centre's own visits say better."),
            unit=SECONDS,
        ),
        "usual_outcome": Words(
            BothTexts("Kết quả thường lệ", "Usual outcome"),
            BothTexts("Ghi khi công chức bấm một phím.", "What the officer's one key writes down."),
            choices={
                "received": BothTexts("Đã tiếp nhận", "Dossier received"),
                "returned": BothTexts("Đã trả kết quả", "Result handed out"),
                "supplement": BothTexts("Cần bổ sung", "More papers needed"),
                "refused": BothTexts("Từ chối", "Refused"),
                "advised": BothTexts("Đã hướng dẫn", "Advised"),
                "elsewhere": BothTexts("Hướng dẫn đến cơ quan khác", "Sent elsewhere"),
                "provisional": BothTexts("Tạm nhận hồ sơ", "Received provisionally"),
            },
        ),
        "wait_limit_minutes": Words(
            BothTexts("Gợi ý mở thêm quầy khi chờ quá", "Suggest another counter past a wait of"),
            unit=MINUTES,
        ),
        "real_wait_limit_minutes": Words(
            BothTexts("Giới hạn thời gian chờ thực", "Nobody should wait longer than"),
            BothTexts(
                "Lượt chờ lâu hơn được tô màu và tính là quá hạn.",
                "Longer waits are coloured, and counted as above the limit.",
            ),
            unit=MINUTES,
        ),
        "daily_limit": Words(
            BothTexts("Giới hạn một ngày", "Most numbers a day"),
            BothTexts(
                "0: không giới hạn. Công chức cấp thêm được.", "0 for no limit. An officer may give more."
            ),
            unit=NUMBERS,
            zero=NO_LIMIT,
        ),
        "first_number": Words(
            BothTexts("Số đầu tiên trong ngày", "First number of a day"),
            BothTexts(
                "Ví dụ 500: số đầu tiên là A500. Đổi trong ngày thì chỉ tăng, không lùi.",
                "With 500 the first one is A500. Changed during a day it only goes on, never back.",
            ),
        ),
        "helper_only": Words(
            BothTexts("Chỉ người hướng dẫn và công chức cấp số", "Numbers by helpers and officers only"),
            BothTexts(
                "Máy lấy số và điện thoại chỉ đường đến người hướng dẫn.",
                "Kiosks and phones show the way to a helper.",
            ),
        ),
        "card_only": Words(
            BothTexts("Phải quét thẻ căn cước ở máy lấy số", "Only with a citizen card at the kiosk"),
            BothTexts(
                "Người hướng dẫn và công chức vẫn cấp số được khi không có thẻ.",
                "Helpers and officers may give a number without one.",
            ),
        ),
        "go_to_vi": Words(
            BothTexts("Nơi đến", "Where its people go, in Vietnamese"),
            BothTexts(
                "Ví dụ “Tầng 2, phòng 203”. In trên phiếu, hiện ở máy lấy số và điện thoại.",
                "Such as “Tầng 2, phòng 203”. On slip, kiosk and phone.",
            ),
            wrong=BothTexts(
                "Phải có nơi đến bằng tiếng Việt.", "The place is needed in Vietnamese beside English."
            ),
        ),
        "go_to_en": Words(
            BothTexts("Nơi đến bằng tiếng Anh", "Where its people go, in English"),
            BothTexts("Để trống: dùng tiếng Việt.", "Empty: as in Vietnamese."),
        ),
        "icon": Words(BothTexts("Biểu tượng ở máy lấy số", "Drawing at the kiosk"), choices=ICONS),
        "asks_dossiers": Words(
            BothTexts("Hỏi số hồ sơ ở máy lấy số", "Ask at the kiosk how many dossiers people bring"),
            BothTexts(
                "Hiện ở quầy và trên phiếu; dự kiến chờ tính theo số hồ sơ.",
                "Shown at the counter and on the slip; the foretold waits count it.",
            ),
        ),
        "many_from": Words(
            BothTexts("Từ bao nhiêu hồ sơ là nhiều", "So many dossiers are many"),
            BothTexts(
                "0: không tách. Có tác dụng khi hỏi số hồ sơ và chọn lĩnh vực dưới đây.",
                "0: they wait with the others. It counts where dossiers are asked for and a field is chosen below.",
            ),
            zero=BothTexts("không tách", "with the others"),
        ),
        "many_field": Words(
            BothTexts("Người nhiều hồ sơ lấy số của", "Whoever brings many gets a number of"),
            BothTexts(
                "Một lĩnh vực riêng có quầy, giờ riêng. Máy lấy số, điện thoại, máy tính bảng báo trước khi lấy số.",
                "A field of its own with counters and hours. Kiosk, phone and tablet say so before the number.",
            ),
            widget="one",
            of="fields",
            none=BothTexts("Không có", "None"),
        ),
        "announce": Words(
            BothTexts("Ngôn ngữ đọc số", "Languages of its calls"),
            choices={
                "vi": BothTexts("Tiếng Việt", "Vietnamese"),
                "en": BothTexts("Tiếng Anh", "English"),
            },
            widget="combination",
        ),
        "hours": FIELD_HOURS,
    },
    BothTexts("lĩnh vực", "field"),
)
_COUNTERS: Final = PartWords(
    BothTexts("Quầy", "Counters"),
    BothTexts("Số, tên quầy và lĩnh vực mỗi quầy phục vụ", "Numbers, names, and the fields that each serves"),
    "desk",
    {
        "n": Words(
            BothTexts("Số quầy", "Number"),
            BothTexts("Không đổi được sau khi thêm.", "It cannot be changed once it was added."),
        ),
        "name": Words(
            BothTexts("Tên quầy", "Name"),
            BothTexts(
                "Ví dụ “Phòng 203”. Để trống: Quầy và số.", "Such as “Phòng 203”. Empty: Quầy and the number."
            ),
        ),
        "fields": Words(
            BothTexts("Lĩnh vực phục vụ trước", "Fields that it serves first"), widget="several", of="fields"
        ),
        "helps": Words(
            BothTexts("Lĩnh vực hỗ trợ", "Fields that it helps out with"),
            BothTexts(
                "Khi lĩnh vực của quầy không có ai chờ, hoặc có người chờ quá lâu.",
                "When nobody waits for its own, or somebody there has waited too long.",
            ),
            widget="several",
            of="fields",
        ),
        "hall": Words(
            BothTexts("Sảnh", "Hall"),
            widget="one",
            of="halls",
            none=BothTexts("Sảnh đầu tiên", "The first hall"),
        ),
        "note_vi": Words(
            BothTexts("Ghi chú trên màn hình quầy", "Note on the counter's own screen, in Vietnamese"),
            BothTexts(
                "Ví dụ “Chỉ nhận hồ sơ đã công chứng”. Để trống: không có.",
                "Such as “Chỉ nhận hồ sơ đã công chứng”. Empty for none.",
            ),
            wrong=BothTexts(
                "Phải có ghi chú bằng tiếng Việt.", "The note is needed in Vietnamese beside English."
            ),
        ),
        "note_en": Words(
            BothTexts("Ghi chú bằng tiếng Anh", "Note in English"),
            BothTexts("Để trống: dùng tiếng Việt.", "Empty: as in Vietnamese."),
        ),
    },
    BothTexts("quầy", "counter"),
)
_HALLS: Final = PartWords(
    BothTexts("Sảnh", "Halls"),
    BothTexts("Các sảnh, mỗi sảnh có quầy và màn hình riêng", "Rooms with counters and screens of their own"),
    "screen",
    {
        "code": Words(
            BothTexts("Mã sảnh", "Code"),
            BothTexts(
                "Chữ không dấu, chữ số, gạch nối; không đổi được sau khi thêm.",
                "Letters, digits, hyphens; it cannot be changed once it was added.",
            ),
        ),
        "vi": Words(VI_NAME),
        "en": Words(EN_NAME),
        "point": Words(
            BothTexts("Điểm tiếp nhận", "Point"),
            BothTexts("Nơi có sảnh này.", "The place where this hall is."),
            widget="one",
            of="points",
            none=MAIN_POINT,
        ),
    },
    BothTexts("sảnh", "hall"),
    BothTexts(
        "Trung tâm đang là một sảnh. Chỉ cần thêm khi có từ hai phòng chờ.",
        "The centre is one hall. Add halls only where there are several waiting rooms.",
    ),
)
_CLASSES: Final = PartWords(
    BothTexts("Diện ưu tiên", "Priority classes"),
    BothTexts("Ai được gọi sớm hơn, và sớm bao nhiêu", "Who is called earlier, and by how much"),
    "stick",
    {
        "code": Words(BothTexts("Mã diện", "Code"), _CODE_STAYS),
        "vi": Words(
            VI_NAME,
            BothTexts("Ghi rõ tuổi nếu có, ví dụ “Người từ 75 tuổi”.", "With the age, if there is one."),
        ),
        "en": Words(EN_NAME),
        "weight_minutes": Words(
            BothTexts("Tính như đến sớm hơn", "Counts as having come earlier by"), unit=MINUTES
        ),
        "from_age": Words(
            BothTexts("Tự đề nghị khi quét thẻ từ", "Offered when a card is scanned, from"),
            BothTexts("0: không tự đề nghị.", "0 for never."),
            unit=YEARS,
            zero=BothTexts("không tự đề nghị", "never"),
        ),
        "basis": Words(
            BothTexts("Căn cứ", "Legal basis"),
            BothTexts(
                "Luật hoặc quy định nào cho diện này đi trước, ví dụ “Quy định của thành phố”. Công chức đọc được ở quầy và ở “vì sao được gọi”.",
                "The law or rule by which they go first, in Vietnamese. Officers read it at the counter and where a call is explained.",
            ),
            none=BothTexts("chưa ghi", "not said"),
        ),
    },
    BothTexts("diện ưu tiên", "priority class"),
    BothTexts(
        "Chưa có diện nào: mọi người được gọi theo thứ tự đến.",
        "There is none: people are called as they come.",
    ),
)

LISTS: Final[Mapping[str, PartWords]] = {
    "fields": _FIELDS,
    "counters": _COUNTERS,
    "halls": _HALLS,
    "priority_classes": _CLASSES,
}
