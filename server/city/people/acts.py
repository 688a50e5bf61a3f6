"""What people do at the city that is written down, and how it is called."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts

SIGNED_IN: Final = "signed_in"
SIGNED_OUT: Final = "signed_out"
SIGN_IN_BRAKED: Final = "sign_in_braked"
PERSON_ADDED: Final = "person_added"
PERSON_CHANGED: Final = "person_changed"
PERSON_ON: Final = "person_on"
PERSON_OFF: Final = "person_off"
PASSWORD_SET: Final = "password_set"  # noqa: S105 - the name of an act
CATALOGUE_ADDED: Final = "catalogue_added"
CATALOGUE_TRIED: Final = "catalogue_tried"
CATALOGUE_ROLLED_OUT: Final = "catalogue_rolled_out"
CATALOGUE_TAKEN_BACK: Final = "catalogue_taken_back"
FORK_SEEN: Final = "fork_seen"
REPLAYED: Final = "replayed"
PROMOTED: Final = "promoted"

ACTS: Final[Mapping[str, BothTexts]] = {
    SIGNED_IN: BothTexts("Đăng nhập", "Signed in"),
    SIGNED_OUT: BothTexts("Đăng xuất", "Signed out"),
    SIGN_IN_BRAKED: BothTexts("Bị chặn vì sai mật khẩu nhiều lần", "Braked after many wrong passwords"),
    PERSON_ADDED: BothTexts("Thêm người dùng", "Person added"),
    PERSON_CHANGED: BothTexts("Sửa người dùng", "Person changed"),
    PERSON_ON: BothTexts("Bật tài khoản", "Account switched on"),
    PERSON_OFF: BothTexts("Tắt tài khoản", "Account switched off"),
    PASSWORD_SET: BothTexts("Đặt mật khẩu mới", "New password set"),
    CATALOGUE_ADDED: BothTexts("Tải danh mục lên", "Catalogue uploaded"),
    CATALOGUE_TRIED: BothTexts("Đưa danh mục đến nơi thử", "Catalogue offered for trial"),
    CATALOGUE_ROLLED_OUT: BothTexts("Đưa danh mục đến mọi trung tâm", "Catalogue rolled out to all"),
    CATALOGUE_TAKEN_BACK: BothTexts("Thu hồi danh mục", "Catalogue taken back"),
    "centre_added": BothTexts("Thêm trung tâm", "Centre added"),
    "centre_retired": BothTexts("Ngừng theo dõi trung tâm", "Centre retired"),
    "join": BothTexts("Trung tâm kết nối", "Centre joined"),
    "code_given": BothTexts("Cấp mã kết nối", "Joining code given"),
    "token_rotated": BothTexts("Đổi khóa kết nối", "Access renewed"),
    "tokens_revoked": BothTexts("Thu hồi quyền kết nối", "Access revoked"),
    "instance_let_in": BothTexts("Chọn máy được gửi số liệu", "Decided which machine may send"),
    "fork": BothTexts("Lịch sử của trung tâm tách nhánh", "A centre's history parted"),
    FORK_SEEN: BothTexts("Đã xem cảnh báo hai lịch sử", "Saw that a history forked"),
    REPLAYED: BothTexts("Dựng lại số liệu từ nhật ký", "Rebuilt from the log"),
    PROMOTED: BothTexts("Chuyển sang máy dự phòng", "Promoted the second machine"),
}
"""Each act by its name in the table, and how people call it; one of a newer version is told by its name."""
