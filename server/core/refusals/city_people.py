"""The people of the city: who there is, and who may."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

CITY_PEOPLE: Final[Mapping[str, Kind]] = {
    "city_person_there": Kind(
        409,
        BothTexts("Tên đăng nhập đã có", "User name taken"),
        BothTexts("Đã có người dùng tên đăng nhập “{username}”.", "Somebody has the user name “{username}”."),
        BothTexts(
            "Chọn tên đăng nhập khác. Tài khoản đã tắt cũng giữ tên.",
            "Choose another one. An account that is switched off keeps its name, too.",
        ),
    ),
    "unknown_city_person": Kind(
        404,
        BothTexts("Không có người này", "No such person"),
        BothTexts("Không có tên đăng nhập “{username}”.", "There is no user name “{username}”."),
        BothTexts("Mở lại danh sách người dùng rồi chọn lại.", "Open the list of people again and choose."),
    ),
    "city_person_moved": Kind(
        409,
        BothTexts("Người khác vừa sửa", "Somebody else changed this"),
        BothTexts(
            "Thông tin của “{username}” vừa được sửa; chưa lưu gì.",
            "“{username}” was changed meanwhile; nothing was saved.",
        ),
        BothTexts("Xem lại thông tin mới rồi sửa lại.", "Look at what it is now, then change it again."),
    ),
    "last_city_administrator": Kind(
        409,
        BothTexts("Phải còn người quản trị", "Somebody must administer"),
        BothTexts(
            "Đây là người quản trị cuối cùng đang đăng nhập được.",
            "This is the last administrator who may sign in.",
        ),
        BothTexts(
            "Cho người khác vai trò quản trị trước, rồi làm lại.",
            "Make somebody else an administrator first, then do this again.",
        ),
    ),
    "city_sign_in_braked": Kind(
        429,
        BothTexts("Tạm dừng đăng nhập", "Signing in is braked"),
        BothTexts(
            "Đã nhập sai mật khẩu quá nhiều lần cho tên này hoặc từ máy này.",
            "A wrong password was entered too many times for this name or from this machine.",
        ),
        BothTexts(
            "Đợi {minutes} phút, hoặc nhờ người quản trị thành phố đặt mật khẩu mới.",
            "Wait {minutes} minutes, or ask an administrator of the city for a new password.",
        ),
    ),
    "storage_of_city_gone": Kind(
        503,
        BothTexts("Tạm thời chưa trả lời được", "No answer for the moment"),
        BothTexts(
            "Cơ sở dữ liệu của thành phố không trả lời; chưa có gì thay đổi. Các trung tâm vẫn cấp số như thường.",
            "The city's database does not answer; nothing was changed. The centres go on as usual.",
        ),
        BothTexts("Tải lại trang sau ít giây.", "Load the page again in a few seconds."),
    ),
}
