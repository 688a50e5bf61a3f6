"""Backups, and what is restored from them."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_NOTHING_CHANGED: Final = BothTexts(
    "Chưa có gì thay đổi. Chọn bản sao lưu khác, hoặc chép lại tệp này từ USB.",
    "Nothing was changed. Choose another backup, or copy this file from the stick again.",
)

BACKUPS: Final[Mapping[str, Kind]] = {
    "backup_no_folder": Kind(
        409,
        BothTexts("Chưa chọn thư mục sao lưu", "No folder for backups"),
        BothTexts(
            "Trung tâm chưa chọn nơi để bản sao lưu; chưa có gì được ghi.",
            "Nobody has said where backups go; nothing was written.",
        ),
        BothTexts(
            "Chọn thư mục ở Cài đặt, phần Sao lưu, rồi thử lại.",
            "Choose a folder in the settings, under Backups, and try again.",
        ),
    ),
    "backup_unreadable": Kind(
        422,
        BothTexts("Không đọc được bản sao lưu", "The backup cannot be read"),
        BothTexts(
            "Tệp này không phải bản sao lưu nguyên vẹn ({reason}).",
            "This file is no whole backup ({reason}).",
        ),
        _NOTHING_CHANGED,
    ),
    "backup_newer": Kind(
        422,
        BothTexts("Bản sao lưu của phiên bản mới hơn", "The backup is of a newer version"),
        BothTexts(
            "Bản này do Gọi Số {version} tạo, mới hơn máy chủ này.",
            "It was made by version {version}, which is newer than this server.",
        ),
        BothTexts(
            "Cài phiên bản đó rồi khôi phục. Chưa có gì thay đổi.",
            "Install that version and restore then. Nothing was changed.",
        ),
    ),
    "backup_unsound": Kind(
        422,
        BothTexts("Dữ liệu trong bản sao lưu không khớp", "The data in the backup do not agree"),
        BothTexts(
            "Kiểm tra thấy {n} chỗ nhật ký và bảng không khớp; chỗ đầu: {finding}",
            "The doctor found {n} differences; the first: {finding}",
        ),
        _NOTHING_CHANGED,
    ),
    "passphrase_wrong": Kind(
        422,
        BothTexts("Mật khẩu sao lưu không đúng", "Wrong passphrase"),
        BothTexts(
            "Mật khẩu này không mở được bản sao lưu. Chưa có gì thay đổi.",
            "This passphrase does not open the backup. Nothing was changed.",
        ),
        BothTexts(
            "Nhập lại mật khẩu sao lưu, là mật khẩu đặt ở trang Sao lưu lúc tạo bản này.",
            "Type it again: the passphrase that was set on the page of backups when this one was made.",
        ),
    ),
    "passphrase_short": Kind(
        422,
        BothTexts("Mật khẩu sao lưu ngắn quá", "The passphrase is too short"),
        BothTexts("Mật khẩu cần ít nhất {least} ký tự.", "It has at least {least} letters."),
        BothTexts(
            "Dùng một câu dễ nhớ, gồm vài từ. Chưa có gì thay đổi.",
            "Take a sentence of some words. Nothing was changed.",
        ),
    ),
    "restore_busy": Kind(
        409,
        BothTexts("Đang khôi phục", "A backup is being restored"),
        BothTexts("Có người đang khôi phục vào thư mục này.", "Somebody restores into this folder already."),
        BothTexts("Đợi cho xong rồi tải lại trang.", "Wait until it is done, and load the page again."),
    ),
    "storage_restore": Kind(
        507,
        BothTexts("Không ghi được dữ liệu khôi phục", "The restored data cannot be written"),
        BothTexts("Máy chủ không ghi được: {reason}.", "The server cannot write: {reason}."),
        BothTexts(
            "Xem ổ đĩa còn chỗ và ghi được không, rồi thử lại. Chưa có gì thay đổi.",
            "See whether the disk has room and can be written, and try again. Nothing was changed.",
        ),
    ),
    "storage_handed_over": Kind(
        503,
        BothTexts("Máy chủ khác đã tiếp quản", "Another box has taken over"),
        BothTexts(
            "Trung tâm đã chuyển sang máy chủ thứ hai; máy này không cấp số và không gọi số nữa.",
            "The centre goes on at the second box; this one gives no number and calls nobody any more.",
        ),
        BothTexts(
            "Mở trang ở máy chủ thứ hai. Muốn máy này chạy lại: cho nó theo máy kia (goiso standby --of …), rồi tiếp quản.",
            "Open the page at the second box. To go on here: let this one follow the other (goiso standby --of …), then take over.",
        ),
    ),
    "storage_second_box": Kind(
        503,
        BothTexts("Thư mục của máy chủ thứ hai", "The folder of a second box"),
        BothTexts(
            "Thư mục này đang theo máy chủ {of}; hai máy cùng chạy thì số bị cấp hai lần.",
            "This folder follows the server {of}; if both ran, numbers would come twice.",
        ),
        BothTexts(
            "Muốn máy này thay: goiso standby takeover --data THƯ-MỤC.",
            "To let this one take over: goiso standby takeover --data FOLDER.",
        ),
    ),
    "standby_apart": Kind(
        409,
        BothTexts("Hai máy chủ không còn chung nhật ký", "The two boxes went apart"),
        BothTexts(
            "Nhật ký ở đây không có dòng {seq} như máy thứ hai đang giữ.",
            "The journal here has no row {seq} as the second box holds it.",
        ),
        BothTexts(
            "Ở máy thứ hai: dời thư mục dữ liệu đi rồi chạy lại goiso standby để chép lại từ đầu.",
            "At the second box: put its data folder aside, and run goiso standby again to begin anew.",
        ),
    ),
    "numbers_and_none": Kind(
        422,
        BothTexts("Hai câu trả lời trái nhau", "Two answers that exclude each other"),
        BothTexts(
            "Vừa ghi số người dân đang cầm, vừa chọn là từ lúc sao lưu không cấp số nào.",
            "Numbers that people hold are written down, and it is ticked that none was given since the backup.",
        ),
        BothTexts(
            "Nếu người dân đang cầm số: giữ các số đã ghi, bỏ chọn ô. Nếu chắc chắn không cấp số nào: xóa các số. Chưa có gì thay đổi.",
            "If people hold numbers, keep them and clear the box. If surely none was given, delete them. Nothing was changed.",
        ),
    ),
    "number_of_no_field": Kind(
        422,
        BothTexts("Không có lĩnh vực của số này", "A number of no field"),
        BothTexts(
            "{number} không thuộc lĩnh vực nào của trung tâm trong bản sao lưu.",
            "{number} is of no field of the centre in the backup.",
        ),
        BothTexts(
            "Ghi số như trên phiếu, ví dụ A047. Chưa có gì thay đổi.",
            "Write it as it stands on the slip, like A047. Nothing was changed.",
        ),
    ),
}
