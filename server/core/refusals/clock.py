"""Setting the server's clock."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

CLOCK: Final[Mapping[str, Kind]] = {
    "clock_not_possible": Kind(
        400,
        BothTexts("Ngày giờ không thể đúng", "Not a possible time"),
        BothTexts(
            "{at} không thể là giờ hiện tại; đồng hồ máy chủ giữ nguyên.",
            "{at} cannot be the present time; the server's clock was left as it is.",
        ),
        BothTexts("Xem lại năm, tháng, ngày rồi đặt lại.", "Look at year, month and day, and set it again."),
    ),
    "clock_reorders": Kind(
        409,
        BothTexts("Giờ mới sớm hơn việc đã ghi", "Earlier than what was written down"),
        BothTexts(
            "Đã có việc được ghi lúc {last}, sau giờ muốn đặt ({at}). Trong {minutes} phút tới, số mới có thể được gọi trước người"
            " đã chờ ở lĩnh vực khác.",
            "Something was written down at {last}, after the time to be set ({at}). For {minutes} minutes new numbers may be"
            " called before people who wait in other fields.",
        ),
        BothTexts(
            "Nên đặt sau giờ làm việc. Nếu cần đặt ngay, bấm đặt lần nữa để xác nhận.",
            "Better after hours. If it must be now, set it once more to confirm.",
        ),
    ),
    "clock_ends_day": Kind(
        409,
        BothTexts("Giờ mới là ngày khác", "Another day"),
        BothTexts(
            "Ngày mới là {day}. {waiting} người đang chờ của ngày {today} sẽ không còn trong hàng chờ.",
            "The new day is {day}. {waiting} people who wait since {today} would not be in the queue any more.",
        ),
        BothTexts(
            "Gọi hết người đang chờ rồi mới đặt. Nếu ngày trên máy đúng là sai, bấm đặt lần nữa để xác nhận.",
            "Call everybody who waits first. If the machine's day is really wrong, set it once more to confirm.",
        ),
    ),
    "clock_synchronised": Kind(
        409,
        BothTexts("Máy chủ tự lấy giờ qua mạng", "The machine takes its time from the network"),
        BothTexts(
            "Đồng hồ giữ nguyên: máy chủ đang bật tự đồng bộ giờ, nên hệ thống không cho đặt giờ bằng tay.",
            "The clock was left as it is: automatic time synchronisation is on, and the system lets nobody set the clock by hand then.",
        ),
        BothTexts(
            "Có Internet hoặc máy chủ giờ: xem máy chủ có mạng không, giờ sẽ tự đúng. Không có: nhờ người kỹ thuật chạy một lần trên"
            " máy chủ: {command} rồi đặt giờ lại ở đây.",
            "With internet or a time server: see that the machine reaches it, and the clock will be right by itself. Without: ask the"
            " technician to run once on the server: {command} and set the clock here again.",
        ),
    ),
    "clock_not_allowed": Kind(
        409,
        BothTexts("Máy chủ không cho đặt giờ từ đây", "The machine does not let the clock be set from here"),
        BothTexts(
            "Đồng hồ giữ nguyên: chương trình không có quyền đặt giờ của máy.",
            "The clock was left as it is: this program may not set the machine's time.",
        ),
        BothTexts(
            "Nhờ người kỹ thuật chạy trên máy chủ: {command}",
            "Ask the technician to run on the server: {command}",
        ),
    ),
}
