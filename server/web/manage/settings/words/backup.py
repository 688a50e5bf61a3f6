"""Words of the settings of backups."""

from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import PartWords, Words

_BACKUPS: Final = BothTexts("bản", "backups")
_NEWEST: Final = BothTexts(
    "Giữ bản mới nhất của mỗi giờ, ngày, tháng có sao lưu.",
    "The newest of each hour, day and month in which there is one stays.",
)
BACKUP: Final = PartWords(
    BothTexts("Sao lưu", "Backups"),
    BothTexts("Sao lưu vào đâu, bao lâu một lần, giữ bao nhiêu bản", "Where, how often, and how many stay"),
    "folder",
    {
        "folder": Words(
            BothTexts("Thư mục sao lưu", "Folder for backups"),
            BothTexts(
                "Đường dẫn trên máy chủ, ở USB hoặc ổ đĩa khác, ví dụ /mnt/usb; để trống thì không sao lưu.",
                "A path on the server, on a stick or another disk, such as /mnt/usb; empty: no backups.",
            ),
            wrong=BothTexts(
                "Phải là đường dẫn đầy đủ, bắt đầu bằng /.", "It must be a whole path that begins with /."
            ),
        ),
        "every_hours": Words(
            BothTexts("Bao lâu một lần", "How often"),
            BothTexts(
                "Máy tắt qua giờ thì sao lưu ngay khi bật.",
                "Where the machine was off at the time, it is made as soon as it is on.",
            ),
            unit=BothTexts("giờ", "hours"),
            zero=BothTexts("không tự sao lưu", "not by itself"),
        ),
        "keep_hours": Words(BothTexts("Giữ theo giờ", "Kept by hour"), _NEWEST, unit=_BACKUPS),
        "keep_days": Words(BothTexts("Giữ theo ngày", "Kept by day"), unit=_BACKUPS),
        "keep_months": Words(BothTexts("Giữ theo tháng", "Kept by month"), unit=_BACKUPS),
        "recipient": Words(
            BothTexts("Khóa công khai để mã hóa", "Public key to encrypt with"),
            BothTexts(
                "Trang Sao lưu tự ghi khi đặt mật khẩu sao lưu; hoặc ghi khóa age1… mà bộ phận kỹ thuật giữ khóa riêng. Để trống thì"
                " không mã hóa.",
                "Set by the page of backups with a passphrase; or the age1… key whose identity the technicians keep. Empty: not encrypted.",
            ),
            wrong=BothTexts(
                "Đây không phải khóa công khai của age (bắt đầu bằng age1).",
                "This is no public key of age (it begins with age1).",
            ),
        ),
    },
)
