"""Machines of the centre: their pairing and their names."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

MACHINES: Final[Mapping[str, Kind]] = {
    "unknown_pairing": Kind(
        404,
        BothTexts("Mã ghép máy không đúng", "Unknown pairing code"),
        BothTexts(
            "Không có máy nào đang hiện mã này. Mã sai hoặc đã hết hạn.",
            "No machine shows this code now. It is wrong or has expired.",
        ),
        BothTexts(
            "Nhìn lại mã đang hiện trên máy rồi nhập lại.",
            "Look at the code that the machine shows now and type it again.",
        ),
    ),
    "pairing_used": Kind(
        409,
        BothTexts("Mã đã được dùng", "Code already used"),
        BothTexts(
            "Mã này vừa được dùng để thêm máy “{name}”. Mỗi mã chỉ dùng một lần.",
            "This code was just used to add the machine “{name}”. A code is good once.",
        ),
        BothTexts(
            "Xem máy “{name}” ở trang Thiết bị. Nếu máy vẫn hiện mã thì nhập mã đang hiện.",
            "Look at the machine “{name}” on the page Devices. If the machine still shows a code, type that one.",
        ),
    ),
    "pairing_other_kind": Kind(
        409,
        BothTexts("Máy thuộc loại khác", "Another kind of machine"),
        BothTexts(
            "Máy đang hiện mã này xin vào làm “{asks}”, không phải “{confirmed}”.",
            "The machine that shows this code asks to be “{asks}”, not “{confirmed}”.",
        ),
        BothTexts(
            "Ghép máy ở trang Thiết bị, hoặc mở đúng trang của loại máy đó trên máy rồi nhập mã mới.",
            "Pair the machine on the page Devices, or open the page of the right kind on it and type the new code.",
        ),
    ),
    "unknown_device": Kind(
        404,
        BothTexts("Không có thiết bị này", "Unknown device"),
        BothTexts("Không tìm thấy thiết bị.", "No such device."),
        BothTexts("Tải lại danh sách thiết bị.", "Reload the list of devices."),
    ),
    "device_name_taken": Kind(
        409,
        BothTexts("Tên máy đã có", "Device name taken"),
        BothTexts(
            "Đã có máy cùng loại tên “{name}”.", "A device of this kind has the name “{name}” already."
        ),
        BothTexts(
            "Đặt tên khác, hoặc thu hồi máy cũ trước.",
            "Choose another name, or revoke the old device first.",
        ),
    ),
}
