"""The dossier system's list: files that cannot be taken in, and dossiers that are not in it."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

DOSSIERS: Final[Mapping[str, Kind]] = {
    "no_dossiers": Kind(
        409,
        BothTexts("Chưa tra cứu được hồ sơ", "Dossiers cannot be looked up"),
        BothTexts(
            "Trung tâm chưa có dữ liệu hồ sơ để tra.", "This centre has no list of dossiers to look in."
        ),
        BothTexts(
            "Mời ông/bà hỏi công chức ở quầy đã nhận hồ sơ.",
            "Please ask at the counter that took your dossier.",
        ),
    ),
    "unknown_dossier": Kind(
        404,
        BothTexts("Chưa thấy hồ sơ này", "This dossier is not in the list"),
        BothTexts(
            "Chưa thấy hồ sơ {dossier} trong dữ liệu đến ngày {day}.",
            "There is no dossier {dossier} in what is known up to {day}.",
        ),
        BothTexts(
            "Xem lại mã trên giấy tiếp nhận. Hồ sơ mới nộp có thể chưa có ở đây: mời ông/bà hỏi công chức ở quầy.",
            "Compare the code with your receipt. A new dossier may not be here yet: please ask at a counter.",
        ),
    ),
    "dossiers_braked": Kind(
        429,
        BothTexts("Tra hồ sơ quá nhiều lần", "Too many questions"),
        BothTexts(
            "Máy này vừa được tra nhiều lần nên tạm ngừng tra, để không ai dò được hồ sơ của người khác.",
            "Many codes were asked for here; nothing is answered for a while, so that nobody finds other people's dossiers.",
        ),
        BothTexts(
            "Mời ông/bà thử lại sau {minutes} phút, hoặc hỏi công chức ở quầy.",
            "Please try again in {minutes} min, or ask at a counter.",
        ),
    ),
    "dossiers_moved": Kind(
        412,
        BothTexts("Danh sách vừa được người khác nhập", "Somebody else has just taken a list in"),
        BothTexts(
            "Sau khi ông/bà xem trước, danh sách hồ sơ đã thay đổi; chưa lưu gì.",
            "The list has changed since you saw what the file would do; nothing was saved.",
        ),
        BothTexts("Xem trước lại rồi lưu.", "Look at it again and save."),
    ),
    "dossier_file_unreadable": Kind(
        422,
        BothTexts("Không đọc được tệp", "The file cannot be read"),
        BothTexts(
            "Tệp này không phải danh sách hồ sơ đọc được: {reason}.", "This is no list of dossiers: {reason}."
        ),
        BothTexts(
            "Xuất lại từ phần mềm một cửa với các cột mã hồ sơ, trạng thái, ngày tiếp nhận; lưu thành CSV UTF-8.",
            "Export it again with code, state and day of receipt, and save it as CSV UTF-8.",
        ),
    ),
    "dossier_file_too_large": Kind(
        413,
        BothTexts("Tệp quá lớn", "The file is too large"),
        BothTexts(
            "Tệp vượt quá {rows} dòng hoặc {limit} MB; chưa lưu gì.",
            "The file has more than {rows} rows or {limit} MB; nothing was saved.",
        ),
        BothTexts("Xuất ít ngày hơn.", "Export fewer days."),
    ),
    "dossier_file_wrong": Kind(
        422,
        BothTexts("Tệp có dòng chưa đúng", "Some rows of the file are wrong"),
        BothTexts("Có {rows} dòng chưa đúng; chưa lưu gì.", "{rows} rows are wrong; nothing was saved."),
        BothTexts("Sửa các dòng đó rồi chọn lại tệp.", "Correct these rows and choose the file again."),
    ),
    "dossier_other_days": Kind(
        422,
        BothTexts("Tệp của kỳ khác", "The file is of other days"),
        BothTexts(
            "Tệp có hồ sơ từ {first} đến {last}, không có hồ sơ nào tiếp nhận hay kết thúc trong kỳ đã chọn; chưa lưu gì.",
            "The file tells of {first} to {last}; none was received or ended in the days chosen; nothing was saved.",
        ),
        BothTexts(
            "Chọn đúng kỳ của tệp, hoặc chọn tệp khác.", "Choose the file's own days, or another file."
        ),
    ),
}
