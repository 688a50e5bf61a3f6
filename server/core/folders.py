"""A folder that the server is to write into: what came of trying, in words, and what to do."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from server.core.texts import LANGUAGES, BothTexts, FilledTexts


class FolderState(StrEnum):
    """What came of writing a file there and removing it."""

    FINE = "fine"
    ABSENT = "absent"
    REFUSED = "refused"
    READ_ONLY = "read_only"
    FULL = "full"
    SILENT = "silent"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class FolderTried:
    """A folder, and what came of trying it; `contained` where the server runs in a container."""

    folder: str
    state: FolderState
    contained: bool = False

    @property
    def said(self) -> FilledTexts:
        """What it is."""
        return _SAID[self.state].filled(folder=self.folder)

    @property
    def do(self) -> FilledTexts | None:
        """What to do about it; nothing where all is well."""
        text = self._do()
        return None if text is None else text.filled(folder=self.folder)

    @property
    def texts(self) -> dict[str, str]:
        """What it is and what to do, by language."""
        parts = [part for part in (self.said, self.do) if part is not None]
        return {language: " ".join(part.said(language) for part in parts) for language in LANGUAGES}

    def _do(self) -> BothTexts | None:
        if self.contained and self.state in _NOT_MOUNTED:
            return _MOUNT
        if self.state is FolderState.READ_ONLY and not _is_a_sticks(self.folder):
            return _DROP_IN
        return _DO.get(self.state)


_STICKS: Final = ("/mnt", "/media")
"""Where the unit may write whatever is mounted."""
_NOT_MOUNTED: Final = frozenset({FolderState.ABSENT, FolderState.REFUSED, FolderState.READ_ONLY})
_NOT_ALLOWED: Final = BothTexts(
    "Máy chủ không được ghi vào {folder}.", "The server may not write into {folder}."
)
_SAID: Final = {
    FolderState.FINE: BothTexts("Máy chủ ghi được vào {folder}.", "The server can write into {folder}."),
    FolderState.ABSENT: BothTexts(
        "Máy chủ không thấy thư mục {folder}.", "The server sees no folder {folder}."
    ),
    FolderState.REFUSED: _NOT_ALLOWED,
    FolderState.READ_ONLY: _NOT_ALLOWED,
    FolderState.FULL: BothTexts("Thư mục {folder} hết chỗ.", "The folder {folder} is full."),
    FolderState.SILENT: BothTexts("Thư mục {folder} không trả lời.", "The folder {folder} does not answer."),
    FolderState.BROKEN: BothTexts(
        "Máy chủ không ghi được vào {folder}.", "The server cannot write into {folder}."
    ),
}
_DO: Final = {
    FolderState.ABSENT: BothTexts(
        "Cắm USB hoặc ổ đĩa ấy, hoặc tạo thư mục. Vẫn chọn được thư mục ấy: máy chủ chờ và thử lại.",
        "Plug that stick or disk in, or make the folder. It can be chosen all the same: the server waits and tries again.",
    ),
    FolderState.REFUSED: BothTexts(
        "Cho người dùng của máy chủ quyền ghi: sudo chown goiso {folder}. Với USB: gắn với uid=goiso (docs/backup.md).",
        "Let the server's user write: sudo chown goiso {folder}. A stick: mount it with uid=goiso (docs/backup.md).",
    ),
    FolderState.READ_ONLY: BothTexts(
        "USB hoặc ổ đĩa ấy chỉ đọc được: mở khóa ghi, rồi gắn lại.",
        "That stick or disk can only be read: unlock it, then mount it again.",
    ),
    FolderState.FULL: BothTexts(
        "Xóa tệp không cần ở đó, hoặc chọn ổ đĩa khác.",
        "Delete what is not needed there, or choose another disk.",
    ),
    FolderState.SILENT: BothTexts(
        "Xem ổ mạng có nối không. Vẫn chọn được thư mục ấy: máy chủ thử lại.",
        "Look whether the network share is connected. It can be chosen all the same: the server tries again.",
    ),
    FolderState.BROKEN: BothTexts(
        "Xem USB hoặc ổ đĩa có hỏng không, hoặc chọn ổ đĩa khác.",
        "Look whether that stick or disk is broken, or choose another one.",
    ),
}
_DROP_IN: Final = BothTexts(
    "Chạy sudo systemctl edit goiso, thêm hai dòng [Service] và ReadWritePaths={folder}, rồi sudo systemctl restart goiso.",
    "Run sudo systemctl edit goiso, add the two lines [Service] and ReadWritePaths={folder}, then sudo systemctl restart goiso.",
)
_MOUNT: Final = BothTexts(
    "Máy chủ chạy trong container: gắn thư mục ấy vào, người dùng goiso ghi được, bằng -v {folder}:{folder} (docs/install.md). Vẫn chọn được thư mục ấy: máy chủ thử lại.",
    "The server runs in a container: mount that folder for the user goiso, with -v {folder}:{folder} (docs/install.md). It can be chosen all the same: the server tries again.",
)


def _is_a_sticks(folder: str) -> bool:
    return any(PurePath(folder).is_relative_to(place) for place in _STICKS)
