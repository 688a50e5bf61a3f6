"""The catalogue that a city rolls out."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

CITY_CATALOGUE: Final[Mapping[str, Kind]] = {
    "city_catalogue_empty": Kind(
        400,
        BothTexts("Chưa chọn tệp", "No file chosen"),
        BothTexts("Chưa có tệp nào được gửi lên.", "No file was sent."),
        BothTexts(
            "Chọn tệp CSV của danh mục rồi gửi lại.", "Choose the catalogue's CSV file and send again."
        ),
    ),
    "city_catalogue_same": Kind(
        409,
        BothTexts("Danh mục này đã có", "This catalogue is there already"),
        BothTexts(
            "Nội dung tệp giống hệt phiên bản {version}.", "The file's content is that of version {version}."
        ),
        BothTexts("Dùng phiên bản đó, hoặc chọn tệp khác.", "Use that version, or choose another file."),
    ),
    "unknown_city_catalogue": Kind(
        404,
        BothTexts("Không có phiên bản này", "No such version"),
        BothTexts("Không có danh mục phiên bản {version}.", "There is no version {version}."),
        BothTexts("Chọn một phiên bản trong danh sách.", "Choose a version from the list."),
    ),
    "city_catalogue_over": Kind(
        409,
        BothTexts("Phiên bản đã thu hồi", "This version was taken back"),
        BothTexts(
            "Phiên bản {version} đã thu hồi nên không đưa đi được nữa.",
            "Version {version} was taken back and is offered to nobody any more.",
        ),
        BothTexts("Tải lên một phiên bản mới.", "Upload a new version."),
    ),
    "city_catalogue_untried": Kind(
        409,
        BothTexts("Chưa thử ở trung tâm nào", "Tried nowhere yet"),
        BothTexts(
            "Phiên bản {version} chưa có trung tâm thử nào nhận.",
            "No centre that tries version {version} has taken it yet.",
        ),
        BothTexts(
            "Chọn nơi thử và đợi một trung tâm nhận vào đầu ngày làm việc, rồi mới đưa đến mọi nơi.",
            "Choose centres that try it, wait until one has taken it at the change of day, then roll it out to all.",
        ),
    ),
    "city_catalogue_nobody": Kind(
        400,
        BothTexts("Chưa chọn trung tâm", "No centre chosen"),
        BothTexts("Chưa chọn trung tâm nào để thử.", "No centre was chosen to try it."),
        BothTexts("Chọn ít nhất một trung tâm rồi gửi lại.", "Choose at least one centre and send again."),
    ),
}
