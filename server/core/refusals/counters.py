"""Opening, holding and pausing a counter."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

COUNTERS: Final[Mapping[str, Kind]] = {
    "unknown_counter": Kind(
        404,
        BothTexts("Không có quầy này", "Unknown counter"),
        BothTexts("Trung tâm không có quầy {counter}.", "This centre has no counter {counter}."),
        BothTexts("Kiểm tra lại số quầy.", "Check the counter's number."),
    ),
    "counter_closed": Kind(
        409,
        BothTexts("Quầy chưa mở", "The counter is closed"),
        BothTexts("Quầy {counter} đang đóng.", "Counter {counter} is closed."),
        BothTexts("Mở quầy trước.", "Open the counter first."),
    ),
    "counter_paused": Kind(
        409,
        BothTexts("Quầy đang tạm nghỉ", "The counter is paused"),
        BothTexts("Quầy {counter} đang tạm nghỉ.", "Counter {counter} is on a break."),
        BothTexts("Tiếp tục làm việc trước khi gọi số.", "Resume before calling."),
    ),
    "counter_held": Kind(
        409,
        BothTexts("Quầy đang có người", "The counter is held by somebody else"),
        BothTexts(
            "{officer} đang làm việc tại quầy {counter}.", "{officer} is working at counter {counter}."
        ),
        BothTexts(
            "Chọn quầy khác, hoặc nhờ người đó đóng quầy.", "Choose another counter, or ask them to close it."
        ),
    ),
    "counter_elsewhere": Kind(
        409,
        BothTexts("Đang ở quầy khác", "You hold another counter"),
        BothTexts("Ông/bà đang mở quầy {counter}.", "You hold counter {counter}."),
        BothTexts("Đóng quầy {counter} trước.", "Close counter {counter} first."),
    ),
    "officer_elsewhere": Kind(
        409,
        BothTexts("Người này đang ở quầy khác", "They hold another counter"),
        BothTexts("{officer} đang mở quầy {counter}.", "{officer} holds counter {counter}."),
        BothTexts("Chọn người khác.", "Choose somebody else."),
    ),
    "unknown_officer": Kind(
        404,
        BothTexts("Không có người này", "Unknown officer"),
        BothTexts("Không có công chức “{officer}”.", "There is no officer “{officer}”."),
        BothTexts("Chọn một người trong danh sách.", "Choose somebody from the list."),
    ),
}
