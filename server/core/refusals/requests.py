"""The request itself, whatever it is about."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

REQUESTS: Final[Mapping[str, Kind]] = {
    "bad_request": Kind(
        400,
        BothTexts("Yêu cầu không đúng", "Bad request"),
        BothTexts("Dữ liệu gửi lên không đúng: {reason}", "The data sent is not right: {reason}"),
        BothTexts("Sửa lại rồi gửi lại.", "Correct it and send again."),
    ),
    "wrong_parameter": Kind(
        400,
        BothTexts("Không có tham số này", "No such parameter"),
        BothTexts("Địa chỉ này không có tham số: {parameters}.", "This address does not take: {parameters}."),
        BothTexts(
            "Sửa lại rồi gửi lại. Dùng được: {known}.", "Correct it and send again. It takes: {known}."
        ),
    ),
    "not_valid": Kind(
        422,
        BothTexts("Dữ liệu chưa hợp lệ", "Not valid"),
        BothTexts("Có mục chưa hợp lệ: {reason}", "Something in it is not valid: {reason}"),
        BothTexts("Sửa các mục đó rồi gửi lại.", "Correct it and send again."),
    ),
    "body_too_large": Kind(
        413,
        BothTexts("Dữ liệu quá lớn", "Body too large"),
        BothTexts("Dữ liệu gửi lên vượt quá {limit_kb} KB.", "The body is larger than {limit_kb} KB."),
        BothTexts("Gửi ít dữ liệu hơn.", "Send less."),
    ),
    "address_too_long": Kind(
        414,
        BothTexts("Địa chỉ quá dài", "Address too long"),
        BothTexts("Địa chỉ trang được yêu cầu quá dài.", "The address that was asked for is too long."),
        BothTexts("Mở lại từ trang đầu.", "Begin again at the first page."),
    ),
    "headers_too_long": Kind(
        431,
        BothTexts("Yêu cầu quá lớn", "Request headers too large"),
        BothTexts(
            "Phần đầu của yêu cầu (thường là cookie) quá lớn.",
            "The head of the request (mostly its cookies) is too large.",
        ),
        BothTexts(
            "Xóa cookie của trang này trong trình duyệt rồi mở lại.",
            "Clear this site's cookies in the browser and open it again.",
        ),
    ),
    "idempotency_mismatch": Kind(
        422,
        BothTexts("Khóa lặp lại không khớp", "Idempotency key used for something else"),
        BothTexts(
            "Khóa này đã dùng cho một yêu cầu khác.",
            "This Idempotency-Key came before with another path or body.",
        ),
        BothTexts("Tạo khóa mới cho yêu cầu mới.", "Make a new key for a new request."),
    ),
    "not_found": Kind(
        404,
        BothTexts("Không tìm thấy", "Not found"),
        BothTexts("Không có trang hoặc địa chỉ này.", "There is nothing at this address."),
        BothTexts("Quay lại trang đầu.", "Go back to the first page."),
    ),
    "method_not_allowed": Kind(
        405,
        BothTexts("Không dùng được cách này", "Method not allowed"),
        BothTexts("Địa chỉ này không nhận yêu cầu kiểu đó.", "This address does not take that method."),
        BothTexts("Xem tài liệu API.", "See the API's description."),
    ),
    "csrf": Kind(
        400,
        BothTexts("Trang đã cũ", "The page is out of date"),
        BothTexts("Trang mở quá lâu nên không gửi được.", "The page was open for too long to send this."),
        BothTexts("Tải lại trang rồi thử lại.", "Reload the page and try again."),
    ),
    "too_many_requests": Kind(
        429,
        BothTexts("Thử quá nhiều lần", "Too many attempts"),
        BothTexts("Có quá nhiều lần thử từ máy này.", "There were too many attempts from this machine."),
        BothTexts("Đợi một phút rồi thử lại.", "Wait a minute and try again."),
    ),
}
