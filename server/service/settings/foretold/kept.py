"""What other times for which things are kept would bring with them: which days, and which list, go when."""

from datetime import timedelta
from typing import Final

from server.config import CentreSettings
from server.core.dossiers.dates import day_said
from server.core.reports.days import day_from
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.dossiers.forgetting import is_over
from server.service.retention.packing import days_due
from server.service.settings.foretold.beside import Beside
from server.service.today import today
from server.store.dossiers import imports

_PACKED: Final = BothTexts(
    "{days} ngày, từ {first} đến {last}, sẽ được gói lại ngay khi trung tâm đóng cửa: ai làm gì ở từng bước bị xóa hẳn, số liệu giữ nguyên.",
    "{days} days, {first} to {last}, will be packed as soon as the centre is closed: who did what at each step goes for good, all figures stay.",
)
_NONE_PACKED: Final = BothTexts(
    "Chưa ngày nào đủ cũ: chưa gói lại gì.", "No day is old enough: nothing is packed yet."
)
_KEPT_FOR_EVER: Final = BothTexts(
    "Không gói lại ngày nào nữa; ngày đã gói lại không trở lại như cũ được.",
    "No day is packed any more; what was packed does not come back.",
)
_NO_LIST: Final = BothTexts(
    "Chưa có danh sách hồ sơ nào: thay đổi này chưa thấy ở đâu.",
    "There is no list of dossiers: nothing of this is seen yet.",
)
_ANSWERED: Final = BothTexts(
    "Ngay khi lưu, máy lấy số và điện thoại trả lời về {rows} hồ sơ của danh sách nhận ngày {day}.",
    "As soon as this is saved kiosks and phones answer for the {rows} dossiers of the list of {day}.",
)
_NOT_ANSWERED: Final = BothTexts(
    "Ngay khi lưu, máy lấy số và điện thoại không trả lời nữa; công chức vẫn tra được {rows} hồ sơ.",
    "As soon as this is saved kiosks and phones answer no more; officers still find the {rows} dossiers.",
)
_LIST_STAYS: Final = BothTexts(
    "Danh sách nhận ngày {day} ({rows} hồ sơ) được giữ ít nhất đến hết ngày {until}.",
    "The list of {day} ({rows} dossiers) is kept until the end of {until} at least.",
)
_LIST_GOES: Final = BothTexts(
    "Danh sách nhận ngày {day} ({rows} hồ sơ) đã quá hạn: bị xóa khi sang ngày mới.",
    "The list of {day} ({rows} dossiers) is over its time: it is deleted when the next day begins.",
)


def of_retention(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Which days would be packed."""
    kept = wanted.retention.steps_days
    if kept == context.settings.document.retention.steps_days:
        return ()
    if not kept:
        return (_KEPT_FOR_EVER.filled(),)
    days = days_due(context, kept)
    if not days:
        return (_NONE_PACKED.filled(),)
    first, last = (day_said(day_from(day)) for day in (days[0], days[-1]))
    return (_PACKED.filled(days=len(days), first=first, last=last),)


def of_dossiers(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Who is answered, and until when the list is kept."""
    before, after = context.centre.dossiers, wanted.dossiers.as_rules()
    if before == after:
        return ()
    with context.store.read() as connection:
        in_use = imports.current(connection)
        over = is_over(context, connection, today(context, connection)[2], after.keep_days)
    if in_use is None:
        return (_NO_LIST.filled(),)
    taken_in = context.centre.local(in_use.at).date()
    facts = {"rows": in_use.rows, "day": day_said(taken_in)}
    told = []
    if before.public != after.public:
        told.append((_ANSWERED if after.public else _NOT_ANSWERED).filled(**facts))
    if before.keep_days != after.keep_days:
        until = day_said(taken_in + timedelta(days=after.keep_days))
        told.append((_LIST_GOES if over else _LIST_STAYS).filled(until=until, **facts))
    return tuple(told)
