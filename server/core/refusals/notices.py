"""Notices with their pictures and videos."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

NOTICES: Final[Mapping[str, Kind]] = {
    "unknown_alert": Kind(
        404,
        BothTexts("Không có cảnh báo này", "Unknown alert"),
        BothTexts("Cảnh báo này đã hết.", "This alert has ended."),
        BothTexts(
            "Tải lại trang để xem các cảnh báo hiện có.", "Reload the page to see the alerts that stand."
        ),
    ),
    "unknown_notice": Kind(
        404,
        BothTexts("Không có thông báo này", "Unknown notice"),
        BothTexts("Thông báo này không còn nữa.", "This notice is no longer there."),
        BothTexts(
            "Tải lại trang để xem các thông báo hiện có.",
            "Reload the page to see the notices that are there.",
        ),
    ),
    "notice_moved": Kind(
        412,
        BothTexts("Người khác vừa sửa", "Somebody else has just changed this"),
        BothTexts(
            "Thông báo này đã được người khác sửa trong lúc trang này đang mở. Chưa có gì bị ghi đè.",
            "Somebody else has changed this notice while this page was open. Nothing has been overwritten.",
        ),
        BothTexts(
            "Xem nội dung mới trong danh sách, rồi bấm Sửa một lần nữa.",
            "Look at it in the list, then change it again.",
        ),
    ),
    "unknown_file": Kind(
        404,
        BothTexts("Chưa có tệp để hiện", "No file to show"),
        BothTexts(
            "Ảnh hoặc video của thông báo không có trên máy chủ.",
            "The picture or video of this notice is not on the server.",
        ),
        BothTexts("Chọn lại tệp rồi gửi lại.", "Choose the file again and send it."),
    ),
    "file_of_other_kind": Kind(
        400,
        BothTexts("Tệp không đúng loại", "Another kind of file"),
        BothTexts(
            "Thông báo bằng ảnh cần một tệp ảnh, thông báo bằng video cần một tệp video.",
            "A notice that is a picture needs a picture's file, and one that is a video needs a video's.",
        ),
        BothTexts("Chọn lại loại thông báo hoặc tệp.", "Choose the other kind, or another file."),
    ),
    "text_missing": Kind(
        400,
        BothTexts("Chưa có nội dung", "No text"),
        BothTexts("Nội dung tiếng Việt còn trống.", "The Vietnamese text is empty."),
        BothTexts("Nhập nội dung rồi gửi lại.", "Write the text and send again."),
    ),
    "text_too_long": Kind(
        400,
        BothTexts("Nội dung quá dài", "The text is too long"),
        BothTexts(
            "Nội dung có {letters} chữ; nhiều nhất là {limit} chữ, để đọc được từ xa.",
            "The text has {letters} letters; {limit} at most can be read from afar.",
        ),
        BothTexts(
            "Rút ngắn lại, hoặc chia thành nhiều thông báo.", "Shorten it, or make several notices of it."
        ),
    ),
    "bad_schedule": Kind(
        400,
        BothTexts("Thời gian hiện không đúng", "Never shown"),
        BothTexts(
            "Ngày cuối sớm hơn ngày đầu, hoặc giờ bắt đầu trùng giờ kết thúc.",
            "The last day is before the first, or it ends at the time when it begins.",
        ),
        BothTexts("Sửa lại ngày và giờ.", "Correct the days and times."),
    ),
    "too_many_notices": Kind(
        409,
        BothTexts("Đã đủ thông báo", "Enough notices"),
        BothTexts("Đã có {limit} thông báo.", "There are {limit} notices already."),
        BothTexts("Xóa bớt thông báo không dùng nữa.", "Delete notices that are not needed any more."),
    ),
    "not_a_picture": Kind(
        400,
        BothTexts("Tệp này không hiện được", "This file cannot be shown"),
        BothTexts(
            "Đây không phải ảnh hay video, hoặc tệp đã hỏng.",
            "It is no picture and no video, or it is damaged.",
        ),
        BothTexts(
            "Dùng ảnh JPEG, PNG, WebP, GIF, BMP, TIFF hoặc video MP4 (H.264), WebM.",
            "Use a JPEG, PNG, WebP, GIF, BMP or TIFF picture, or an MP4 (H.264) or WebM video.",
        ),
    ),
    "picture_too_large": Kind(
        413,
        BothTexts("Ảnh quá lớn", "The picture is too large"),
        BothTexts("Ảnh có hơn {most} triệu điểm ảnh.", "The picture has more than {most} million pixels."),
        BothTexts("Thu nhỏ ảnh rồi gửi lại.", "Scale the picture down and send it again."),
    ),
    "file_too_large": Kind(
        413,
        BothTexts("Tệp quá lớn", "The file is too large"),
        BothTexts("Tệp lớn hơn {limit} MB.", "The file is larger than {limit} MB."),
        BothTexts(
            "Giảm dung lượng tệp rồi gửi lại: ảnh đến 20 MB, video đến 200 MB, logo đến 2 MB.",
            "Make it smaller and send it again: pictures up to 20 MB, videos up to 200 MB, a logo up to 2 MB.",
        ),
    ),
    "upload_broken": Kind(
        400,
        BothTexts("Tệp chưa gửi xong", "The file did not arrive whole"),
        BothTexts(
            "Đường truyền bị ngắt giữa chừng; chưa có gì được lưu.", "The line broke; nothing was kept."
        ),
        BothTexts("Gửi lại tệp.", "Send the file again."),
    ),
}
