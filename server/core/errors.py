"""The error catalogue: every way the system says no, with its HTTP status and its words for people."""

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("vi", "en")
"""The languages that the system itself has its words in."""


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Vietnamese and in English; `{names}` are filled from the refusal's parameters."""

    vi: str
    en: str

    def said(self, language: str, **parameters: object) -> str:
        """The text in `language` ("vi" or "en"; anything else is answered in Vietnamese).

        A parameter that is `Words` itself is said in the same language.
        """
        filled = {k: v.said(language) if isinstance(v, Words) else v for k, v in parameters.items()}
        return (self.en if language == "en" else self.vi).format(**filled)


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry: what is wrong (`detail`) and what the person can do now (`action`)."""

    status: int
    title: Words
    detail: Words
    action: Words


class Refusal(Exception):
    """A named error. Whoever raises it has changed nothing.

    `code` is a key of `CATALOGUE`; `parameters` fill the texts.
    """

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters

    @property
    def kind(self) -> Kind:
        """The catalogue's entry for this error."""
        return CATALOGUE[self.code]

    def problem(self, language: str) -> dict[str, object]:
        """What programs are told, as RFC 9457 has it, with our `code` and what to do now as `action`."""
        kind = self.kind
        return {
            "type": f"urn:goiso:problem:{self.code}",
            "title": kind.title.said(language),
            "status": kind.status,
            "code": self.code,
            "detail": kind.detail.said(language, **self.parameters),
            "action": kind.action.said(language, **self.parameters),
        }

    def texts(self) -> dict[str, str]:
        """What is wrong and what to do now, in one text for each language."""
        return {
            language: f"{self.kind.detail.said(language, **self.parameters)} "
            f"{self.kind.action.said(language, **self.parameters)}"
            for language in LANGUAGES
        }

    def __str__(self) -> str:
        return f"{self.code}: {self.kind.detail.said('en', **self.parameters)}"


class InUse(Exception):
    """Another server is already running on this data folder."""


def _kind(status: int, title: tuple[str, str], detail: tuple[str, str], action: tuple[str, str]) -> Kind:
    return Kind(status, Words(*title), Words(*detail), Words(*action))


_ASK_A_HELPER: Final = ("Vui lòng nhờ người hướng dẫn giúp.", "Please ask a helper.")
_TELL_THE_TECHNICIAN: Final = (
    "Báo cho người phụ trách kỹ thuật. Các số đã cấp vẫn còn nguyên.",
    "Tell the technician. Numbers already given are safe.",
)
_LOOK_AGAIN: Final = ("Xem lại trạng thái hiện tại rồi thử lại.", "Look at the current state and try again.")

TICKET_STATES: Final[dict[str, Words]] = {
    "waiting": Words("đang chờ", "waiting"),
    "called": Words("đang được gọi", "called"),
    "serving": Words("đang phục vụ", "being served"),
    "finished": Words("đã xong", "finished"),
    "no_show": Words("vắng", "a no-show"),
    "parked": Words("tạm giữ", "parked"),
    "cancelled": Words("đã hủy", "cancelled"),
}

