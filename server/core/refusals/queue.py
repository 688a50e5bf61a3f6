"""Calling, serving, transferring and taking back."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_LOOK_AGAIN: Final = BothTexts(
    "Xem lại trạng thái hiện tại rồi thử lại.", "Look at the current state and try again."
)

QUEUE: Final[Mapping[str, Kind]] = {
    "wrong_state": Kind(
        409,
        BothTexts("Không thực hiện được lúc này", "Not possible in this state"),
        BothTexts("Phiếu {number} đang ở trạng thái “{state}”.", "Ticket {number} is “{state}”."),
        _LOOK_AGAIN,
    ),
    "keep_place_off": Kind(
        409,
        BothTexts("Trung tâm không giữ chỗ qua điện thoại", "Places are not kept from the phone"),
        BothTexts("Chức năng giữ chỗ đang tắt.", "Keeping a place is switched off."),
        BothTexts("Xin ông/bà ở trong sảnh và chờ gọi số.", "Please stay in the hall and wait for the call."),
    ),
    "keep_place_over": Kind(
        409,
        BothTexts("Không giữ chỗ thêm được", "The place cannot be kept again"),
        BothTexts(
            "Số {number} đã được giữ chỗ một lần, hoặc đang dành cho một quầy.",
            "Number {number} was kept once already, or is kept for a counter.",
        ),
        BothTexts("Xin ông/bà ở trong sảnh và chờ gọi số.", "Please stay in the hall and wait for the call."),
    ),
    "keep_place_late": Kind(
        409,
        BothTexts("Trung tâm sắp đóng cửa", "The centre closes soon"),
        BothTexts(
            "Trung tâm đóng cửa lúc {closes}, không giữ chỗ được đến sau giờ đó.",
            "The centre closes at {closes}; a place cannot be kept beyond that.",
        ),
        BothTexts("Xin ông/bà ở trong sảnh và chờ gọi số.", "Please stay in the hall and wait for the call."),
    ),
    "cancel_too_late": Kind(
        409,
        BothTexts("Không hủy được tại máy này nữa", "Too late to cancel here"),
        BothTexts(
            "Máy chỉ hủy được số vừa lấy tại máy, trong {minutes} phút và trước khi được gọi.",
            "A machine cancels only a number that it gave in the last {minutes} minutes and that was not called.",
        ),
        BothTexts(
            "Hủy trên điện thoại bằng mã QR của phiếu, hoặc báo công chức tại quầy.",
            "Cancel on a phone with the slip's QR code, or tell an officer.",
        ),
    ),
    "queue_empty": Kind(
        404,
        BothTexts("Không có ai chờ", "Nobody is waiting"),
        BothTexts(
            "Chưa có ai chờ ở các lĩnh vực của quầy này.", "Nobody is waiting for the fields of this counter."
        ),
        BothTexts(
            "Màn hình sẽ tự cập nhật khi có người lấy số.",
            "The page updates itself when somebody takes a number.",
        ),
    ),
    "ticket_in_hand": Kind(
        409,
        BothTexts("Đang phục vụ một số", "A ticket is in hand"),
        BothTexts("Quầy {counter} đang giữ số {number}.", "Counter {counter} still has {number}."),
        BothTexts(
            "Kết thúc hoặc báo vắng số {number} trước.", "Finish {number}, or mark it as a no-show, first."
        ),
    ),
    "no_ticket_in_hand": Kind(
        409,
        BothTexts("Quầy chưa gọi số nào", "No ticket in hand"),
        BothTexts("Quầy {counter} không giữ số nào.", "Counter {counter} has no ticket in hand."),
        BothTexts("Gọi số tiếp theo trước.", "Call the next number first."),
    ),
    "ticket_taken": Kind(
        409,
        BothTexts("Số này vừa có người nhận", "Somebody else has this ticket"),
        BothTexts(
            "{officer} ở quầy {counter} đang giữ số {number}.", "{officer} at counter {counter} has {number}."
        ),
        BothTexts("Gọi số khác.", "Call another number."),
    ),
    "recall_too_soon": Kind(
        409,
        BothTexts("Vừa nhắc lại xong", "Just recalled"),
        BothTexts("Số {number} vừa được nhắc lại.", "{number} was recalled a moment ago."),
        BothTexts("Đợi {seconds} giây rồi nhắc lại.", "Wait {seconds} seconds and recall again."),
    ),
    "no_show_too_soon": Kind(
        409,
        BothTexts("Chưa báo vắng được", "Too soon for a no-show"),
        BothTexts(
            "Số {number} phải được nhắc lại ít nhất {recalls} lần trước khi báo vắng.",
            "{number} must be recalled at least {recalls} times before it is marked as a no-show.",
        ),
        BothTexts("Nhắc lại số {number} lần nữa.", "Recall {number} once more."),
    ),
    "call_back_over": Kind(
        409,
        BothTexts("Đã quá thời gian gọi lại số vắng", "Too late to call back"),
        BothTexts(
            "Số {number} đã báo vắng quá {minutes} phút.",
            "{number} was marked as a no-show more than {minutes} minutes ago.",
        ),
        BothTexts("Mời công dân lấy số mới.", "Ask the person to take a new number."),
    ),
    "transfer_nowhere": Kind(
        400,
        BothTexts("Chưa chọn nơi chuyển đến", "Nowhere to transfer to"),
        BothTexts(
            "Cần chọn một lĩnh vực khác hoặc một quầy khác.",
            "Choose another field, or another counter, and only one of them.",
        ),
        BothTexts("Chọn nơi chuyển đến rồi thử lại.", "Choose where it should go and try again."),
    ),
    "undo_nothing": Kind(
        409,
        BothTexts("Không có gì để hoàn tác", "Nothing to undo"),
        BothTexts(
            "Quầy {counter} chưa làm gì để hoàn tác.", "There is nothing to undo at counter {counter}."
        ),
        _LOOK_AGAIN,
    ),
    "undo_too_late": Kind(
        409,
        BothTexts("Quá muộn để hoàn tác", "Too late to undo"),
        BothTexts(
            "Chỉ hoàn tác được trong {seconds} giây.", "An action can be undone for {seconds} seconds."
        ),
        BothTexts("Dùng các nút khác để sửa.", "Put it right with the other buttons."),
    ),
    "undo_built_upon": Kind(
        409,
        BothTexts("Không hoàn tác được nữa", "Cannot be undone any more"),
        BothTexts("Đã có thay đổi sau đó: {what}.", "Something has happened since: {what}."),
        _LOOK_AGAIN,
    ),
}
