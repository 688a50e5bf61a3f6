"""What each step of a visit is called, in plain words."""

from collections.abc import Mapping
from typing import Final

from server.core.model import Channel, DossierChannel, Outcome, PrintState
from server.core.texts import BothTexts

TAKEN: Final[Mapping[str, BothTexts]] = {
    Channel.KIOSK: BothTexts(
        "Lấy số {number} ở máy lấy số: {field}", "Number {number} taken at the kiosk: {field}"
    ),
    Channel.HELPER: BothTexts(
        "Người hướng dẫn lấy số {number}: {field}", "Number {number} taken by a helper: {field}"
    ),
    Channel.OFFICER: BothTexts(
        "Công chức cấp số {number}: {field}", "Number {number} given by an officer: {field}"
    ),
    Channel.PHONE: BothTexts(
        "Lấy số {number} bằng điện thoại: {field}", "Number {number} taken on a phone: {field}"
    ),
}
FROM_AFAR: Final = BothTexts(
    "Lấy số {number} từ xa, qua thành phố: {field}",
    "Number {number} taken from afar, through the city: {field}",
)
ANY_CHANNEL: Final = BothTexts("Lấy số {number}: {field}", "Number {number} taken: {field}")
BROUGHT_IN: Final = BothTexts(
    "Số {number} ({field}) được máy lấy số cấp lúc {time}, khi mất máy chủ; nay vào hàng chờ",
    "Number {number} ({field}) was given by a kiosk at {time}, while the server was gone, and joins the queue now",
)
FROM_PAPER: Final = BothTexts(
    "Số giấy {number} ({field}) được lấy lúc {time}; nay nhập vào hệ thống",
    "Paper number {number} ({field}) was taken at {time} and is brought in now",
)
ON_PAPER: Final = BothTexts(
    "Đã được phục vụ trước khi nhập: {counter} gọi lúc {called}, xong lúc {ended}, theo ghi chép trên giấy",
    "Was served before that: called to {counter} at {called}, done at {ended}, as written down on paper",
)
FORETOLD: Final = BothTexts("Được báo thời gian chờ: {wait}", "Was told to wait {wait}")
PROCEDURE: Final = BothTexts("Thủ tục: {procedure}", "Procedure: {procedure}")
PRIORITY: Final = BothTexts("Diện ưu tiên: {priority}", "Priority class: {priority}")
NO_PRIORITY: Final = BothTexts("Không thuộc diện ưu tiên", "No priority class")
CALLED: Final = BothTexts("Được gọi đến {counter}", "Called to {counter}")
WAITED: Final = BothTexts(
    "Chờ trước lần gọi này: {length} (phút:giây)", "Wait before this call: {length} (minutes:seconds)"
)
WAITED_ABOVE: Final = BothTexts(
    "Chờ trước lần gọi này: {length} (phút:giây), quá giới hạn",
    "Wait before this call: {length} (minutes:seconds), above the limit",
)
PASSED: Final = BothTexts(
    "Trong lúc chờ, {count} số đến sau ở cùng hàng được gọi trước: {numbers}. Tìm từng số ấy để xem vì sao",
    "Meanwhile {count} who came later to the same line were called: {numbers}. Find each number to see why",
)
PASSED_MANY: Final = BothTexts(
    "Trong lúc chờ, {count} số đến sau ở cùng hàng được gọi trước, đầu tiên là: {numbers}. Tìm từng số ấy để xem vì sao",
    "Meanwhile {count} who came later to the same line were called, first: {numbers}. Find each number to see why",
)
BEFORE: Final = BothTexts("{number} (đến {came}, gọi {called})", "{number} (came {came}, called {called})")
BEFORE_OF_CLASS: Final = BothTexts(
    "{number} (đến {came}, gọi {called}; {priority})", "{number} (came {came}, called {called}; {priority})"
)
NOT_PASSED: Final = BothTexts(
    "Trong lúc chờ, không có số nào đến sau ở cùng hàng được gọi trước",
    "Meanwhile nobody who came later to the same line was called",
)
RECALLED: Final = BothTexts("Được nhắc lại ở {counter}", "Called again to {counter}")
SERVED: Final = BothTexts("Đã đến quầy, bắt đầu được phục vụ", "Came to the counter; service began")
FINISHED: Final = BothTexts("Hoàn tất", "Finished")
FINISHED_WITHOUT: Final = BothTexts("Hoàn tất, không ghi kết quả", "Finished, no outcome noted")
DOSSIER: Final = BothTexts("Hồ sơ: {outcome}", "Dossier: {outcome}")
DOSSIER_OF: Final = BothTexts("Hồ sơ {procedure}: {outcome}", "Dossier {procedure}: {outcome}")
DOSSIER_CODE: Final = BothTexts("Mã hồ sơ: {code}", "Dossier code: {code}")
MISSED: Final = BothTexts("Vắng mặt khi được gọi", "Was not there when called")
RETURNED: Final = BothTexts("Được trả về hàng chờ", "Went back to the queue")
PARKED: Final = BothTexts(
    "Chờ bổ sung: được giữ chỗ trong khi đi lấy thêm giấy tờ", "Parked: the place is kept meanwhile"
)
PLACE_KEPT: Final = BothTexts(
    "Không có mặt, giữ chỗ đến {time}; trước lúc đó không ai gọi",
    "Not here, place kept until {time}; nobody calls before",
)
RESUMED: Final = BothTexts("Đã quay lại, chờ được gọi tiếp", "Is back and waits to be called")
TO_FIELD: Final = BothTexts("Chuyển sang lĩnh vực {field}", "Transferred to {field}")
TO_COUNTER: Final = BothTexts(
    "Chuyển đến {counter}, lĩnh vực {field}", "Transferred to {counter}, field {field}"
)
REROUTED: Final = BothTexts(
    "Lĩnh vực cũ ngừng dùng, chuyển sang {field}", "The field was taken out of use; moved to {field}"
)
LAPSED: Final = BothTexts(
    "Quầy đóng mà chưa ai bấm kết thúc, hệ thống tự kết thúc",
    "The counter was closed before anybody pressed the last key; ended by the system",
)
REDATED: Final = BothTexts(
    "Đồng hồ máy chủ đã sai: số này thuộc ngày {day}", "The clock had been wrong: this number is of {day}"
)
RESTORED: Final = BothTexts("Hoàn tác bước trước", "The step before was undone")
CANCELLED: Final = BothTexts("Hủy số", "The number was cancelled")
NOT_COME: Final = BothTexts(
    "Lấy số từ xa nhưng không đến kịp, số hết hiệu lực", "Taken from afar, nobody came in time; it lapsed"
)
SLIP_ASKED: Final = BothTexts("Yêu cầu in phiếu", "A slip was asked for")
SLIP_ASKED_AGAIN: Final = BothTexts("Yêu cầu in lại phiếu", "A reprint of the slip was asked for")
SLIP_DISMISSED: Final = BothTexts("Không cần in phiếu nữa", "The slip need not be printed any more")
SLIPS: Final[Mapping[str, BothTexts]] = {
    PrintState.PRINTED: BothTexts("Phiếu đã in", "The slip was printed"),
    PrintState.FAILED: BothTexts("Phiếu chưa in được", "The slip could not be printed"),
    PrintState.UNKNOWN: BothTexts(
        "Chưa rõ phiếu đã in hay chưa", "It is not known whether the slip was printed"
    ),
}
OUTCOMES: Final[Mapping[str, BothTexts]] = {
    Outcome.RECEIVED: BothTexts("đã tiếp nhận", "received"),
    Outcome.RETURNED: BothTexts("đã trả kết quả", "result returned"),
    Outcome.SUPPLEMENT: BothTexts("cần bổ sung", "supplement needed"),
    Outcome.REFUSED: BothTexts("từ chối", "refused"),
    Outcome.ADVISED: BothTexts("đã hướng dẫn", "advised"),
    Outcome.ELSEWHERE: BothTexts("hướng dẫn đến cơ quan khác", "sent elsewhere"),
    Outcome.PROVISIONAL: BothTexts("tạm nhận hồ sơ", "taken provisionally"),
}
DOSSIER_CHANNELS: Final[Mapping[str, BothTexts]] = {
    DossierChannel.DIRECT: BothTexts("nộp trực tiếp", "handed over"),
    DossierChannel.ONLINE_HELPED: BothTexts("hỗ trợ nộp trực tuyến", "helped to send online"),
}
OWN_WORDS: Final = BothTexts("Ghi chú: {words}", "Note: {words}")
REASON: Final = BothTexts("Lý do: {words}", "Reason: {words}")
COUNTER: Final = BothTexts("quầy {n}", "counter {n}")

MACHINES: Final[Mapping[str, BothTexts]] = {
    "kiosk": BothTexts("Máy lấy số", "Kiosk"),
    "helper": BothTexts("Máy của người hướng dẫn", "Helper's tablet"),
    "printer": BothTexts("Máy in", "Printer"),
    "slip": BothTexts("Người dân", "The person with the slip"),
    "phone": BothTexts("Điện thoại của người dân", "The person's phone"),
    "system": BothTexts("Hệ thống", "The system"),
    "city": BothTexts("Thành phố", "The city"),
}
"""Who does something and is no person who signs in."""