CATALOGUE: Final[dict[str, Kind]] = {
    # What a person asked for does not exist
    "unknown_field": _kind(
        404,
        ("Không có lĩnh vực này", "Unknown field"),
        ("Trung tâm không có lĩnh vực “{field}”.", "This centre has no field “{field}”."),
        ("Chọn một lĩnh vực trong danh sách.", "Choose a field from the list."),
    ),
    "unknown_procedure": _kind(
        404,
        ("Không có thủ tục này", "Unknown procedure"),
        (
            "Không có thủ tục “{procedure}” trong lĩnh vực này.",
            "There is no procedure “{procedure}” in this field.",
        ),
        ("Tìm lại thủ tục hoặc chỉ chọn lĩnh vực.", "Search again, or choose just the field."),
    ),
    "unknown_priority": _kind(
        404,
        ("Không có diện ưu tiên này", "Unknown priority class"),
        ("Trung tâm không có diện ưu tiên “{priority}”.", "This centre has no priority class “{priority}”."),
        ("Chọn một diện trong danh sách.", "Choose a class from the list."),
    ),
    "unknown_ticket": _kind(
        404,
        ("Không có phiếu này", "Unknown ticket"),
        ("Không tìm thấy phiếu.", "No such ticket."),
        ("Kiểm tra lại số trên phiếu.", "Check the number on the slip."),
    ),
    "unknown_series": _kind(
        404,
        ("Không phải số dự phòng của máy này", "Not an offline number of this kiosk"),
        ("Số {number} không thuộc máy lấy số này.", "{number} is not an offline number of this kiosk."),
        ("Kiểm tra lại mã máy.", "Check which token the kiosk holds."),
    ),
    "unknown_counter": _kind(
        404,
        ("Không có quầy này", "Unknown counter"),
        ("Trung tâm không có quầy {counter}.", "This centre has no counter {counter}."),
        ("Kiểm tra lại số quầy.", "Check the counter's number."),
    ),
    "unknown_hall": _kind(
        404,
        ("Không có sảnh này", "Unknown hall"),
        ("Trung tâm không có sảnh “{hall}”.", "This centre has no hall “{hall}”."),
        (
            "Người quản lý chọn lại sảnh cho màn hình này.",
            "The manager chooses another hall for this screen.",
        ),
    ),
    "unknown_pairing": _kind(
        404,
        ("Mã ghép màn hình không đúng", "Unknown pairing code"),
        (
            "Không có màn hình nào đang hiện mã này. Mã sai, đã dùng rồi hoặc đã hết hạn.",
            "No screen shows this code now. It is wrong, was used already, or has expired.",
        ),
        (
            "Nhìn lại mã đang hiện trên màn hình rồi nhập lại.",
            "Look at the code that the screen shows now and type it again.",
        ),
    ),
    "unknown_device": _kind(
        404,
        ("Không có thiết bị này", "Unknown device"),
        ("Không tìm thấy thiết bị.", "No such device."),
        ("Tải lại danh sách thiết bị.", "Reload the list of devices."),
    ),
    "counter_needed": _kind(
        422,
        ("Chưa chọn quầy", "No counter chosen"),
        (
            "Bảng quầy là màn hình nhỏ trên một quầy, nên cần biết là quầy nào.",
            "A counter panel stands above one counter, so it needs to know which.",
        ),
        ("Chọn quầy cho màn hình này.", "Choose this screen's counter."),
    ),
    "unknown_layout": _kind(
        404,
        ("Màn hình không có bố cục này", "Unknown layout"),
        ("Không có bố cục màn hình “{layout}”.", "Screens have no layout “{layout}”."),
        (
            "Sửa địa chỉ của màn hình này: sau “layout=” ghi một trong các từ {layouts}.",
            "Correct this screen's address: after “layout=” comes one of {layouts}.",
        ),
    ),
    # The queue's own rules
    "centre_closed": _kind(
        409,
        ("Ngoài giờ làm việc", "The centre is closed"),
        ("Trung tâm hiện không cấp số.", "The centre gives no numbers right now."),
        ("Giờ làm việc: {sessions}.", "Opening hours: {sessions}."),
    ),
    "no_time_left": _kind(
        409,
        ("Hôm nay không kịp giải quyết", "Too late for today"),
        (
            "Người đang chờ đã đủ đến giờ đóng cửa ({closes}): số lấy bây giờ không kịp được phục vụ hôm nay.",
            (
                "Those who wait now fill the time until closing ({closes}): a number taken now could not be"
                " served today."
            ),
        ),
        (
            "Mời ông/bà đến vào sáng ngày làm việc tiếp theo, hoặc hỏi người hướng dẫn nếu việc gấp.",
            "Please come on the morning of the next working day, or ask a helper if it is urgent.",
        ),
    ),
    "card_limit": _kind(
        409,
        ("Thẻ này đã lấy đủ số hôm nay", "No more numbers for this card today"),
        ("Mỗi thẻ lấy được {limit} số một ngày.", "A card gets {limit} numbers a day."),
        ("Nhờ người hướng dẫn nếu cần thêm số.", "Please ask a helper for another number."),
    ),
    "speech_missing": _kind(
        409,
        ("Máy này chưa có giọng đọc", "There is no voice here"),
        (
            "Máy chủ không đọc được thành tiếng bằng ngôn ngữ “{tongue}”.",
            "The server cannot speak the language “{tongue}”.",
        ),
        (
            "Cài gói espeak-ng trên máy chủ. Các chức năng khác vẫn dùng được.",
            "Install the package espeak-ng on the server. Everything else works without it.",
        ),
    ),
    "daily_limit": _kind(
        409,
        ("Lĩnh vực này đã hết số hôm nay", "No more numbers today"),
        (
            "Hôm nay lĩnh vực này chỉ nhận {limit} số và đã cấp hết.",
            "This field gives {limit} numbers a day, and all of today's are taken.",
        ),
        (
            "Mời ông/bà đến vào ngày làm việc tiếp theo, hoặc hỏi người hướng dẫn nếu việc gấp.",
            "Please come on the next working day, or ask a helper if it is urgent.",
        ),
    ),
    "phones_off": _kind(
        403,
        ("Chưa lấy số bằng điện thoại được", "No numbers on phones here"),
        (
            "Trung tâm này không cấp số trên điện thoại.",
            "This centre gives no numbers on phones.",
        ),
        ("Xin lấy số ở máy lấy số trong sảnh.", "Please take a number at the kiosk in the hall."),
    ),
    "presence_wrong": _kind(
        403,
        ("Mã có mặt chưa đúng", "The presence code is wrong"),
        (
            "Mã vừa nhập không có trên màn hình sảnh; chưa cấp số nào.",
            "The code is not the one on the hall screen; no number was given.",
        ),
        (
            "Nhìn màn hình trong sảnh, nhập đúng 4 chữ số rồi thử lại.",
            "Look at the screen in the hall, enter its 4 digits and try again.",
        ),
    ),
    "presence_old": _kind(
        403,
        ("Mã có mặt đã đổi", "The presence code has changed"),
        (
            "Mã vừa nhập đã hết hạn; chưa cấp số nào.",
            "The code you entered has run out; no number was given.",
        ),
        (
            "Nhập mã đang hiện trên màn hình sảnh rồi thử lại.",
            "Enter the code that the hall screen shows now, and try again.",
        ),
    ),
    "phone_limit": _kind(
        429,
        ("Điện thoại này đã lấy đủ số hôm nay", "This phone has its numbers for today"),
        (
            "Mỗi điện thoại lấy được {limit} số một ngày.",
            "One phone gets {limit} numbers a day.",
        ),
        (
            "Nếu cần thêm số, xin lấy ở máy lấy số hoặc nhờ người hướng dẫn.",
            "If you need another, please take it at the kiosk or ask a helper.",
        ),
    ),
    "wrong_state": _kind(
        409,
        ("Không thực hiện được lúc này", "Not possible in this state"),
        ("Phiếu {number} đang ở trạng thái “{state}”.", "Ticket {number} is “{state}”."),
        _LOOK_AGAIN,
    ),
    "queue_empty": _kind(
        404,
        ("Không có ai chờ", "Nobody is waiting"),
        ("Chưa có ai chờ ở các lĩnh vực của quầy này.", "Nobody is waiting for the fields of this counter."),
        (
            "Màn hình sẽ tự cập nhật khi có người lấy số.",
            "The page updates itself when somebody takes a number.",
        ),
    ),
    "counter_closed": _kind(
        409,
        ("Quầy chưa mở", "The counter is closed"),
        ("Quầy {counter} đang đóng.", "Counter {counter} is closed."),
        ("Mở quầy trước.", "Open the counter first."),
    ),
    "counter_paused": _kind(
        409,
        ("Quầy đang tạm nghỉ", "The counter is paused"),
        ("Quầy {counter} đang tạm nghỉ.", "Counter {counter} is on a break."),
        ("Tiếp tục làm việc trước khi gọi số.", "Resume before calling."),
    ),
    "counter_held": _kind(
        409,
        ("Quầy đang có người", "The counter is held by somebody else"),
        ("{officer} đang làm việc tại quầy {counter}.", "{officer} is working at counter {counter}."),
        (
            "Chọn quầy khác, hoặc nhờ người đó đóng quầy.",
            "Choose another counter, or ask them to close it.",
        ),
    ),
    "counter_elsewhere": _kind(
        409,
        ("Đang ở quầy khác", "You hold another counter"),
        ("Ông/bà đang mở quầy {counter}.", "You hold counter {counter}."),
        ("Đóng quầy {counter} trước.", "Close counter {counter} first."),
    ),
    "officer_elsewhere": _kind(
        409,
        ("Người này đang ở quầy khác", "They hold another counter"),
        ("{officer} đang mở quầy {counter}.", "{officer} holds counter {counter}."),
        ("Chọn người khác.", "Choose somebody else."),
    ),
    "ticket_in_hand": _kind(
        409,
        ("Đang phục vụ một số", "A ticket is in hand"),
        ("Quầy {counter} đang giữ số {number}.", "Counter {counter} still has {number}."),
        ("Kết thúc hoặc báo vắng số {number} trước.", "Finish {number}, or mark it as a no-show, first."),
    ),
    "no_ticket_in_hand": _kind(
        409,
        ("Quầy chưa gọi số nào", "No ticket in hand"),
        ("Quầy {counter} không giữ số nào.", "Counter {counter} has no ticket in hand."),
        ("Gọi số tiếp theo trước.", "Call the next number first."),
    ),
    "ticket_taken": _kind(
        409,
        ("Số này vừa có người nhận", "Somebody else has this ticket"),
        (
            "{officer} ở quầy {counter} đang giữ số {number}.",
            "{officer} at counter {counter} has {number}.",
        ),
        ("Gọi số khác.", "Call another number."),
    ),
    "number_taken": _kind(
        409,
        ("Số này đã được cấp", "This number was given already"),
        ("Số {number} đã thuộc về phiếu khác trong ngày.", "{number} belongs to another ticket of that day."),
        ("Mời công dân lấy số mới.", "Ask the person to take a new number."),
    ),
    "given_too_long_ago": _kind(
        409,
        ("Số cấp đã quá lâu", "Given too long ago"),
        ("Số {number} được cấp cách đây hơn {days} ngày.", "{number} was given more than {days} days ago."),
        ("Kiểm tra đồng hồ của máy lấy số.", "Check the kiosk's clock."),
    ),
    "recall_too_soon": _kind(
        409,
        ("Vừa gọi lại xong", "Just recalled"),
        ("Số {number} vừa được gọi lại.", "{number} was recalled a moment ago."),
        ("Đợi {seconds} giây rồi gọi lại.", "Wait {seconds} seconds and recall again."),
    ),
    "no_show_too_soon": _kind(
        409,
        ("Chưa báo vắng được", "Too soon for a no-show"),
        (
            "Số {number} phải được gọi lại ít nhất {recalls} lần trước khi báo vắng.",
            "{number} must be recalled at least {recalls} times before it is marked as a no-show.",
        ),
        ("Gọi lại số {number} lần nữa.", "Recall {number} once more."),
    ),
    "call_back_over": _kind(
        409,
        ("Đã quá thời gian gọi lại", "Too late to call back"),
        (
            "Số {number} đã báo vắng quá {minutes} phút.",
            "{number} was marked as a no-show more than {minutes} minutes ago.",
        ),
        ("Mời công dân lấy số mới.", "Ask the person to take a new number."),
    ),
    "transfer_nowhere": _kind(
        400,
        ("Chưa chọn nơi chuyển đến", "Nowhere to transfer to"),
        (
            "Cần chọn một lĩnh vực khác hoặc một quầy khác.",
            "Choose another field, or another counter, and only one of them.",
        ),
        ("Chọn nơi chuyển đến rồi thử lại.", "Choose where it should go and try again."),
    ),
    "unknown_officer": _kind(
        404,
        ("Không có người này", "Unknown officer"),
        ("Không có công chức “{officer}”.", "There is no officer “{officer}”."),
        ("Chọn một người trong danh sách.", "Choose somebody from the list."),
    ),
    "username_taken": _kind(
        409,
        ("Tên đăng nhập đã có", "User name taken"),
        ("Đã có người dùng tên đăng nhập “{username}”.", "Somebody has the user name “{username}” already."),
        ("Chọn tên đăng nhập khác.", "Choose another user name."),
    ),
    "last_manager": _kind(
        409,
        ("Người quản lý duy nhất", "The only manager"),
        (
            "{name} là người quản lý duy nhất; phải luôn có ít nhất một người quản lý.",
            "{name} is the only manager; there is always at least one.",
        ),
        ("Thêm người quản lý khác trước.", "Add another manager first."),
    ),
    "bad_dossier_code": _kind(
        400,
        ("Mã hồ sơ không đúng", "Not a dossier code"),
        (
            "“{dossier}” không đúng dạng mã hồ sơ.",
            "“{dossier}” is not a dossier code.",
        ),
        (
            "Ghi như H26.14-251123-0012 (mã cơ quan, ngày nhận năm-tháng-ngày, số thứ tự), hoặc để trống.",
            "Write it like H26.14-251123-0012 (agency, day of receipt as yymmdd, number), or leave it empty.",
        ),
    ),
    "undo_nothing": _kind(
        409,
        ("Không có gì để hoàn tác", "Nothing to undo"),
        ("Quầy {counter} chưa làm gì để hoàn tác.", "There is nothing to undo at counter {counter}."),
        _LOOK_AGAIN,
    ),
    "undo_too_late": _kind(
        409,
        ("Quá muộn để hoàn tác", "Too late to undo"),
        (
            "Chỉ hoàn tác được trong {seconds} giây.",
            "An action can be undone for {seconds} seconds.",
        ),
        ("Dùng các nút khác để sửa.", "Put it right with the other buttons."),
    ),
    "undo_built_upon": _kind(
        409,
        ("Không hoàn tác được nữa", "Cannot be undone any more"),
        ("Đã có thay đổi sau đó: {what}.", "Something has happened since: {what}."),
        _LOOK_AGAIN,
    ),
    "slip_over": _kind(
        409,
        ("Số này không còn dùng", "This number is over"),
        ("Số {number} không còn hiệu lực.", "{number} is no longer in use."),
        ("Mời công dân lấy số mới.", "Ask the person to take a new number."),
    ),
    "slip_printing": _kind(
        409,
        ("Phiếu đang in", "The slip is being printed"),
        ("Phiếu của số {number} đang được in.", "The slip of {number} is being printed."),
        ("Chờ máy in báo kết quả.", "Wait for the printer's word."),
    ),
    "no_printer": _kind(
        409,
        ("Chưa có máy in", "No printer"),
        ("Trung tâm chưa cài đặt máy in.", "This centre has no printer set up."),
        ("Ghi số ra giấy cho công dân.", "Write the number down for the person."),
    ),
    # Notices
    "unknown_notice": _kind(
        404,
        ("Không có thông báo này", "Unknown notice"),
        ("Thông báo này không còn nữa.", "This notice is no longer there."),
        ("Tải lại trang để xem các thông báo hiện có.", "Reload the page to see the notices that are there."),
    ),
    "unknown_file": _kind(
        404,
        ("Chưa có tệp để hiện", "No file to show"),
        (
            "Ảnh hoặc video của thông báo không có trên máy chủ.",
            "The picture or video of this notice is not on the server.",
        ),
        ("Chọn lại tệp rồi gửi lại.", "Choose the file again and send it."),
    ),
    "text_missing": _kind(
        400,
        ("Chưa có nội dung", "No text"),
        ("Nội dung tiếng Việt còn trống.", "The Vietnamese text is empty."),
        ("Nhập nội dung rồi gửi lại.", "Write the text and send again."),
    ),
    "text_too_long": _kind(
        400,
        ("Nội dung quá dài", "The text is too long"),
        (
            "Nội dung có {letters} chữ; nhiều nhất là {limit} chữ, để đọc được từ xa.",
            "The text has {letters} letters; {limit} at most can be read from afar.",
        ),
        (
            "Rút ngắn lại, hoặc chia thành nhiều thông báo.",
            "Shorten it, or make several notices of it.",
        ),
    ),
    "bad_schedule": _kind(
        400,
        ("Thời gian hiện không đúng", "Never shown"),
        (
            "Ngày cuối sớm hơn ngày đầu, hoặc giờ bắt đầu trùng giờ kết thúc.",
            "The last day is before the first, or it ends at the time when it begins.",
        ),
        ("Sửa lại ngày và giờ.", "Correct the days and times."),
    ),
    "too_many_notices": _kind(
        409,
        ("Đã đủ thông báo", "Enough notices"),
        ("Đã có {limit} thông báo.", "There are {limit} notices already."),
        ("Xóa bớt thông báo không dùng nữa.", "Delete notices that are not needed any more."),
    ),
    "not_a_picture": _kind(
        400,
        ("Tệp này không hiện được", "This file cannot be shown"),
        (
            "Đây không phải ảnh hay video, hoặc tệp đã hỏng.",
            "It is no picture and no video, or it is damaged.",
        ),
        (
            "Dùng ảnh JPEG, PNG, WebP, GIF, BMP, TIFF hoặc video MP4 (H.264), WebM.",
            "Use a JPEG, PNG, WebP, GIF, BMP or TIFF picture, or an MP4 (H.264) or WebM video.",
        ),
    ),
    "picture_too_large": _kind(
        413,
        ("Ảnh quá lớn", "The picture is too large"),
        ("Ảnh có hơn {most} triệu điểm ảnh.", "The picture has more than {most} million pixels."),
        ("Thu nhỏ ảnh rồi gửi lại.", "Scale the picture down and send it again."),
    ),
    "file_too_large": _kind(
        413,
        ("Tệp quá lớn", "The file is too large"),
        ("Tệp lớn hơn {limit} MB.", "The file is larger than {limit} MB."),
        (
            "Giảm dung lượng tệp rồi gửi lại: ảnh đến 20 MB, video đến 200 MB.",
            "Make it smaller and send it again: pictures up to 20 MB, videos up to 200 MB.",
        ),
    ),
    "upload_broken": _kind(
        400,
        ("Tệp chưa gửi xong", "The file did not arrive whole"),
        ("Đường truyền bị ngắt giữa chừng; chưa có gì được lưu.", "The line broke; nothing was kept."),
        ("Gửi lại tệp.", "Send the file again."),
    ),
    # The request itself
    "bad_request": _kind(
        400,
        ("Yêu cầu không đúng", "Bad request"),
        ("Dữ liệu gửi lên không đúng: {reason}", "The data sent is not right: {reason}"),
        ("Sửa lại rồi gửi lại.", "Correct it and send again."),
    ),
    "not_valid": _kind(
        422,
        ("Dữ liệu chưa hợp lệ", "Not valid"),
        ("Có mục chưa hợp lệ: {reason}", "Something in it is not valid: {reason}"),
        ("Sửa các mục đó rồi gửi lại.", "Correct it and send again."),
    ),
    "body_too_large": _kind(
        413,
        ("Dữ liệu quá lớn", "Body too large"),
        ("Dữ liệu gửi lên vượt quá {limit_kb} KB.", "The body is larger than {limit_kb} KB."),
        ("Gửi ít dữ liệu hơn.", "Send less."),
    ),
    "idempotency_mismatch": _kind(
        422,
        ("Khóa lặp lại không khớp", "Idempotency key used for something else"),
        (
            "Khóa này đã dùng cho một yêu cầu khác.",
            "This Idempotency-Key came before with another path or body.",
        ),
        ("Tạo khóa mới cho yêu cầu mới.", "Make a new key for a new request."),
    ),
    "not_found": _kind(
        404,
        ("Không tìm thấy", "Not found"),
        ("Không có trang hoặc địa chỉ này.", "There is nothing at this address."),
        ("Quay lại trang đầu.", "Go back to the first page."),
    ),
    "method_not_allowed": _kind(
        405,
        ("Không dùng được cách này", "Method not allowed"),
        ("Địa chỉ này không nhận yêu cầu kiểu đó.", "This address does not take that method."),
        ("Xem tài liệu API.", "See the API's description."),
    ),
    # Who may
    "not_signed_in": _kind(
        401,
        ("Chưa đăng nhập", "Not signed in"),
        (
            "Cần đăng nhập hoặc mã thiết bị hợp lệ.",
            "You need to sign in, or a valid device token.",
        ),
        (
            "Đăng nhập lại, hoặc đăng ký lại thiết bị này.",
            "Sign in again, or enrol this device again.",
        ),
    ),
    "token_expired": _kind(
        401,
        ("Mã đã hết hạn", "Token expired"),
        ("Mã truy cập đã hết hạn hoặc đã bị thu hồi.", "The token has expired or was revoked."),
        ("Nhờ người quản lý cấp mã mới.", "Ask the manager for a new one."),
    ),
    "sign_in_failed": _kind(
        401,
        ("Đăng nhập không được", "Sign-in failed"),
        ("Tên đăng nhập hoặc mật khẩu không đúng.", "The user name or password is not right."),
        ("Kiểm tra phím Caps Lock rồi thử lại.", "Check Caps Lock and try again."),
    ),
    "pin_failed": _kind(
        401,
        ("Mã PIN không đúng", "Wrong PIN"),
        ("Mã PIN không đúng với tên đã chọn.", "The PIN does not fit the name chosen."),
        (
            "Nhập lại, hoặc chọn lại tên. Quên mã PIN thì đăng nhập bằng mật khẩu.",
            "Enter it again, or choose the name again. If you forgot the PIN, sign in with your password.",
        ),
    ),
    "pin_locked": _kind(
        429,
        ("Mã PIN tạm khóa", "The PIN is locked for now"),
        (
            "Đã nhập sai mã PIN quá nhiều lần cho tên này.",
            "A wrong PIN was entered too many times for this name.",
        ),
        (
            "Đăng nhập bằng mật khẩu, hoặc đợi {minutes} phút rồi nhập lại mã PIN.",
            "Sign in with your password, or wait {minutes} minutes and enter the PIN again.",
        ),
    ),
    "not_allowed": _kind(
        403,
        ("Không được phép", "Not allowed"),
        (
            "Tài khoản hoặc thiết bị này không được làm việc đó.",
            "This account or device may not do that.",
        ),
        ("Nhờ người quản lý.", "Ask the manager."),
    ),
    "csrf": _kind(
        400,
        ("Trang đã cũ", "The page is out of date"),
        ("Trang mở quá lâu nên không gửi được.", "The page was open for too long to send this."),
        ("Tải lại trang rồi thử lại.", "Reload the page and try again."),
    ),
    "too_many_requests": _kind(
        429,
        ("Thử quá nhiều lần", "Too many attempts"),
        ("Có quá nhiều lần thử từ máy này.", "There were too many attempts from this machine."),
        ("Đợi một phút rồi thử lại.", "Wait a minute and try again."),
    ),
    "too_many_screens": _kind(
        503,
        ("Quá nhiều màn hình", "Too many screens"),
        (
            "Máy chủ đã nối đủ {cap} màn hình và quầy.",
            "The server already serves {cap} screens and counters.",
        ),
        (
            "Đóng bớt trang không dùng, hoặc tăng “sockets” trong cấu hình.",
            "Close pages that nobody uses, or raise “sockets” in the configuration.",
        ),
    ),
    # The machine
    "storage_full": _kind(
        507,
        ("Ổ đĩa đầy", "The disk is full"),
        ("Không ghi được vì ổ đĩa đã đầy; chưa có gì thay đổi.", "The disk is full; nothing was changed."),
        _TELL_THE_TECHNICIAN,
    ),
    "storage_readonly": _kind(
        503,
        ("Không ghi được dữ liệu", "The data cannot be written"),
        ("Tệp dữ liệu chỉ cho đọc; chưa có gì thay đổi.", "The data file is read-only; nothing was changed."),
        _TELL_THE_TECHNICIAN,
    ),
    "storage_damaged": _kind(
        503,
        ("Tệp dữ liệu bị hỏng", "The data file is damaged"),
        (
            "Không đọc được tệp dữ liệu; chưa có gì thay đổi.",
            "The data file is damaged; nothing was changed.",
        ),
        (
            "Dừng máy chủ và khôi phục bản sao lưu gần nhất.",
            "Stop the server and restore the latest backup.",
        ),
    ),
    "storage_busy": _kind(
        503,
        ("Máy chủ đang bận", "The server is busy"),
        (
            "Chưa ghi được yêu cầu này; chưa có gì thay đổi.",
            "The request was not written; nothing was changed.",
        ),
        ("Thử lại sau vài giây.", "Try again in a few seconds."),
    ),
    "internal": _kind(
        500,
        ("Có lỗi ở máy chủ", "Something went wrong"),
        ("Máy chủ gặp lỗi; sự việc đã được ghi lại.", "The server had an error; it was logged."),
        _ASK_A_HELPER,
    ),
}
