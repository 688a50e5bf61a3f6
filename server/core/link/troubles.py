"""What can keep rows from the city, and what somebody can do now. None of it keeps a number from anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from server.core.texts import BothTexts


class After(Enum):
    """How it goes on: tried again soon, or seldom since it does not heal by itself."""

    SOON = "soon"
    SELDOM = "seldom"


@dataclass(frozen=True, slots=True)
class TroubleKind:
    """A trouble in words: what it is and what to do; `lasting` is what to do if it lasts an hour.

    It is `grave` if it does not pass by itself.
    """

    what: BothTexts
    action: BothTexts
    after: After = After.SOON
    lasting: BothTexts | None = None

    @property
    def grave(self) -> bool:
        """Whether somebody has to do something."""
        return self.after is After.SELDOM


_KEPT: Final = BothTexts(
    "Không cần làm gì: dữ liệu vẫn ở đây và được gửi ngay khi có mạng. Nếu kéo dài, báo người phụ trách mạng.",
    "Nothing to do: all is kept here and sent as soon as the line is back. If it lasts, tell whoever looks after the network.",
)
_LINE: Final = BothTexts(
    "Lấy một máy cùng mạng, mở địa chỉ của thành phố bằng trình duyệt. Không mở được: xem dây mạng và modem, rồi gọi nhà mạng. Mở được: báo người phụ trách ở thành phố.",
    "On a machine of the same network open the city's address in a browser. If it does not open: look at the cable and the modem, then call the provider. If it does: tell the city's people.",
)

TROUBLES: Final[Mapping[str, TroubleKind]] = {
    "unreachable": TroubleKind(
        BothTexts("Không kết nối được với thành phố.", "The city cannot be reached."), _KEPT, lasting=_LINE
    ),
    "timeout": TroubleKind(
        BothTexts("Thành phố không trả lời kịp.", "The city does not answer in time."), _KEPT, lasting=_LINE
    ),
    "later": TroubleKind(
        BothTexts(
            "Hệ thống thành phố đang bận hoặc bảo trì.", "The city's own system is busy or being mended."
        ),
        BothTexts(
            "Không cần làm gì: dữ liệu vẫn ở đây và được gửi sau.",
            "Nothing to do: all is kept here and sent later.",
        ),
        lasting=BothTexts(
            "Gọi người phụ trách ở thành phố: hệ thống của họ bận đã lâu. Ở đây không cần sửa gì.",
            "Call the city's people: their system has been busy for long. Nothing is to be mended here.",
        ),
    ),
    "certificate": TroubleKind(
        BothTexts("Chứng chỉ của thành phố không được tin cậy.", "The city's certificate is not trusted."),
        BothTexts(
            "Xem đồng hồ máy này có đúng không. Nếu thành phố dùng chứng chỉ riêng, lấy tệp chứng chỉ gốc và kết nối lại: goiso link … --ca TỆP.",
            "Look whether this machine's clock is right. Where the city has certificates of its own, get its authority's file and join again: goiso link … --ca FILE.",
        ),
        After.SELDOM,
    ),
    "not_a_city": TroubleKind(
        BothTexts(
            "Địa chỉ này không trả lời như hệ thống thành phố.",
            "What answers there is not the city's system.",
        ),
        BothTexts(
            "Xem địa chỉ có đúng không; có thể một thiết bị mạng trả lời thay. Nếu đúng, báo người phụ trách ở thành phố.",
            "Look whether the address is right; a device of the network may answer instead. If it is, tell the city's people.",
        ),
    ),
    "unreadable": TroubleKind(
        BothTexts("Thành phố không đọc được dữ liệu gửi đến.", "The city could not read what was sent."),
        BothTexts(
            "Báo người phụ trách ở thành phố: có thể một thiết bị mạng làm hỏng dữ liệu trên đường.",
            "Tell the city's people: a device on the way may damage what is sent.",
        ),
    ),
    "unknown_token": TroubleKind(
        BothTexts("Thành phố không nhận trung tâm này nữa.", "The city does not know this centre any more."),
        BothTexts(
            "Xin thành phố một mã mới, rồi trên máy này chạy: goiso link --city ĐỊA-CHỈ --code MÃ.",
            "Ask the city for a new code, then on this machine run: goiso link --city ADDRESS --code CODE.",
        ),
        After.SELDOM,
    ),
    "protocol": TroubleKind(
        BothTexts(
            "Thành phố và trung tâm dùng hai phiên bản không hiểu nhau.",
            "The city's version and this one do not understand each other.",
        ),
        BothTexts(
            "Cập nhật Gọi Số ở nơi cũ hơn: hỏi người phụ trách ở thành phố.",
            "Update Gọi Số where it is older: ask the city's people.",
        ),
        After.SELDOM,
    ),
    "never": TroubleKind(
        BothTexts(
            "Thành phố không nhận được dòng {row} của nhật ký.",
            "The city cannot take row {row} of the journal.",
        ),
        BothTexts(
            "Báo người phụ trách ở thành phố số dòng này. Gọi Số ở đây vẫn chạy bình thường; không gửi gì thêm cho đến khi sửa xong.",
            "Tell the city's people the number of this row. Gọi Số goes on here as always; nothing more is sent until it is put right.",
        ),
        After.SELDOM,
    ),
    "too_large": TroubleKind(
        BothTexts(
            "Dòng {row} của nhật ký quá lớn để gửi.", "Row {row} of the journal is too large to be sent."
        ),
        BothTexts(
            "Báo người phụ trách ở thành phố số dòng này.", "Tell the city's people the number of this row."
        ),
        After.SELDOM,
    ),
    "another_instance": TroubleKind(
        BothTexts(
            "Một máy khác cũng đang gửi dưới tên trung tâm này.",
            "Another machine sends in this centre's name, too.",
        ),
        BothTexts(
            "Nếu vừa khởi động lại hoặc đổi máy: chờ một phút. Nếu không: tìm máy chạy bản sao dữ liệu của trung tâm và tắt nó, hoặc nhờ thành phố quyết định máy nào đúng.",
            "If this machine was just started or replaced: wait a minute. If not: find the machine that runs a copy of the centre's data and switch it off, or let the city decide which one is right.",
        ),
    ),
    "other_centre": TroubleKind(
        BothTexts(
            "Dữ liệu ở đây không còn là của trung tâm đã kết nối.",
            "The data here are not those of the centre that joined.",
        ),
        BothTexts(
            "Nếu trung tâm được lập lại từ đầu: xin thành phố một mã mới rồi chạy goiso link --city ĐỊA-CHỈ --code MÃ. Chưa gửi gì.",
            "If the centre was begun anew: ask the city for a new code and run goiso link --city ADDRESS --code CODE. Nothing was sent.",
        ),
        After.SELDOM,
    ),
    "here": TroubleKind(
        BothTexts("Máy này không đọc được nhật ký của mình.", "This machine cannot read its own journal."),
        BothTexts("Mở trang Kiểm tra máy và làm theo.", "Open the page Check the machine and follow it."),
    ),
}
