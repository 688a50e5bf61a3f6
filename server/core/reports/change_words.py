"""What each change of the centre is called in its history, in plain words, and each fact that it changes."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts

KINDS: Final[Mapping[str, BothTexts]] = {
    "settings": BothTexts("Cài đặt", "Settings"),
    "people": BothTexts("Người dùng", "People"),
    "devices": BothTexts("Thiết bị", "Machines"),
    "procedures": BothTexts("Thủ tục, nơi giải quyết", "Procedures and what is done elsewhere"),
    "notices": BothTexts("Thông báo", "Notices"),
    "programs": BothTexts("Chương trình, webhook", "Programs and webhooks"),
    "other": BothTexts("Việc khác", "Other"),
}
"""What kinds of changes there are, in the order in which people choose among them."""

BEGAN: Final = BothTexts("Cài đặt ban đầu", "What was set at the beginning")
SET: Final = BothTexts("Đổi cài đặt", "Settings changed")
PERSON_ADDED: Final = BothTexts("Thêm người dùng {name}", "{name} was added to the people")
PERSON_CHANGED: Final = BothTexts("Sửa người dùng {name}", "{name} was changed")
PERSON_OFF: Final = BothTexts(
    "Tắt người dùng {name}: không đăng nhập được nữa", "{name} was switched off and cannot sign in"
)
PERSON_ON: Final = BothTexts("Bật lại người dùng {name}", "{name} was switched on again")
PERSON_REMOVED: Final = BothTexts("Xóa người dùng {name}", "{name} was removed from the people")
PASSWORD_SET: Final = BothTexts("Đặt mật khẩu mới cho {name}", "A new password was set for {name}")
PIN_SET: Final = BothTexts("Đặt mã PIN cho {name}", "A PIN was set for {name}")
PIN_REMOVED: Final = BothTexts("Bỏ mã PIN của {name}", "The PIN of {name} was removed")
RELEASED: Final = BothTexts(
    "Cho nhập lại mã PIN ở {name} trước giờ", "PINs may be tried again at {name} before the wait was over"
)
DEVICE_ENROLLED: Final = BothTexts("Thêm thiết bị {name}", "The machine {name} was enrolled")
DEVICE_CHANGED: Final = BothTexts("Sửa thiết bị {name}", "The machine {name} was changed")
DEVICE_REVOKED: Final = BothTexts("Thu hồi thiết bị {name}", "The machine {name} was revoked")
SCREEN_PLACED: Final = BothTexts("Đặt chỗ màn hình {name}", "The screen {name} was given its place")
PROCEDURE_ADDED: Final = BothTexts("Thêm thủ tục {name}", "The procedure {name} was added")
PROCEDURE_CHANGED: Final = BothTexts("Sửa thủ tục {name}", "The procedure {name} was changed")
PROCEDURE_GONE: Final = BothTexts("Ngừng dùng thủ tục {name}", "The procedure {name} was taken out of use")
ELSEWHERE_ADDED: Final = BothTexts(
    "Thêm việc không làm tại đây: {name}", "Added to what is not done here: {name}"
)
ELSEWHERE_CHANGED: Final = BothTexts(
    "Sửa việc không làm tại đây: {name}", "Changed among what is not done here: {name}"
)
ELSEWHERE_GONE: Final = BothTexts(
    "Bỏ việc không làm tại đây: {name}", "Removed from what is not done here: {name}"
)
NOTICE_PLACED: Final = BothTexts("Đặt thông báo “{name}”", "The notice “{name}” was placed")
NOTICE_CHANGED: Final = BothTexts("Sửa thông báo “{name}”", "The notice “{name}” was changed")
NOTICE_REMOVED: Final = BothTexts("Bỏ thông báo “{name}”", "The notice “{name}” was removed")
OUTAGE: Final = BothTexts("Báo tạm ngừng: {name}", "An outage was declared: {name}")
OUTAGE_ENDED: Final = BothTexts("Hết tạm ngừng: {name}", "The outage ended: {name}")
EMERGENCY: Final = BothTexts("Đặt thông báo khẩn: {name}", "An emergency message was raised: {name}")
EMERGENCY_LIFTED: Final = BothTexts("Gỡ thông báo khẩn: {name}", "The emergency message was lifted: {name}")
TOKEN_MADE: Final = BothTexts("Cấp mã cho chương trình {name}", "The program {name} was given a token")
TOKEN_ENDED: Final = BothTexts("Thu hồi mã của chương trình {name}", "The token of {name} was taken back")
WEBHOOK_PLACED: Final = BothTexts("Đặt webhook {name}", "The webhook {name} was placed")
WEBHOOK_CHANGED: Final = BothTexts("Sửa webhook {name}", "The webhook {name} was changed")
WEBHOOK_REMOVED: Final = BothTexts("Bỏ webhook {name}", "The webhook {name} was removed")
DOSSIERS_IN: Final = BothTexts("Nhập danh sách hồ sơ {name}", "The list of dossiers {name} was taken in")
DOSSIERS_OUT: Final = BothTexts("Xóa danh sách hồ sơ {name}", "The list of dossiers {name} was deleted")
CLOCK_SET: Final = BothTexts("Đặt lại đồng hồ máy chủ", "The server's clock was set")
CITY_JOINED: Final = BothTexts("Vào hệ thống của thành phố {name}", "The centre joined the city at {name}")
CITY_LEFT: Final = BothTexts("Rời hệ thống của thành phố {name}", "The centre left the city at {name}")

NOTHING: Final = BothTexts("không có", "none")
YES: Final = BothTexts("có", "yes")
NO: Final = BothTexts("không", "no")
EVERY_HALL: Final = BothTexts("mọi sảnh", "all halls")
EVERY_EVENT: Final = BothTexts("mọi sự kiện", "all events")

NOTICE_KINDS: Final[Mapping[str, BothTexts]] = {
    "text": BothTexts("Chữ", "Text"),
    "picture": BothTexts("Ảnh", "Picture"),
    "video": BothTexts("Video không tiếng", "Video without sound"),
    "ticker": BothTexts("Dòng chữ chạy", "Line at the foot"),
}
LAYOUTS: Final[Mapping[str, BothTexts]] = {
    "main": BothTexts("Bảng chính", "Main board"),
    "counter": BothTexts("Bảng trên một quầy", "Panel of one counter"),
    "totem": BothTexts("Bảng đứng", "Upright board"),
    "entrance": BothTexts("Bảng lối vào", "Board at the entrance"),
    "plain": BothTexts("Bảng đơn giản, cho tivi cũ", "Plain board, for old televisions"),
}

VIETNAMESE_TEXT: Final = BothTexts("Nội dung", "Text in Vietnamese")
ENGLISH_TEXT: Final = BothTexts("Nội dung tiếng Anh", "Text in English")
LABELS: Final[Mapping[str, BothTexts]] = {
    "active": BothTexts("Đang dùng", "In use"),
    "at_counter": BothTexts("Ở quầy", "At the counter"),
    "audience": BothTexts("Đối tượng", "For whom"),
    "en": ENGLISH_TEXT,
    "english_name": BothTexts("Tên tiếng Anh", "English name"),
    "expires_at": BothTexts("Hết hạn", "Expires"),
    "field": BothTexts("Lĩnh vực", "Field"),
    "file": BothTexts("Tệp", "File"),
    "first": BothTexts("Từ ngày", "From"),
    "first_day": BothTexts("Hiện từ ngày", "Shown from"),
    "hall": BothTexts("Sảnh", "Hall"),
    "halls": BothTexts("Hiện ở sảnh", "Shown in"),
    "inside": BothTexts("Máy trong mạng nội bộ", "Host inside the house"),
    "kind": BothTexts("Loại", "Kind"),
    "last": BothTexts("Đến ngày", "Until"),
    "last_day": BothTexts("Hiện đến ngày", "Shown until"),
    "layout": BothTexts("Kiểu bảng", "Kind of board"),
    "level": BothTexts("Cấp giải quyết", "Level"),
    "name": BothTexts("Tên", "Name"),
    "national_field": BothTexts("Lĩnh vực quốc gia", "National field"),
    "now": BothTexts("Giờ máy chủ", "Server's time"),
    "panel": BothTexts("Bảng của quầy", "Panel of the counter"),
    "papers": BothTexts("Giấy tờ cần có", "What to bring"),
    "papers_en": BothTexts("Giấy tờ cần có (tiếng Anh)", "What to bring, in English"),
    "place": BothTexts("Thứ tự", "Place"),
    "role": BothTexts("Vai trò", "Role"),
    "rows": BothTexts("Số hồ sơ", "Dossiers"),
    "said": BothTexts("Tên thường gọi", "What people call it"),
    "seconds": BothTexts("Số giây mỗi lần hiện", "Seconds each time"),
    "short_name": BothTexts("Tên ngắn", "Short name"),
    "shown": BothTexts("Bật", "On"),
    "sound": BothTexts("Đọc số thành tiếng", "Speaks"),
    "start": BothTexts("Hiện từ giờ", "From the hour"),
    "title": BothTexts("Chức danh", "Title"),
    "types": BothTexts("Sự kiện", "Events"),
    "until": BothTexts("Hiện đến giờ", "Until the hour"),
    "url": BothTexts("Địa chỉ", "Address"),
    "usual_counter": BothTexts("Quầy thường ngồi", "Usual counter"),
    "vi": VIETNAMESE_TEXT,
    "weekdays": BothTexts("Các ngày trong tuần", "Weekdays"),
    "where_en": BothTexts("Nơi giải quyết (tiếng Anh)", "Where it is done, in English"),
    "where_vi": BothTexts("Nơi giải quyết", "Where it is done"),
}
"""What each fact is called."""
