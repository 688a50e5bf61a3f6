"""What is kept of one row of an imported list: no name, no address, nothing that the columns below do not say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from server.core.dossiers.dates import day_of, day_said
from server.core.dossiers.states import ENDED, WORDS, DossierState, state_of
from server.core.procedures.spelling import fold
from server.core.queue.dossiers import checked_code
from server.core.refusal import Refusal
from server.core.texts import BothTexts, FilledTexts

COLUMNS: Final = ("code", "field", "procedure", "state", "received", "due", "finished", "channel")
"""All that is read of a file; whatever else it has is passed over."""
NEEDED: Final = ("code", "state", "received")
CALLED: Final[Mapping[str, BothTexts]] = {
    "code": BothTexts("mã hồ sơ", "dossier code"),
    "field": BothTexts("lĩnh vực", "field"),
    "procedure": BothTexts("mã thủ tục", "procedure code"),
    "state": BothTexts("trạng thái", "state"),
    "received": BothTexts("ngày tiếp nhận", "day of receipt"),
    "due": BothTexts("ngày hẹn trả", "due day"),
    "finished": BothTexts("ngày kết thúc", "day of the result"),
    "channel": BothTexts("hình thức nộp", "how it was filed"),
}
_CODE: Final = BothTexts("“{said}” không phải mã hồ sơ", "“{said}” is no dossier code")
_STATE: Final = BothTexts("Trạng thái “{said}” không rõ", "The state “{said}” is not known")
_CHANNEL: Final = BothTexts("Hình thức nộp “{said}” không rõ", "“{said}”: not known how it was filed")
_DAY: Final = BothTexts("Cột {column}: “{said}” không phải ngày", "Column {column}: “{said}” is no day")
_NO_DAY: Final = BothTexts("Cột {column} còn trống", "Column {column} is empty")
_LATER: Final = BothTexts(
    "Cột {column} ({said}) sau ngày cuối của kỳ", "Column {column} ({said}) is after the last day of the file"
)
_BACKWARDS: Final = BothTexts(
    "Cột {column} trước ngày tiếp nhận", "Column {column} is before the day of receipt"
)
_NOT_ENDED: Final = BothTexts(
    "Đã có ngày kết thúc nhưng trạng thái là “{said}”",
    "It has a day of the result, but the state is “{said}”",
)
_NO_END: Final = BothTexts(
    "Trạng thái là “{said}” nhưng không có ngày kết thúc", "The state is “{said}” without a day of the result"
)
_SHOWN: Final = 40
Reason = BothTexts | FilledTexts


class DossierChannel(StrEnum):
    """How a dossier was filed: over the portal, or at the counter and by post, which Form 06 counts together."""

    ONLINE = "online"
    DIRECT = "direct"


_BEGINS: Final = {
    DossierChannel.ONLINE: ("online", "truc tuyen", "qua mang", "dich vu cong", "dvc", "cong dich vu cong"),
    DossierChannel.DIRECT: (
        "direct",
        "truc tiep",
        "tai quay",
        "buu chinh",
        "buu dien",
        "bcci",
        "mot cua",
        "qua buu",
    ),
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier. Days are ISO dates; `field` is a code of the centre's, `None` for none that it has."""

    code: str
    field: str | None
    procedure: str | None
    state: DossierState
    received: str
    due: str | None = None
    finished: str | None = None
    channel: DossierChannel | None = None


@dataclass(frozen=True, slots=True)
class RowsReading:
    """How rows are read: `columns` are those that the file has, `last` is the last day that it covers.

    `place` says which of the centre's fields and which known procedure the cells of a row mean.
    """

    columns: frozenset[str]
    last: date
    place: Callable[[str, str], tuple[str | None, str | None]]


def dossier_of(cells: Mapping[str, str], reading: RowsReading) -> Dossier | list[Reason]:
    """The dossier of a row, or what is wrong with the row."""
    wrong: list[Reason] = []
    code = _code(cells.get("code", ""), reading.last, wrong)
    state = _state(cells.get("state", ""), wrong)
    days = {
        name: _day(name, cells.get(name, ""), reading.last, wrong) for name in ("received", "due", "finished")
    }
    channel = _channel(cells.get("channel", ""), wrong)
    if state is not None and not wrong:
        wrong.extend(_contradictions(state, days, "finished" in reading.columns))
    received = days["received"]
    if wrong or state is None or received is None:
        return wrong
    field, procedure = reading.place(cells.get("field", ""), cells.get("procedure", ""))
    return Dossier(code, field, procedure, state, received, days["due"], days["finished"], channel)


def _code(said: str, last: date, wrong: list[Reason]) -> str:
    try:
        return checked_code(said, last)
    except Refusal:
        wrong.append(_CODE.filled(said=said.strip()[:_SHOWN]))
        return ""


def _state(said: str, wrong: list[Reason]) -> DossierState | None:
    try:
        return state_of(said.strip())
    except ValueError:
        wrong.append(_STATE.filled(said=said.strip()[:_SHOWN]))
        return None


def _channel(said: str, wrong: list[Reason]) -> DossierChannel | None:
    found = channel_of(said)
    if found is None and said.strip():
        wrong.append(_CHANNEL.filled(said=said.strip()[:_SHOWN]))
    return found


@lru_cache(maxsize=1024)
def channel_of(said: str) -> DossierChannel | None:
    """How a dossier was filed, `None` for words that do not say it."""
    folded = f"{fold(said.strip()).removeprefix('nop ')} "
    for channel, beginnings in _BEGINS.items():
        if folded.startswith(tuple(f"{beginning} " for beginning in beginnings)):
            return channel
    return None


def _day(name: str, said: str, last: date, wrong: list[Reason]) -> str | None:
    if not said.strip():
        if name in NEEDED:
            wrong.append(_NO_DAY.filled(column=CALLED[name]))
        return None
    try:
        day = day_of(said)
    except ValueError:
        wrong.append(_DAY.filled(column=CALLED[name], said=said.strip()[:_SHOWN]))
        return None
    if name != "due" and day > last:
        wrong.append(_LATER.filled(column=CALLED[name], said=day_said(day)))
    return day.isoformat()


def _contradictions(state: DossierState, days: Mapping[str, str | None], with_ends: bool) -> list[Reason]:  # noqa: FBT001
    """What cannot be true together: it shows columns that were swapped."""
    received, finished = days["received"], days["finished"]
    wrong: list[Reason] = [
        _BACKWARDS.filled(column=CALLED[name])
        for name in ("due", "finished")
        if received is not None and (day := days[name]) is not None and day < received
    ]
    if state in ENDED and with_ends and finished is None:
        wrong.append(_NO_END.filled(said=WORDS[state]))
    if state not in ENDED and finished is not None:
        wrong.append(_NOT_ENDED.filled(said=WORDS[state]))
    return wrong
