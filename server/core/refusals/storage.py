"""The machine: its disk, its data file, faults of the server."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_ASK_A_HELPER: Final = BothTexts("Vui lòng nhờ người hướng dẫn giúp.", "Please ask a helper.")
_TELL_THE_TECHNICIAN: Final = BothTexts(
    "Báo cho người phụ trách kỹ thuật. Các số đã cấp vẫn còn nguyên.",
    "Tell the technician. Numbers already given are safe.",
)

STORAGE: Final[Mapping[str, Kind]] = {
    "storage_full": Kind(
        507,
        BothTexts("Ổ đĩa đầy", "The disk is full"),
        BothTexts(
            "Không ghi được vì ổ đĩa đã đầy; chưa có gì thay đổi.", "The disk is full; nothing was changed."
        ),
        _TELL_THE_TECHNICIAN,
    ),
    "storage_readonly": Kind(
        503,
        BothTexts("Không ghi được dữ liệu", "The data cannot be written"),
        BothTexts(
            "Tệp dữ liệu chỉ cho đọc; chưa có gì thay đổi.",
            "The data file is read-only; nothing was changed.",
        ),
        _TELL_THE_TECHNICIAN,
    ),
    "storage_damaged": Kind(
        503,
        BothTexts("Tệp dữ liệu bị hỏng", "The data file is damaged"),
        BothTexts(
            "Không đọc được tệp dữ liệu; chưa có gì thay đổi.",
            "The data file is damaged; nothing was changed.",
        ),
        BothTexts(
            "Dừng máy chủ và khôi phục bản sao lưu gần nhất.",
            "Stop the server and restore the latest backup.",
        ),
    ),
    "storage_lost": Kind(
        503,
        BothTexts("Mất tệp dữ liệu", "The data file is lost"),
        BothTexts(
            "Tệp {file} không còn hoặc rỗng, trong khi khóa của trung tâm vẫn còn bên cạnh.",
            "{file} is missing or empty, while the centre's keys are still beside it.",
        ),
        BothTexts(
            "Khôi phục bản sao lưu gần nhất vào thư mục này; nếu lập trung tâm mới, chọn thư mục trống.",
            "Restore the latest backup into this folder; for a new centre, choose an empty folder.",
        ),
    ),
    "storage_gone": Kind(
        503,
        BothTexts("Tệp dữ liệu đã bị xóa hoặc thay", "The data file was deleted or replaced"),
        BothTexts(
            "Tệp {file} đã bị xóa hoặc thay khi máy chủ đang chạy; chưa cấp số nào.",
            "{file} was deleted or replaced while the server was running; no number was given.",
        ),
        BothTexts(
            "Dừng máy chủ, đưa tệp về chỗ cũ hoặc khôi phục bản sao lưu, rồi chạy lại.",
            "Stop the server, put the file back or restore a backup, and start it again.",
        ),
    ),
    "storage_settings": Kind(
        503,
        BothTexts("Không đọc được cài đặt", "The settings cannot be read"),
        BothTexts(
            "Cài đặt đã lưu không dùng được, chưa có gì thay đổi: {reason}.",
            "What is set cannot be used, nothing was changed: {reason}.",
        ),
        BothTexts(
            "Nếu trước đó máy này chạy phiên bản Gọi Số mới hơn, hãy cài lại phiên bản đó. Nếu không, khôi phục bản sao lưu gần nhất vào thư mục này.",
            "If a newer version of this program ran here before, install it again. Else restore the latest backup into this folder.",
        ),
    ),
    "storage_settings_newer": Kind(
        503,
        BothTexts("Cài đặt của phiên bản mới hơn", "The settings are of a newer version"),
        BothTexts(
            "Cài đặt đã lưu do phiên bản Gọi Số mới hơn ({version}) ghi; chưa có gì thay đổi. Phiên bản này không hiểu: {reason}.",
            "What is set was written by a newer version of this program ({version}); nothing was changed. This version does not know: {reason}.",
        ),
        BothTexts(
            "Cài lại phiên bản mới hơn đó, hoặc khôi phục bản sao lưu đã có trước khi nâng cấp.",
            "Install that newer version again, or restore the backup that was made before the upgrade.",
        ),
    ),
    "storage_newer": Kind(
        503,
        BothTexts("Dữ liệu của phiên bản mới hơn", "The data are of a newer version"),
        BothTexts(
            "Tệp dữ liệu do một phiên bản Gọi Số mới hơn ghi; chưa có gì thay đổi.",
            "The data file was written by a newer version of this program; nothing was changed.",
        ),
        BothTexts(
            "Dùng phiên bản đó, hoặc khôi phục bản sao lưu trước khi nâng cấp.",
            "Use that version, or restore the backup from before the upgrade.",
        ),
    ),
    "storage_upgrade": Kind(
        503,
        BothTexts("Không nâng cấp được dữ liệu", "The data could not be upgraded"),
        BothTexts(
            "Sau khi nâng cấp, bảng và nhật ký không khớp ({finding}); chưa có gì thay đổi.",
            "After the upgrade the tables and the journal would not agree ({finding}); nothing was changed.",
        ),
        BothTexts(
            "Dùng lại phiên bản cũ và báo cho người phụ trách kỹ thuật.",
            "Go on with the older version, and tell the technician.",
        ),
    ),
    "storage_key": Kind(
        503,
        BothTexts("Tệp khóa bị hỏng", "A key file is damaged"),
        BothTexts(
            "Tệp khóa {file} rỗng hoặc quá ngắn; ai cũng có thể đoán ra mã.",
            "The key file {file} is empty or too short; anybody could guess codes.",
        ),
        BothTexts(
            "Chép lại tệp này từ bản sao lưu. Nếu không có, xóa tệp để máy chủ tạo khóa mới: "
            "mã trên phiếu đã in và các phiên đăng nhập sẽ hết hiệu lực.",
            "Copy it back from a backup. Without one, delete it and a new key is made: codes on slips"
            " that are printed, and sign-ins, are not valid any more.",
        ),
    ),
    "storage_busy": Kind(
        503,
        BothTexts("Máy chủ đang bận", "The server is busy"),
        BothTexts(
            "Chưa ghi được yêu cầu này; chưa có gì thay đổi.",
            "The request was not written; nothing was changed.",
        ),
        BothTexts("Thử lại sau vài giây.", "Try again in a few seconds."),
    ),
    "internal": Kind(
        500,
        BothTexts("Có lỗi ở máy chủ", "Something went wrong"),
        BothTexts("Máy chủ gặp lỗi; sự việc đã được ghi lại.", "The server had an error; it was logged."),
        _ASK_A_HELPER,
    ),
}
