"""How each change of the centre goes back: what that takes away, or why there is no way and what to do instead."""

from collections.abc import Mapping
from typing import Final

from server.core import events
from server.core.events import Event
from server.core.reports.changes import Change, first_place
from server.core.roles import WITH_PIN
from server.core.texts import BothTexts, FilledTexts

NEEDED: Final[Mapping[str, str]] = {
    "settings": "settings.manage",
    "people": "people.manage",
    "devices": "machines.manage",
    "procedures": "procedures.manage",
    "notices": "notices.manage",
    "programs": "programs.manage",
    "other": "settings.manage",
}
"""By kind of change the permission that taking one back needs, as making one does."""

_OUTAGE: Final = BothTexts(
    "Báo bảo trì là việc của lúc đó: báo hoặc kết thúc ở trang Thông báo ở sảnh, mục Lĩnh vực đang bảo trì.",
    "An outage is an act of its moment: declare or end it on the page “Notices in the hall”, “Fields under maintenance”.",
)
_EMERGENCY: Final = BothTexts(
    "Thông báo khẩn là việc của lúc đó: đặt hoặc gỡ ở trang Thông báo ở sảnh, mục Thông báo khẩn.",
    "An emergency message is an act of its moment: raise or lift it on the page “Notices in the hall”, “Emergency message”.",
)
NO_WAY: Final[Mapping[type[Event], BothTexts]] = {
    events.SettingsBegun: BothTexts(
        "Trước đó chưa có cài đặt nào: sửa từng phần ở trang Cài đặt.",
        "Nothing was set before it: change each part on the page “Settings”.",
    ),
    events.PersonRemoved: BothTexts(
        "Mật khẩu của người đã xóa không được lưu lại: thêm lại người này với mật khẩu mới ở trang Người dùng.",
        "The password of whoever is removed is not kept: add them again with a new one on the page “People”.",
    ),
    events.PasswordSet: BothTexts(
        "Mật khẩu cũ không được lưu lại: đặt mật khẩu mới ở trang Người dùng.",
        "The old password is not kept: set a new one on the page “People”.",
    ),
    events.PinSet: BothTexts(
        "Mã PIN cũ không được lưu lại: đặt mã khác hoặc bỏ mã ở trang Người dùng.",
        "The old PIN is not kept: set another one, or remove it, on the page “People”.",
    ),
    events.PinRemoved: BothTexts(
        "Mã PIN đã bỏ không được lưu lại: đặt mã mới ở trang Người dùng.",
        "A PIN that was removed is not kept: set a new one on the page “People”.",
    ),
    events.SignInReleased: BothTexts(
        "Không có gì để trả lại: máy tự khóa khi nhập sai mã PIN nhiều lần.",
        "There is nothing to put back: the machine locks itself after too many wrong PINs.",
    ),
    events.DeviceRevoked: BothTexts(
        "Khóa của máy đã thu hồi không dùng lại được: ghép lại máy ở trang Thiết bị.",
        "The key of a revoked machine is void: pair the machine anew on the page “Devices”.",
    ),
    events.OutageDeclared: _OUTAGE,
    events.OutageEnded: _OUTAGE,
    events.EmergencyRaised: _EMERGENCY,
    events.EmergencyLifted: _EMERGENCY,
    events.TokenRevoked: BothTexts(
        "Mã đã thu hồi không dùng lại được: cấp mã mới ở trang Chương trình.",
        "A token that was taken back is void: give the program a new one on the page “Programs”.",
    ),
    events.WebhookRemoved: BothTexts(
        "Khóa ký của webhook đã bỏ không được lưu lại: thêm webhook mới ở trang Webhook.",
        "The secret of a removed webhook is not kept: add a new webhook on the page “Webhooks”.",
    ),
    events.DossiersImported: BothTexts(
        "Danh sách trước không được lưu lại: xóa danh sách này hoặc nhập danh sách khác ở trang Hồ sơ.",
        "The list before it is not kept: delete this one, or take in another, on the page “Dossiers”.",
    ),
    events.DossiersDeleted: BothTexts(
        "Hồ sơ đã xóa không được lưu lại: nhập lại tệp ở trang Hồ sơ.",
        "Deleted dossiers are not kept: take the file in again on the page “Dossiers”.",
    ),
    events.ClockSet: BothTexts(
        "Thời gian không quay lại: nếu giờ vẫn sai, đặt lại ở trang Kiểm tra máy.",
        "Time does not go back: if the clock is still wrong, set it on the page “Check the machine”.",
    ),
    events.CityJoined: BothTexts(
        "Vào hay rời hệ thống của thành phố là việc của người giữ máy chủ: xem cách làm ở trang Thành phố.",
        "Joining and leaving a city is done by whoever looks after the server: see how on the page “City”.",
    ),
    events.CityLeft: BothTexts(
        "Mã nối với thành phố đã hết hiệu lực: xin mã mới rồi vào lại, xem cách làm ở trang Thành phố.",
        "The tie to the city is void: ask for a new code and join again, see how on the page “City”.",
    ),
}
"""The changes that nothing takes back, with what to do instead and where."""

