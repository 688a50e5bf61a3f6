"""How the city says no by itself, before a centre is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.texts import BothTexts


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to say no: the HTTP status, what is so, and what to do now."""

    status: int
    detail: BothTexts
    action: BothTexts


_COME: Final = BothTexts(
    "Mời ông/bà đến trực tiếp và lấy số ở máy trong sảnh.",
    "Please come and take a number at the kiosk in the hall.",
)
_LATER: Final = BothTexts("Xin thử lại sau ít phút.", "Please try again in a few minutes.")

KINDS: Final[Mapping[str, Kind]] = {
    "unknown_centre": Kind(
        404,
        BothTexts("Không có trung tâm này.", "There is no such centre."),
        BothTexts("Xin chọn trung tâm khác.", "Please choose another one."),
    ),
    "unknown_request": Kind(
        404,
        BothTexts("Không tìm thấy yêu cầu này.", "There is no such request."),
        BothTexts("Mời ông/bà lấy số lại.", "Please ask for a number again."),
    ),
    "centre_silent": Kind(
        409,
        BothTexts(
            "Phường đang mất kết nối: không lấy số từ xa được, mời đến trực tiếp.",
            "The ward is not connected now: no number can be taken from afar, please come in person.",
        ),
        BothTexts(
            "Trung tâm vẫn tiếp người dân bình thường.",
            "The centre itself works and receives people as usual.",
        ),
    ),
    "centre_closed": Kind(409, BothTexts("Ngoài giờ làm việc.", "The centre is closed."), _LATER),
    "afar_off": Kind(
        409, BothTexts("Nơi này không cấp số từ xa.", "This centre gives no numbers from afar."), _COME
    ),
    "afar_share": Kind(
        409,
        BothTexts(
            "Giờ này lĩnh vực này đã hết số từ xa.", "This hour's numbers from afar of this field are taken."
        ),
        BothTexts(
            "Mời ông/bà thử lại vào giờ sau, hoặc đến trực tiếp lấy số ở máy trong sảnh.",
            "Please try again in the next hour, or come and take a number at the kiosk in the hall.",
        ),
    ),
    "phone_limit": Kind(
        429,
        BothTexts("Điện thoại này đã có đủ số hôm nay.", "This phone has its numbers for today."),
        BothTexts(
            "Nếu không đến được, xin hủy số đang có rồi lấy số khác.",
            "If you cannot come, please give a number up and take another.",
        ),
    ),
    "too_often": Kind(
        429, BothTexts("Điện thoại này vừa hỏi nhiều lần.", "This phone has just asked many times."), _LATER
    ),
    "many_ask": Kind(
        429,
        BothTexts(
            "Nhiều người đang lấy số của nơi này.", "Many people are asking for numbers here just now."
        ),
        _LATER,
    ),
    "no_cookie": Kind(
        400,
        BothTexts("Trình duyệt không giữ cookie của trang này.", "The browser keeps no cookie of this page."),
        BothTexts(
            "Xin cho phép cookie, tải lại trang rồi lấy số lại.",
            "Please allow cookies, load the page again and ask once more.",
        ),
    ),
    "bad_request": Kind(
        400, BothTexts("Yêu cầu không đúng dạng.", "The request is not of the right form."), _LATER
    ),
    "later": Kind(503, BothTexts("Máy chủ thành phố đang bận.", "The city's server is busy."), _LATER),
}


class Sorry(Exception):
    """The city says no; `words` are the centre's own, where it has some."""

    def __init__(self, code: str, words: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code, self.words = code, words

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.code].status

    def said(self, language: str) -> str:
        """What is so, and what to do now."""
        kind = KINDS[self.code]
        own = (self.words or {}).get(language) or (self.words or {}).get("vi")
        return own or f"{kind.detail.said(language)} {kind.action.said(language)}"
