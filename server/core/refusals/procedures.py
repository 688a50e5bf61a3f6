"""What a person comes for and asks to hear: fields, procedures, priority classes, dossiers, reading aloud."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

PROCEDURES: Final[Mapping[str, Kind]] = {
    "unknown_field": Kind(
        404,
        BothTexts("Không có lĩnh vực này", "Unknown field"),
        BothTexts("Trung tâm không có lĩnh vực “{field}”.", "This centre has no field “{field}”."),
        BothTexts("Chọn một lĩnh vực trong danh sách.", "Choose a field from the list."),
    ),
    "unknown_procedure": Kind(
        404,
        BothTexts("Không có thủ tục này", "Unknown procedure"),
        BothTexts(
            "Không có thủ tục “{procedure}” trong lĩnh vực này.",
            "There is no procedure “{procedure}” in this field.",
        ),
        BothTexts("Tìm lại thủ tục hoặc chỉ chọn lĩnh vực.", "Search again, or choose just the field."),
    ),
    "unknown_priority": Kind(
        404,
        BothTexts("Không có diện ưu tiên này", "Unknown priority class"),
        BothTexts(
            "Trung tâm không có diện ưu tiên “{priority}”.", "This centre has no priority class “{priority}”."
        ),
        BothTexts("Chọn một diện trong danh sách.", "Choose a class from the list."),
    ),
    "bad_dossier_code": Kind(
        400,
        BothTexts("Mã hồ sơ không đúng", "Not a dossier code"),
        BothTexts("“{dossier}” không đúng dạng mã hồ sơ.", "“{dossier}” is not a dossier code."),
        BothTexts(
            "Ghi như H26.14-251123-0012 (mã cơ quan, ngày nhận năm-tháng-ngày, số thứ tự), hoặc để trống.",
            "Write it like H26.14-251123-0012 (agency, day of receipt as yymmdd, number), or leave it empty.",
        ),
    ),
    "speech_missing": Kind(
        409,
        BothTexts("Máy này chưa có giọng đọc", "There is no voice here"),
        BothTexts(
            "Máy chủ không đọc được thành tiếng bằng ngôn ngữ “{tongue}”.",
            "The server cannot speak the language “{tongue}”.",
        ),
        BothTexts(
            "Cài gói espeak-ng trên máy chủ. Các chức năng khác vẫn dùng được.",
            "Install the package espeak-ng on the server. Everything else works without it.",
        ),
    ),
    "unknown_catalogue_entry": Kind(
        404,
        BothTexts("Không có mục này", "There is no such entry"),
        BothTexts("Danh mục không có “{entry}”.", "The catalogue has no “{entry}”."),
        BothTexts("Tải lại danh sách rồi chọn lại.", "Load the list again and choose from it."),
    ),
    "procedure_moved": Kind(
        412,
        BothTexts("Danh mục vừa được người khác sửa", "Somebody else has just changed the catalogue"),
        BothTexts(
            "Sau khi ông/bà mở “{name}”, người khác đã sửa; chưa lưu gì.",
            "“{name}” was changed after you opened it; nothing was saved.",
        ),
        BothTexts("Xem nội dung mới rồi lưu lại.", "Look at what it is now and save again."),
    ),
    "procedure_there_already": Kind(
        412,
        BothTexts("Đã có thủ tục này", "There is such a procedure already"),
        BothTexts(
            "Mã “{procedure}” đã dùng cho “{name}”; chưa lưu gì.",
            "The code “{procedure}” is that of “{name}”; nothing was saved.",
        ),
        BothTexts(
            "Tìm mã này trong danh sách rồi sửa hoặc bật lại, hoặc nhập mã khác.",
            "Find this code in the list and change it or switch it on, or type another.",
        ),
    ),
    "elsewhere_there_already": Kind(
        409,
        BothTexts("Đã có mục này", "There is such an entry already"),
        BothTexts("Đã có chỉ dẫn cho “{name}”.", "“{name}” is in the list already."),
        BothTexts("Sửa mục đang có, hoặc đặt tên khác.", "Change that entry, or give another name."),
    ),
    "unknown_catalogue_change": Kind(
        404,
        BothTexts("Không có thay đổi này", "There is no such change"),
        BothTexts(
            "Dòng {seq} không phải là thay đổi danh mục có thể hoàn tác.",
            "Entry {seq} is no change of the catalogue that can be taken back.",
        ),
        BothTexts("Chọn một thay đổi khác.", "Choose another change."),
    ),
    "catalogue_file_unreadable": Kind(
        422,
        BothTexts("Không đọc được tệp", "The file cannot be read"),
        BothTexts("Tệp này không phải là bảng CSV đọc được: {reason}", "This is no CSV file: {reason}"),
        BothTexts(
            "Trong Excel, chọn Lưu thành, loại CSV UTF-8, rồi chọn lại tệp.",
            "Save it as CSV UTF-8 in the spreadsheet and choose it again.",
        ),
    ),
    "catalogue_file_too_large": Kind(
        413,
        BothTexts("Tệp quá lớn", "The file is too large"),
        BothTexts(
            "Tệp vượt quá {rows} dòng hoặc {limit} MB; chưa lưu gì.",
            "The file has more than {rows} rows or {limit} MB; nothing was saved.",
        ),
        BothTexts("Chia tệp thành nhiều phần nhỏ hơn.", "Part it into smaller files."),
    ),
    "catalogue_file_wrong": Kind(
        422,
        BothTexts("Tệp có dòng chưa đúng", "Some rows of the file are wrong"),
        BothTexts("Có {rows} dòng chưa đúng; chưa lưu gì.", "{rows} rows are wrong; nothing was saved."),
        BothTexts("Sửa các dòng đó rồi chọn lại tệp.", "Correct these rows and choose the file again."),
    ),
}