_FIRST_PLACE: Final = BothTexts(
    "Đây là chỗ đầu tiên của màn hình: chuyển màn hình ở trang Thiết bị, hoặc hoàn tác việc thêm thiết bị.",
    "This is the screen's first place: move it on the page “Devices”, or take back that it was enrolled.",
)
_NOTHING: Final = BothTexts(
    "Lần lưu này không làm khác điều gì: không có gì để hoàn tác.",
    "This made nothing different: there is nothing to take back.",
)
FILE_GONE: Final = BothTexts(
    "Ảnh hoặc video cũ đã bị xóa khỏi máy chủ: tải tệp lên lại ở trang Thông báo ở sảnh.",
    "The old picture or video is gone from the server: send it again on the page “Notices in the hall”.",
)
NOT_THEIRS: Final = BothTexts(
    "Tài khoản của ông/bà không có quyền sửa mục này: nhờ người quản trị hoàn tác.",
    "Your account may not change this: ask an administrator to take it back.",
)

_BEGUN: Final[Mapping[type[Event], BothTexts]] = {
    events.PersonAdded: BothTexts(
        "Sẽ xóa người dùng {name}: người này không đăng nhập được nữa.",
        "{name} will be removed from the people and cannot sign in any more.",
    ),
    events.DeviceEnrolled: BothTexts(
        "Sẽ thu hồi thiết bị {name}: máy ngừng ngay, muốn dùng lại phải ghép lại.",
        "The machine {name} will be revoked: it stops at once, and has to be paired anew to be used again.",
    ),
    events.NoticePlaced: BothTexts(
        "Sẽ bỏ thông báo “{name}” khỏi mọi màn hình.",
        "The notice “{name}” will be removed from every screen.",
    ),
    events.TokenIssued: BothTexts(
        "Sẽ thu hồi mã của chương trình {name}: chương trình không vào được nữa, mã không lấy lại được.",
        "The token of {name} will be taken back for good: the program is let in no more.",
    ),
    events.WebhookPlaced: BothTexts(
        "Sẽ bỏ webhook {name}: khóa ký của nó không lấy lại được.",
        "The webhook {name} will be removed; its secret cannot be had again.",
    ),
}
_NOTICE_AGAIN: Final = BothTexts(
    "Thông báo “{name}” sẽ được đặt lại như trước khi bỏ.",
    "The notice “{name}” will be placed again as it was.",
)

_NO_PIN_AGAIN: Final = BothTexts(
    "Mã PIN cũ không được lưu lại: hoàn tác xong, đặt mã mới cho {name} ở trang Người dùng.",
    "The old PIN is not kept: afterwards, set a new one for {name} on the page “People”.",
)
_PIN_GOES: Final = BothTexts(
    "Mã PIN của {name}, nếu có, sẽ bị bỏ: vai trò trước đó đăng nhập bằng mật khẩu.",
    "The PIN of {name}, if there is one, will be removed: the role before it signs in with a password.",
)


def stays(change: Change) -> BothTexts | None:
    """Why nothing takes this change back, whoever wants to; `None`: something does."""
    if first_place(change):
        return _FIRST_PLACE
    return NO_WAY.get(type(change.entry.event)) or (None if change.step else _NOTHING)


def going_back(change: Change) -> FilledTexts | None:
    """What taking it back takes away or brings, where its lines do not tell it."""
    event = type(change.entry.event)
    text = _BEGUN.get(event) if change.begins else _pin_text(change)
    if event is events.NoticeRemoved:
        text = _NOTICE_AGAIN
    return None if text is None else text.filled(**change.what.parameters)


def _pin_text(change: Change) -> BothTexts | None:
    """What becomes of the PIN of a person who gets back a role with one, or without."""
    if not isinstance(change.entry.event, events.PersonChanged):
        return None
    had, has = (facts.get("role") in WITH_PIN for facts in (change.before, change.after))
    if had == has:
        return None
    return _NO_PIN_AGAIN if had else _PIN_GOES
