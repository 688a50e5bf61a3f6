"""Why a report could not be written into its folder, in words for the manager."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.texts import BothTexts

_MISSING: Final = BothTexts(
    "Chưa thấy thư mục này. Nếu ở trên USB, hãy cắm USB vào máy chủ.",
    "The folder is not there. If it is on a USB stick, put the stick into the server.",
)
_FULL: Final = BothTexts("Thư mục đã hết chỗ. Hãy xóa bớt tệp.", "The folder is full. Remove some files.")
_FORBIDDEN: Final = BothTexts(
    "Máy chủ không được phép ghi vào thư mục này.", "The server may not write into this folder."
)
_OTHER: Final = BothTexts("Ổ đĩa có lỗi khi ghi.", "The disk had an error while writing.")
_FAILED: Final = BothTexts(
    "Chưa lập được báo cáo. Nhật ký vận hành ghi rõ vì sao.",
    "The report could not be made. The server's log says why.",
)
_REASONS: Final[Mapping[int, BothTexts]] = {
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.ENODEV: _MISSING,
    errno.ENXIO: _MISSING,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
}


@dataclass(frozen=True, slots=True)
class ReportTrouble:
    """`waiting` reports are not written yet, since (UTC milliseconds) the first of them was tried, into `folder`."""

    since: int
    waiting: int
    folder: str
    reason: BothTexts


def reason_of(error: Exception) -> BothTexts:
    """The text about an error while a report was made or written."""
    if isinstance(error, OSError):
        return _REASONS.get(error.errno or 0, _OTHER)
    return _FAILED
