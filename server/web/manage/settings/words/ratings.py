"""Words of the ratings' settings."""

from collections.abc import Mapping
from typing import Final

from server.core.texts import BothTexts
from server.web.manage.settings.words.shapes import EN_NAME, MINUTES, SECONDS, VI_NAME, PartWords, Words

REASON: Final[Mapping[str, Words]] = {
    "key": Words(
        BothTexts("Mã lý do", "Code"),
        wrong=BothTexts(
            "Mã lý do: chữ thường không dấu, chữ số, gạch dưới.",
            "A reason's code has small letters, digits and underscores.",
        ),
    ),
    "vi": Words(VI_NAME),
    "en": Words(EN_NAME),
}
RATINGS: Final = PartWords(
    BothTexts("Đánh giá", "Ratings"),
    BothTexts("Người dân đánh giá lượt phục vụ của mình", "What people say of their visits"),
    "check",
    {
        "enabled": Words(
            BothTexts("Mời đánh giá sau khi xong việc", "Ask people to rate their visit"),
            BothTexts(
                "Ở máy đánh giá tại quầy, trên điện thoại bằng mã của phiếu, và ở máy lấy số bằng mã của phiếu.",
                "At a counter's rating tablet, on the phone by the slip's code, and at the kiosk by the slip's code.",
            ),
        ),
        "reasons": Words(
            BothTexts("Lý do khi không hài lòng", "Reasons for not being satisfied"),
            BothTexts(
                "Người chọn “Không hài lòng” phải chọn một lý do. Mã viết chữ thường không dấu; đổi mã là thành lý do khác trong thống kê.",
                "Whoever is not satisfied has to choose one. A code is in small letters; another code is another reason in the figures.",
            ),
            wrong=BothTexts("Mỗi lý do phải có mã riêng.", "Each reason needs a code of its own."),
            widget="rows",
        ),
        "words": Words(
            BothTexts("Cho viết thêm vài lời", "Let people write a few words"),
            BothTexts(
                "Lời góp ý không gắn với tên, số hay giờ, và chỉ hiện khi có từ năm phiếu.",
                "They stand without name, number or time, and are shown only with five ballots or more.",
            ),
        ),
        "words_days": Words(
            BothTexts("Xóa lời góp ý sau", "Delete these words after"), unit=BothTexts("ngày", "days")
        ),
        "tablet_seconds": Words(
            BothTexts("Máy đánh giá hỏi trong", "A rating tablet asks for"),
            BothTexts(
                "Sau đó, hoặc khi quầy gọi số mới, máy trở về màn hình chờ.",
                "Then, or once the counter calls again, it goes back to waiting.",
            ),
            unit=SECONDS,
        ),
        "late_minutes": Words(
            BothTexts("Bằng mã của phiếu, đánh giá được trong", "By the slip's code people may rate for"),
            BothTexts(
                "Tính từ khi xong việc; hết ngày làm việc thì thôi.",
                "After the visit; never after its business day.",
            ),
            unit=MINUTES,
            zero=BothTexts("đến hết ngày", "until the day ends"),
        ),
    },
)
