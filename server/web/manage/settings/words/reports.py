"""Words of the settings of reports that are written by themselves."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

REPORTS: Final = PartWords(
    BothTexts("Báo cáo tự ghi", "Reports written by themselves"),
    BothTexts(
        "Giờ ghi báo cáo trong ngày và thư mục lưu", "When the report of the day is written, and where"
    ),
    "chart",
    {
        "times": Words(
            BothTexts("Giờ ghi báo cáo", "Times"),
            BothTexts(
                "Mỗi ngày làm việc, đến các giờ này máy chủ ghi báo cáo (tệp chữ và XLSX) vào thư mục ở dưới."
                " Không có giờ nào: không ghi.",
                "On each working day the server writes the report (text and XLSX) into the folder below at these times."
                " Without any, nothing is written.",
            ),
            wrong=BothTexts("Mỗi giờ chỉ ghi một lần.", "Each time can be there once."),
            widget="rows",
        ),
        "folder": Words(
            BothTexts("Thư mục trên máy chủ", "Folder on the server"),
            BothTexts(
                "Phải có sẵn, ví dụ một thư mục trên USB: /mnt/usb/bao-cao. Chưa thấy thì máy chủ chờ và ghi sau."
                " Để trống: không ghi.",
                "It has to be there, such as a folder on a USB stick: /mnt/usb/bao-cao. Until it is, the server waits and"
                " writes later. Empty: nothing is written.",
            ),
            wrong=BothTexts(
                "Phải là đường dẫn đầy đủ, bắt đầu bằng /.", "It must be a whole path that begins with /."
            ),
        ),
    },
)
REPORT_TIMES: Final = {"at": Words(BothTexts("Lúc", "At"))}
"""Words of a row of `times`."""
