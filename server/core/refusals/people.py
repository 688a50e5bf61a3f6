"""Who may, and who there is: sign-in, PINs, device tokens, people."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

PEOPLE: Final[Mapping[str, Kind]] = {
    "not_signed_in": Kind(
        401,
        BothTexts("Chưa đăng nhập", "Not signed in"),
        BothTexts("Cần đăng nhập hoặc mã thiết bị hợp lệ.", "You need to sign in, or a valid device token."),
        BothTexts(
            "Đăng nhập lại, hoặc đăng ký lại thiết bị này.", "Sign in again, or enrol this device again."
        ),
    ),
    "token_expired": Kind(
        401,
        BothTexts("Mã đã hết hạn", "Token expired"),
        BothTexts("Mã truy cập đã hết hạn hoặc đã bị thu hồi.", "The token has expired or was revoked."),
        BothTexts("Nhờ người quản lý cấp mã mới.", "Ask the manager for a new one."),
    ),
    "unknown_token": Kind(
        404,
        BothTexts("Không có mã này", "No such token"),
        BothTexts("Không có chương trình nào giữ mã này.", "No program holds this token."),
        BothTexts("Tải lại danh sách chương trình.", "Load the list of programs again."),
    ),
    "token_name_taken": Kind(
        409,
        BothTexts("Tên chương trình đã có", "Program name taken"),
        BothTexts(
            "Đã có chương trình tên “{name}” và mã của nó còn hiệu lực.",
            "There is a program “{name}” already, and its token still holds.",
        ),
        BothTexts(
            "Chọn tên khác, hoặc thu hồi mã cũ trước.", "Choose another name, or end the old token first."
        ),
    ),
    "too_many_tokens": Kind(
        409,
        BothTexts("Quá nhiều mã chương trình", "Too many tokens"),
        BothTexts(
            "Đã có {most} mã chương trình còn hiệu lực, là mức nhiều nhất.",
            "{most} programs hold a token already, which is the most.",
        ),
        BothTexts("Thu hồi những mã không còn dùng.", "End those that are not used any more."),
    ),
    "secret_shown_once": Kind(
        409,
        BothTexts("Mã chỉ hiện một lần", "Shown only once"),
        BothTexts(
            "Yêu cầu này đã được thực hiện (số {id}); mã bí mật chỉ có trong câu trả lời đầu, không lưu lại ở đâu.",
            "This very request was carried out already (id {id}); its secret was in the first answer and is kept nowhere.",
        ),
        BothTexts(
            "Nếu chưa nhận được mã: xóa số {id} rồi tạo lại với Idempotency-Key mới.",
            "If it never reached you, delete {id} and make another with a new Idempotency-Key.",
        ),
    ),
    "unknown_webhook": Kind(
        404,
        BothTexts("Không có webhook này", "No such webhook"),
        BothTexts("Không có webhook nào với số này.", "There is no webhook with this id."),
        BothTexts("Tải lại danh sách webhook.", "Load the list of webhooks again."),
    ),
    "webhook_inside": Kind(
        422,
        BothTexts("Địa chỉ trong mạng nội bộ", "An address inside the house"),
        BothTexts(
            "Máy {host} ở trong mạng nội bộ: gửi đến đó có thể động đến máy khác của trung tâm.",
            "{host} is inside the house: what is sent there may reach other machines of the centre.",
        ),
        BothTexts(
            "Nếu đúng là máy đó, ghi lại tên máy ở mục “inside” để cho phép.",
            "If that is the machine you mean, allow it by repeating its name as “inside”.",
        ),
    ),
    "too_many_webhooks": Kind(
        409,
        BothTexts("Quá nhiều webhook", "Too many webhooks"),
        BothTexts(
            "Đã có {most} webhook, là mức nhiều nhất.",
            "There are {most} webhooks already, which is the most.",
        ),
        BothTexts("Bỏ những webhook không còn dùng.", "Remove those that are not used any more."),
    ),
    "kiosk_cloned": Kind(
        403,
        BothTexts("Mã của máy này đang được máy khác dùng", "Another box uses this kiosk's token"),
        BothTexts(
            "Có hai máy lấy số dùng chung một mã (ổ đĩa đã được sao chép): hai máy sẽ cấp trùng số.",
            "Two kiosk boxes use one token (a disk was copied): they would give the same numbers.",
        ),
        BothTexts(
            "Đăng ký máy này thành một máy riêng ở trang Thiết bị của người quản lý.",
            "Enrol this box as a machine of its own on the manager's page, under Devices.",
        ),
    ),
    "sign_in_failed": Kind(
        401,
        BothTexts("Đăng nhập không được", "Sign-in failed"),
        BothTexts("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or password is not right."),
        BothTexts("Kiểm tra phím Caps Lock rồi thử lại.", "Check Caps Lock and try again."),
    ),
    "pin_failed": Kind(
        401,
        BothTexts("Mã PIN không đúng", "Wrong PIN"),
        BothTexts("Mã PIN không đúng với tên đã chọn.", "The PIN does not fit the name chosen."),
        BothTexts(
            "Nhập lại, hoặc chọn lại tên. Quên mã PIN thì đăng nhập bằng mật khẩu.",
            "Enter it again, or choose the name again. If you forgot the PIN, sign in with your password.",
        ),
    ),
    "pin_locked": Kind(
        429,
        BothTexts("Mã PIN tạm khóa", "The PIN is locked for now"),
        BothTexts(
            "Đã nhập sai mã PIN quá nhiều lần cho tên này.",
            "A wrong PIN was entered too many times for this name.",
        ),
        BothTexts(
            "Đăng nhập bằng mật khẩu, hoặc đợi {minutes} phút rồi nhập lại mã PIN.",
            "Sign in with your password, or wait {minutes} minutes and enter the PIN again.",
        ),
    ),
    "pin_machine_locked": Kind(
        429,
        BothTexts("Máy này tạm ngừng nhận mã PIN", "This machine takes no PINs for now"),
        BothTexts(
            "Đã nhập sai mã PIN quá nhiều lần tại máy này.",
            "A wrong PIN was entered too many times at this machine.",
        ),
        BothTexts(
            "Đăng nhập bằng mật khẩu, nhờ người quản lý mở khóa ở mục Thiết bị, hoặc đợi {minutes} phút.",
            "Sign in with your password, ask the manager to release it under Devices, or wait {minutes} minutes.",
        ),
    ),
    "sign_in_locked": Kind(
        429,
        BothTexts("Tên đăng nhập tạm khóa", "The user name is locked for now"),
        BothTexts(
            "Đã nhập sai mật khẩu quá nhiều lần cho tên này.",
            "A wrong password was entered too many times for this name.",
        ),
        BothTexts(
            "Đăng nhập ở máy vẫn dùng hằng ngày hoặc bằng mã PIN tại quầy, nhờ người quản lý đặt mật khẩu mới,"
            " hoặc đợi {minutes} phút.",
            "Sign in at the machine you use every day or by PIN at a counter, ask the manager for a new password,"
            " or wait {minutes} minutes.",
        ),
    ),
    "not_allowed": Kind(
        403,
        BothTexts("Không được phép", "Not allowed"),
        BothTexts(
            "Tài khoản hoặc thiết bị này không được làm việc đó.", "This account or device may not do that."
        ),
        BothTexts("Nhờ người quản lý.", "Ask the manager."),
    ),
    "username_taken": Kind(
        409,
        BothTexts("Tên đăng nhập đã có", "User name taken"),
        BothTexts(
            "Đã có người dùng tên đăng nhập “{username}”.", "Somebody has the user name “{username}” already."
        ),
        BothTexts("Chọn tên đăng nhập khác.", "Choose another user name."),
    ),
    "last_manager": Kind(
        409,
        BothTexts("Người quản trị duy nhất", "The only administrator"),
        BothTexts(
            "{name} là người quản trị duy nhất đang dùng được; phải luôn có ít nhất một người quản trị.",
            "{name} is the only administrator who can sign in; there is always at least one.",
        ),
        BothTexts("Thêm người quản trị khác trước.", "Add another administrator first."),
    ),
    "administrators_only": Kind(
        403,
        BothTexts("Chỉ người quản trị được làm", "For administrators alone"),
        BothTexts(
            "Chỉ người quản trị được thêm, sửa, tắt hoặc xóa một người quản trị.",
            "Only an administrator may add, change, switch off or remove an administrator.",
        ),
        BothTexts("Nhờ người quản trị.", "Ask an administrator."),
    ),
    "person_moved": Kind(
        412,
        BothTexts("Người khác vừa sửa", "Somebody else has just changed this"),
        BothTexts(
            "Thông tin của {name} đã được người khác thay đổi trong lúc trang này đang mở. Chưa có gì bị ghi đè.",
            "Somebody else has changed {name} while this page was open. Nothing has been overwritten.",
        ),
        BothTexts("Xem lại thông tin mới rồi gửi lại.", "Look at what is new, then send it again."),
    ),
    "account_off": Kind(
        403,
        BothTexts("Tài khoản đã tắt", "Account switched off"),
        BothTexts(
            "Tài khoản này đã được tắt nên không đăng nhập được.",
            "This account is switched off and cannot sign in.",
        ),
        BothTexts("Nhờ người quản lý bật lại.", "Ask the manager to switch it on again."),
    ),
    "wrong_password": Kind(
        403,
        BothTexts("Mật khẩu hiện tại không đúng", "The present password is not right"),
        BothTexts(
            "Mật khẩu hiện tại không đúng nên chưa đổi gì.",
            "The present password is not right, so nothing was changed.",
        ),
        BothTexts("Kiểm tra phím Caps Lock rồi nhập lại.", "Check Caps Lock and enter it again."),
    ),
    "person_at_counter": Kind(
        409,
        BothTexts("Đang ở quầy", "At a counter"),
        BothTexts("{name} đang ở {counter}.", "{name} is at {counter}."),
        BothTexts(
            "Đóng quầy hoặc bàn giao cho người khác, rồi thử lại.",
            "Close the counter or hand it over, then try again.",
        ),
    ),
}
