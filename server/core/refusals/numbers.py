"""Taking a number: opening hours, limits, phones, offline numbers and the slip."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

NUMBERS: Final[Mapping[str, Kind]] = {
    "unknown_ticket": Kind(
        404,
        BothTexts("Không có phiếu này", "Unknown ticket"),
        BothTexts("Không tìm thấy phiếu.", "No such ticket."),
        BothTexts("Kiểm tra lại số trên phiếu.", "Check the number on the slip."),
    ),
    "unknown_series": Kind(
        404,
        BothTexts("Không phải số dự phòng của máy này", "Not an offline number of this kiosk"),
        BothTexts(
            "Số {number} không thuộc máy lấy số này.", "{number} is not an offline number of this kiosk."
        ),
        BothTexts("Kiểm tra lại mã máy.", "Check which token the kiosk holds."),
    ),
    "emergency_on": Kind(
        409,
        BothTexts("Đang có thông báo khẩn", "An emergency message is on"),
        BothTexts(
            "Trung tâm đang có thông báo khẩn và tạm dừng cấp số.",
            "There is an emergency at the centre; no numbers are given.",
        ),
        BothTexts(
            "Mời ông/bà làm theo thông báo trên màn hình và hướng dẫn của cán bộ.",
            "Please do as the screens and the staff say.",
        ),
    ),
    "centre_closed": Kind(
        409,
        BothTexts("Ngoài giờ làm việc", "The centre is closed"),
        BothTexts(
            "Trung tâm hiện không cấp số{because}. {opens}",
            "The centre gives no numbers right now{because}. {opens}",
        ),
        BothTexts("Giờ làm việc: {sessions}.", "Opening hours: {sessions}."),
    ),
    "field_closed": Kind(
        409,
        BothTexts("Lĩnh vực này có giờ cấp số riêng", "This field has hours of its own"),
        BothTexts(
            "{field} chỉ cấp số vào: {hours}. {opens}",
            "{field}: numbers are given only at these times: {hours}. {opens}",
        ),
        BothTexts(
            "Mời ông/bà quay lại vào giờ đó, hoặc hỏi người hướng dẫn nếu việc gấp.",
            "Please come back then, or ask a helper if it is urgent.",
        ),
    ),
    "no_time_left": Kind(
        409,
        BothTexts("Hôm nay không kịp giải quyết", "Too late for today"),
        BothTexts(
            "Người đang chờ đã đủ đến giờ đóng cửa ({closes}): số lấy bây giờ không kịp được phục vụ hôm nay.",
            "Those who wait now fill the time until closing ({closes}): a number taken now could not be"
            " served today.",
        ),
        BothTexts(
            "Mời ông/bà đến vào sáng ngày làm việc tiếp theo, hoặc hỏi người hướng dẫn nếu việc gấp.",
            "Please come on the morning of the next working day, or ask a helper if it is urgent.",
        ),
    ),
    "ask_a_helper": Kind(
        429,
        BothTexts("Máy này vừa cấp nhiều số", "This kiosk has just given many numbers"),
        BothTexts(
            "Mỗi máy lấy số cấp nhiều nhất {limit} số trong một phút.",
            "A kiosk gives at most {limit} numbers a minute.",
        ),
        BothTexts(
            "Mời ông/bà gặp người hướng dẫn, hoặc đợi một phút rồi lấy số.",
            "Please ask a helper, or wait a minute and try again.",
        ),
    ),
    "card_limit": Kind(
        409,
        BothTexts("Thẻ này đã lấy đủ số hôm nay", "No more numbers for this card today"),
        BothTexts("Mỗi thẻ lấy được {limit} số một ngày.", "A card gets {limit} numbers a day."),
        BothTexts("Nhờ người hướng dẫn nếu cần thêm số.", "Please ask a helper for another number."),
    ),
    "by_helper_only": Kind(
        409,
        BothTexts("Số của lĩnh vực này do người hướng dẫn cấp", "A helper gives the numbers of this field"),
        BothTexts(
            "Máy lấy số và điện thoại không cấp số của lĩnh vực này.",
            "Kiosks and phones give no numbers of this field.",
        ),
        BothTexts(
            "Mời ông/bà gặp người hướng dẫn để lấy số.", "Please ask a helper; they take the number for you."
        ),
    ),
    "card_needed": Kind(
        409,
        BothTexts("Cần quét thẻ căn cước để lấy số", "A citizen card is needed"),
        BothTexts(
            "Lĩnh vực này chỉ cấp số sau khi quét thẻ căn cước ở máy lấy số.",
            "This field gives numbers once a citizen card was scanned at a kiosk.",
        ),
        BothTexts(
            "Xin quét thẻ, hoặc gặp người hướng dẫn để lấy số.", "Please scan your card, or ask a helper."
        ),
    ),
    "daily_limit": Kind(
        409,
        BothTexts("Lĩnh vực này đã hết số hôm nay", "No more numbers today"),
        BothTexts(
            "Hôm nay lĩnh vực này chỉ nhận {limit} số và đã cấp hết.",
            "This field gives {limit} numbers a day, and all of today's are taken.",
        ),
        BothTexts(
            "Mời ông/bà đến vào ngày làm việc tiếp theo, hoặc hỏi người hướng dẫn nếu việc gấp.",
            "Please come on the next working day, or ask a helper if it is urgent.",
        ),
    ),
    "phones_off": Kind(
        403,
        BothTexts("Chưa lấy số bằng điện thoại được", "No numbers on phones here"),
        BothTexts("Trung tâm này không cấp số trên điện thoại.", "This centre gives no numbers on phones."),
        BothTexts("Xin lấy số ở máy lấy số trong sảnh.", "Please take a number at the kiosk in the hall."),
    ),
    "presence_wrong": Kind(
        403,
        BothTexts("Mã tại sảnh chưa đúng", "The presence code is wrong"),
        BothTexts(
            "Mã vừa nhập không có trên màn hình sảnh; chưa cấp số nào.",
            "The code is not the one on the hall screen; no number was given.",
        ),
        BothTexts(
            "Nhìn màn hình trong sảnh, nhập đúng 4 chữ số rồi thử lại.",
            "Look at the screen in the hall, enter its 4 digits and try again.",
        ),
    ),
    "presence_old": Kind(
        403,
        BothTexts("Mã tại sảnh đã đổi", "The presence code has changed"),
        BothTexts(
            "Mã vừa nhập đã hết hạn; chưa cấp số nào.",
            "The code you entered has run out; no number was given.",
        ),
        BothTexts(
            "Nhập mã đang hiện trên màn hình sảnh rồi thử lại.",
            "Enter the code that the hall screen shows now, and try again.",
        ),
    ),
    "phone_limit": Kind(
        429,
        BothTexts("Điện thoại này đã lấy đủ số hôm nay", "This phone has its numbers for today"),
        BothTexts("Mỗi điện thoại lấy được {limit} số một ngày.", "One phone gets {limit} numbers a day."),
        BothTexts(
            "Nếu cần thêm số, xin lấy ở máy lấy số hoặc nhờ người hướng dẫn.",
            "If you need another, please take it at the kiosk or ask a helper.",
        ),
    ),
    "number_taken": Kind(
        409,
        BothTexts("Số này đã được cấp", "This number was given already"),
        BothTexts(
            "Số {number} đã thuộc về phiếu khác trong ngày.",
            "{number} belongs to another ticket of that day.",
        ),
        BothTexts("Mời công dân lấy số mới.", "Ask the person to take a new number."),
    ),
    "given_too_long_ago": Kind(
        409,
        BothTexts("Số cấp đã quá lâu", "Given too long ago"),
        BothTexts(
            "Số {number} được cấp cách đây hơn {days} ngày.", "{number} was given more than {days} days ago."
        ),
        BothTexts("Kiểm tra đồng hồ của máy lấy số.", "Check the kiosk's clock."),
    ),
    "slip_over": Kind(
        409,
        BothTexts("Số này không còn dùng", "This number is over"),
        BothTexts("Số {number} không còn hiệu lực.", "{number} is no longer in use."),
        BothTexts("Mời công dân lấy số mới.", "Ask the person to take a new number."),
    ),
    "slip_printing": Kind(
        409,
        BothTexts("Phiếu đang in", "The slip is being printed"),
        BothTexts("Phiếu của số {number} đang được in.", "The slip of {number} is being printed."),
        BothTexts("Chờ máy in báo kết quả.", "Wait for the printer's word."),
    ),
    "no_printer": Kind(
        409,
        BothTexts("Chưa có máy in", "No printer"),
        BothTexts("Trung tâm chưa cài đặt máy in.", "This centre has no printer set up."),
        BothTexts("Ghi số ra giấy cho công dân.", "Write the number down for the person."),
    ),
}
