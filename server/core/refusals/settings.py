"""Setting the centre up while people wait in it."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

SETTINGS: Final[Mapping[str, Kind]] = {
    "unknown_setting": Kind(
        404,
        BothTexts("Không có cài đặt này", "Unknown setting"),
        BothTexts("Không có cài đặt “{setting}”.", "There is no setting “{setting}”."),
        BothTexts("Xem lại danh sách cài đặt.", "Look at the list of settings again."),
    ),
    "not_a_logo": Kind(
        400,
        BothTexts("Tệp này không làm logo được", "This file cannot be a logo"),
        BothTexts(
            "Logo phải là ảnh PNG hoặc JPEG. Tệp này là loại khác, hoặc đã hỏng; SVG không được nhận vì có thể chứa mã chạy được.",
            "A logo must be a PNG or a JPEG. This file is of another kind, or damaged; SVG is not taken, for it can contain programs.",
        ),
        BothTexts(
            "Xuất logo ra PNG hoặc JPEG rồi gửi lại.", "Export the logo as PNG or JPEG and send it again."
        ),
    ),
    "unknown_logo": Kind(
        404,
        BothTexts("Chưa có logo này", "There is no such logo"),
        BothTexts("Tệp logo này không có trên máy chủ.", "The file of this logo is not on the server."),
        BothTexts("Gửi tệp logo lên rồi lưu lại.", "Send the logo's file, then save again."),
    ),
    "settings_moved": Kind(
        412,
        BothTexts("Cài đặt vừa được người khác thay đổi", "Somebody else has just changed the settings"),
        BothTexts(
            "Sau khi ông/bà mở trang này, cài đặt đã có thay đổi khác; chưa lưu gì.",
            "The settings were changed after you opened them; nothing was saved.",
        ),
        BothTexts("Xem thay đổi mới rồi lưu lại.", "Look at the new state and save again."),
    ),
    "exception_past": Kind(
        409,
        BothTexts("Ngày này đã qua", "This day is over"),
        BothTexts(
            "Không thêm hay sửa được ngày {date}: ngày đó đã qua; chưa lưu gì.",
            "{date} is over and can be neither added nor changed; nothing was saved.",
        ),
        BothTexts("Chọn hôm nay hoặc một ngày sắp tới.", "Choose today or a day to come."),
    ),
    "settings_stands_on_it": Kind(
        409,
        BothTexts("Đã có thay đổi sau đó", "A later change stands on it"),
        BothTexts(
            "Không hoàn tác được: sau đó {who} đã sửa tiếp {setting} lúc {at}.",
            "It cannot be taken back: {who} changed {setting} again at {at}.",
        ),
        BothTexts("Hoàn tác thay đổi sau trước.", "Take the later change back first."),
    ),
    "unknown_change": Kind(
        404,
        BothTexts("Không có thay đổi này", "There is no such change"),
        BothTexts(
            "Dòng {seq} không phải là thay đổi có thể hoàn tác.",
            "Entry {seq} is no change that can be taken back.",
        ),
        BothTexts("Chọn một thay đổi trong lịch sử.", "Choose a change from the history."),
    ),
    "change_stands_on_it": Kind(
        409,
        BothTexts("Đã có thay đổi sau đó", "A later change stands on it"),
        BothTexts(
            "Chưa hoàn tác gì: sau đó {who} đã thay đổi tiếp mục này lúc {at}.",
            "Nothing was taken back: {who} changed the same again at {at}.",
        ),
        BothTexts("Xem thay đổi đó trong lịch sử trước.", "Look at that change in the history first."),
    ),
    "change_stays": Kind(
        409,
        BothTexts("Không hoàn tác được thay đổi này", "This change cannot be taken back"),
        BothTexts("Chưa hoàn tác gì. {reason}", "Nothing was taken back. {reason}"),
        BothTexts("Làm như dòng trên hướng dẫn.", "Do as the line above says."),
    ),
    "field_has_people": Kind(
        409,
        BothTexts("Lĩnh vực còn người chờ", "People wait for this field"),
        BothTexts(
            "Còn {people} người của lĩnh vực {field} đang chờ hoặc được giữ chỗ.",
            "{people} people of the field {field} wait or are kept a place.",
        ),
        BothTexts("Chọn lĩnh vực mà họ sẽ chuyển sang.", "Choose the field that they go to."),
    ),
    "field_in_hand": Kind(
        409,
        BothTexts("Đang tiếp người của lĩnh vực này", "Somebody of this field is at a counter"),
        BothTexts("Số {number} đang ở {counter}.", "{number} is at {counter}."),
        BothTexts("Kết thúc lượt đó trước.", "Finish that visit first."),
    ),
    "field_at_work": Kind(
        409,
        BothTexts("Quầy chỉ phục vụ lĩnh vực này", "A counter serves nothing else"),
        BothTexts("{counter} chỉ phục vụ lĩnh vực {field}.", "{counter} serves nothing but {field}."),
        BothTexts(
            "Đóng quầy hoặc thêm lĩnh vực khác cho quầy trước.", "Close it, or give it another field first."
        ),
    ),
    "prefix_had_today": Kind(
        409,
        BothTexts("Chữ đầu số hôm nay đã dùng", "The prefix was used today"),
        BothTexts(
            "Hôm nay đã cấp số bắt đầu bằng {prefix} cho lĩnh vực khác.",
            "Numbers that begin with {prefix} were given for another field today.",
        ),
        BothTexts("Chọn chữ khác, hoặc đổi sau giờ làm việc.", "Choose another, or change it tomorrow."),
    ),
    "prefix_near_todays": Kind(
        409,
        BothTexts("Chữ đầu số dễ trùng với số hôm nay", "The prefix would repeat numbers of today"),
        BothTexts(
            "Hôm nay đã cấp số bắt đầu bằng {today}: với {prefix}, hai người có thể cầm cùng một số.",
            "Numbers that begin with {today} were given today: with {prefix} two people could hold the same number.",
        ),
        BothTexts("Chọn chữ khác, hoặc đổi sau giờ làm việc.", "Choose another, or change it tomorrow."),
    ),
    "counter_in_use": Kind(
        409,
        BothTexts("Quầy đang làm việc", "The counter is at work"),
        BothTexts("{counter} đang mở.", "{counter} is open."),
        BothTexts("Đóng quầy trước.", "Close it first."),
    ),
    "counter_has_people": Kind(
        409,
        BothTexts("Quầy đang giữ chỗ cho người khác", "The counter keeps places for people"),
        BothTexts("Còn {people} số được giữ cho {counter}.", "{people} numbers are kept for {counter}."),
        BothTexts("Gọi hoặc chuyển các số đó trước.", "Call or transfer them first."),
    ),
    "class_has_people": Kind(
        409,
        BothTexts("Còn người thuộc diện ưu tiên này", "People of this priority class are here"),
        BothTexts(
            "Còn {people} người thuộc diện {name} đang chờ.", "{people} people of the class {name} are here."
        ),
        BothTexts("Chờ họ được tiếp xong rồi bỏ diện này.", "Remove it once they have been served."),
    ),
}
"""What is refused, with what to do first."""
