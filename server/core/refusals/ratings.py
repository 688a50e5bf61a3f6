"""Rating a visit."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_ASK: Final = BothTexts(
    "Nếu có điều muốn góp ý, mời ông/bà gặp người hướng dẫn.",
    "If there is something you would like to say, please see a helper.",
)

RATINGS: Final[Mapping[str, Kind]] = {
    "ratings_off": Kind(
        403,
        BothTexts("Chưa nhận đánh giá", "No ratings here"),
        BothTexts("Trung tâm này chưa mở đánh giá.", "This centre does not ask for ratings."),
        _ASK,
    ),
    "rating_reason": Kind(
        400,
        BothTexts("Xin chọn lý do", "A reason is needed"),
        BothTexts(
            "Khi chưa hài lòng, xin cho biết lý do để trung tâm phục vụ tốt hơn.",
            "If you were not satisfied, please say why, so that the centre can do better.",
        ),
        BothTexts("Chọn một lý do rồi gửi lại.", "Choose a reason and send it again."),
    ),
    "rating_reason_unknown": Kind(
        400,
        BothTexts("Lý do này không còn", "That reason is gone"),
        BothTexts("Không có lý do “{reason}”.", "There is no reason “{reason}”."),
        BothTexts("Chọn một lý do khác rồi gửi lại.", "Choose another reason and send it again."),
    ),
    "rating_cancelled": Kind(
        409,
        BothTexts("Số này đã hủy", "This number was cancelled"),
        BothTexts(
            "Số {number} đã hủy nên không có lượt phục vụ nào để đánh giá.",
            "{number} was cancelled: there was no visit to rate.",
        ),
        _ASK,
    ),
    "rating_missed": Kind(
        409,
        BothTexts("Số này chưa được phục vụ", "This number was not served"),
        BothTexts(
            "Số {number} đã được gọi nhưng chưa có ai đến quầy, nên chưa đánh giá được.",
            "{number} was called and nobody came: there was no visit to rate.",
        ),
        _ASK,
    ),
    "rating_not_yet": Kind(
        409,
        BothTexts("Chưa đến lúc đánh giá", "Not yet"),
        BothTexts(
            "Số {number} chưa được phục vụ xong.",
            "{number} has not been served to the end.",
        ),
        BothTexts("Xin đánh giá sau khi xong việc ở quầy.", "Please rate once you are done at the counter."),
    ),
    "already_rated": Kind(
        409,
        BothTexts("Lượt này đã được đánh giá", "This visit has been rated"),
        BothTexts(
            "Số {number} đã được đánh giá rồi. Cảm ơn ông/bà.",
            "{number} has been rated already. Thank you.",
        ),
        BothTexts("Mỗi lượt chỉ đánh giá một lần.", "Each visit is rated once."),
    ),
    "rating_too_late": Kind(
        409,
        BothTexts("Đã hết thời gian đánh giá", "Too late to rate"),
        BothTexts(
            "Thời gian đánh giá lượt của số {number} đã hết.",
            "The time for rating the visit of {number} is over.",
        ),
        _ASK,
    ),
    "rating_nobody": Kind(
        409,
        BothTexts("Chưa có lượt nào để đánh giá", "Nothing to rate yet"),
        BothTexts("Chưa có lượt nào vừa xong ở quầy này.", "No visit has just ended at this counter."),
        BothTexts("Xin đánh giá sau khi xong việc ở quầy.", "Please rate once you are done at the counter."),
    ),
}
