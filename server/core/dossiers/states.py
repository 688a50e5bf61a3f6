"""How far a dossier is: few states, told from the many words of dossier systems."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Final

from server.core.procedures.spelling import fold
from server.core.texts import BothTexts


class DossierState(StrEnum):
    """Where a dossier stands."""

    RECEIVED = "received"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    DONE = "done"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


ENDED: Final = frozenset(
    {DossierState.DONE, DossierState.RETURNED, DossierState.REFUSED, DossierState.WITHDRAWN}
)
"""The states of a dossier that is handled."""

WORDS: Final[Mapping[DossierState, BothTexts]] = {
    DossierState.RECEIVED: BothTexts("Đã tiếp nhận", "Received"),
    DossierState.PROCESSING: BothTexts("Đang giải quyết", "Being handled"),
    DossierState.SUPPLEMENT: BothTexts("Chờ ông/bà bổ sung giấy tờ", "Waiting for papers from you"),
    DossierState.DONE: BothTexts("Đã có kết quả, chờ trả", "The result is ready"),
    DossierState.RETURNED: BothTexts("Đã trả kết quả", "The result was returned"),
    DossierState.REFUSED: BothTexts("Không giải quyết, đã có văn bản trả lời", "Refused; there is a letter"),
    DossierState.WITHDRAWN: BothTexts("Đã rút hồ sơ", "Withdrawn"),
}
"""The words for each state."""

# In this order: what begins so is that. Whole words alone, so that a name in the wrong column is no state.
_BEGINS: Final = tuple(
    (state, tuple(f"{beginning} " for beginning in beginnings.split("|")))
    for state, beginnings in (
        (DossierState.WITHDRAWN, "withdrawn|rut ho so|da rut|xin rut|cong dan rut"),
        (
            DossierState.REFUSED,
            (
                "refused|tu choi|bi tu choi|da tu choi|khong giai quyet|khong tiep nhan|khong du dieu kien|tra lai ho so"
                "|da huy|dung xu ly"
            ),
        ),
        (DossierState.DONE, "done|chua tra|cho tra|cho nhan ket qua|co ket qua|da co ket qua"),
        (DossierState.PROCESSING, "da bo sung"),
        (
            DossierState.SUPPLEMENT,
            "supplement|bo sung|cho bo sung|yeu cau bo sung|can bo sung|dang bo sung|dang cho bo sung|tam dung",
        ),
        (DossierState.RETURNED, "returned|da tra|tra ket qua|da nhan ket qua"),
        (
            DossierState.PROCESSING,
            (
                "processing|dang xu ly|dang giai quyet|dang thu ly|dang tham dinh|dang tham tra|dang trinh|dang cho"
                "|dang thuc hien|dang lay y kien|dang phoi hop|dang luan chuyen|cho xu ly|cho giai quyet|cho tham dinh"
                "|cho phe duyet|cho ky|da phan cong|chua giai quyet|chua xu ly|chua hoan thanh|chua co ket qua"
                "|chua den han|trong han"
            ),
        ),
        (
            DossierState.DONE,
            (
                "da giai quyet|da xu ly|giai quyet xong|xu ly xong|da hoan thanh|hoan thanh|hoan tat|da hoan tat|da xong"
                "|ket thuc|da ket thuc|da duyet|da phe duyet"
            ),
        ),
        (
            DossierState.RECEIVED,
            "received|tiep nhan|da tiep nhan|moi tiep nhan|cho tiep nhan|moi dang ky|da nhan|da nop",
        ),
    )
)


@lru_cache(maxsize=1024)
def state_of(text: str) -> DossierState:
    """The state that a cell means. Raises `ValueError` for words that are none."""
    said = f"{fold(text).removeprefix('ho so ')} "
    for state, beginnings in _BEGINS:
        if said.startswith(beginnings):
            return state
    raise ValueError(f"{text}: no state")
