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
}
