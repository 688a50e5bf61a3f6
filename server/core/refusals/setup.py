"""Setting a new centre up in the browser."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_OVER_ACTION: Final = BothTexts(
    "Đăng nhập bằng tài khoản ấy, hoặc hỏi người vừa lập tài khoản.",
    "Sign in with that account, or ask whoever has just made it.",
)

SETUP: Final[Mapping[str, Kind]] = {
    "setup_code_wrong": Kind(
        403,
        BothTexts("Mã không đúng", "Wrong code"),
        BothTexts("Mã này không phải mã máy chủ vừa in ra.", "This is not the code that the server printed."),
        BothTexts(
            "Đọc lại dòng cuối mà lệnh goiso serve in ra: tám chữ số. Máy chủ khởi động lại thì có mã mới.",
            "Read the last line that goiso serve printed again: eight digits. A restart makes another code.",
        ),
    ),
    "setup_code_old": Kind(
        409,
        BothTexts("Cần nhập lại mã", "The code is asked for again"),
        BothTexts(
            "Mã đã nhập không còn dùng được: máy chủ đã khởi động lại và có mã mới.",
            "The code that was typed holds no longer: the server was started again and has another.",
        ),
        BothTexts(
            "Nhập mã mới mà máy chủ vừa in ra. Chưa lưu gì.",
            "Type the new code that the server printed. Nothing was saved.",
        ),
    ),
    "setup_locked": Kind(
        429,
        BothTexts("Tạm ngừng nhận mã", "No codes are taken for now"),
        BothTexts("Đã nhập sai mã quá nhiều lần.", "A wrong code was typed too many times."),
        BothTexts(
            "Đợi {minutes} phút, hoặc khởi động lại máy chủ để có mã mới.",
            "Wait {minutes} minutes, or start the server again to get another code.",
        ),
    ),
    "setup_over": Kind(
        409,
        BothTexts("Trung tâm đã có người quản trị", "The centre has an administrator"),
        BothTexts(
            "Người quản trị đã được lập rồi; mã một lần không còn dùng được.",
            "There is an administrator already; the one-time code holds no longer.",
        ),
        _OVER_ACTION,
    ),
    "fields_file_unreadable": Kind(
        422,
        BothTexts("Không đọc được tệp lĩnh vực", "The file of fields cannot be read"),
        BothTexts("Tệp này không dùng được: {reason}.", "This file cannot be used: {reason}."),
        BothTexts(
            "Tải tệp mẫu về, sửa trong bảng tính, lưu dạng CSV rồi chọn lại. Chưa đổi gì.",
            "Get the sample file, edit it in a spreadsheet, save it as CSV and choose it again. Nothing was changed.",
        ),
    ),
    "unknown_step": Kind(
        404,
        BothTexts("Không có bước này", "No such step"),
        BothTexts(
            "Việc này không nằm trong danh sách việc cần làm của trung tâm.",
            "This is not among the things that the centre has to do.",
        ),
        BothTexts("Tải lại trang.", "Load the page again."),
    ),
}
