"""Paper numbers: pads that are printed beforehand, and how their numbers are brought in."""

from collections.abc import Mapping
from typing import Final

from server.core.refusals.kind import Kind
from server.core.texts import BothTexts

_LOOK_AT_THE_SLIP: Final = BothTexts(
    "Xem lại số in trên phiếu giấy.", "Look at the number on the paper slip."
)

PAPER: Final[Mapping[str, Kind]] = {
    "paper_number_unread": Kind(
        400,
        BothTexts("Không đọc được số giấy", "No paper number"),
        BothTexts(
            "“{typed}” không phải số giấy. Số giấy có dạng DPA007; một dãy có dạng DPA007-012, nhiều nhất {most} số.",
            "“{typed}” is no paper number. They look like DPA007, a range like DPA007-012, of at most {most} numbers.",
        ),
        _LOOK_AT_THE_SLIP,
    ),
    "unknown_pad": Kind(
        404,
        BothTexts("Tập số giấy chưa được in", "No such pad"),
        BothTexts(
            "Số {number} không thuộc tập số giấy nào mà trung tâm đã in.",
            "{number} is of no pad that this centre has printed.",
        ),
        _LOOK_AT_THE_SLIP,
    ),
    "paper_number_used": Kind(
        409,
        BothTexts("Số giấy này đã nhập", "This paper number was brought in already"),
        BothTexts(
            "Số {number} đã nhập rồi: {field}, lấy lúc {at}, {state}.",
            "{number} was brought in already: {field}, taken at {at}, {state}.",
        ),
        BothTexts(
            "Nếu là phiếu của người khác, xem lại số; nếu là cùng một người thì không cần nhập nữa.",
            "If it is somebody else's slip, look at the number again; if it is the same person, nothing is left to do.",
        ),
    ),
    "paper_number_twice": Kind(
        409,
        BothTexts("Số giấy ghi hai lần", "A paper number stands here twice"),
        BothTexts("Số {number} có ở hai dòng.", "{number} stands in two rows."),
        _LOOK_AT_THE_SLIP,
    ),
    "paper_too_many": Kind(
        409,
        BothTexts("Quá nhiều số giấy một lần", "Too many paper numbers at a time"),
        BothTexts(
            "Một lần nhập được nhiều nhất {most} số; từ dòng này là quá số đó.",
            "At most {most} numbers are brought in at a time; from this row on there are more.",
        ),
        BothTexts(
            "Bỏ dòng này và các dòng sau, nhập các dòng trước, rồi nhập tiếp phần còn lại.",
            "Remove this row and those after it, bring in the rows before, then bring in the rest.",
        ),
    ),
    "paper_point_unsaid": Kind(
        409,
        BothTexts("Chưa rõ điểm tiếp nhận", "At which point is not said"),
        BothTexts(
            "Chưa rõ người cầm số {number} đang chờ ở điểm tiếp nhận nào.",
            "It is not said at which point the person with {number} waits.",
        ),
        BothTexts(
            "Chọn điểm tiếp nhận ở dòng này, hoặc mở quầy của mình rồi nhập lại.",
            "Choose the point in this row, or open your counter and bring it in again.",
        ),
    ),
    "paper_too_old": Kind(
        409,
        BothTexts("Số giấy đã quá lâu", "The paper number is too old"),
        BothTexts(
            "Số {number} được lấy cách đây hơn {days} ngày.", "{number} was taken more than {days} days ago."
        ),
        BothTexts("Xem lại ngày.", "Look at the day."),
    ),
    "paper_to_come": Kind(
        409,
        BothTexts("Giờ lấy số chưa đến", "The time is yet to come"),
        BothTexts(
            "Số {number} ghi giờ lấy {at}, lúc đó chưa đến.",
            "{number} is said to be taken at {at}, which is yet to come.",
        ),
        BothTexts("Xem lại ngày và giờ.", "Look at the day and the time."),
    ),
    "paper_times": Kind(
        409,
        BothTexts("Các giờ không theo thứ tự", "The times are out of order"),
        BothTexts(
            "Số {number}: giờ lấy, giờ gọi và giờ xong phải theo thứ tự và đã qua.",
            "{number}: the times of taking, call and end must follow each other and be past.",
        ),
        BothTexts("Xem lại các giờ trên danh sách.", "Look at the times on the list."),
    ),
}
