"""What other rules for numbers on phones and from afar would bring with them: who may take one, who may go for a while."""

from collections.abc import Iterator
from typing import Final

from server.config import CentreSettings
from server.core.centre import PhoneRules
from server.core.model import Channel
from server.core.queue.afar import share_of
from server.core.queue.lines import MAIN, line_of
from server.core.texts import BothTexts, FilledTexts
from server.service.city_ties import tie
from server.service.context import Context
from server.service.settings.foretold.beside import Beside, here
from server.service.today import today
from server.store.queue import afar, tickets

_ON: Final = BothTexts(
    "Ngay khi lưu, ai quét mã trên tờ dán ở cửa lấy số được bằng điện thoại.",
    "As soon as this is saved, whoever scans the poster at the door can take a number on a phone.",
)
_OFF: Final = BothTexts(
    "Ngay khi lưu, điện thoại không lấy số được nữa; {people} người đã lấy bằng điện thoại và đang chờ giữ số và thứ tự.",
    "As soon as this is saved, phones take no numbers; {people} people who took one on a phone and wait keep number and place.",
)
_CODE: Final = BothTexts(
    "Màn hình sảnh hiện mã bốn chữ số, đổi sau mỗi {minutes} phút; mã liền trước vẫn nhận.",
    "The hall's screens show four digits that change every {minutes} minutes; those before are still taken.",
)
_NO_CODE: Final = BothTexts(
    "Không hỏi mã tại sảnh: ai mở được trang này từ nhà cũng lấy số được.",
    "No code of the hall is asked for: whoever reaches the page from home can take a number, too.",
)
_UNSEEN: Final = BothTexts(
    "Điện thoại chưa được lấy số: thay đổi này chưa thấy ở đâu cho đến khi bật.",
    "Phones take no numbers yet: nothing of this is seen until that is switched on.",
)
_LIMIT: Final = BothTexts(
    "Mỗi điện thoại lấy được {limit} số hôm nay, tính cả số đã lấy và đã hủy.",
    "Each phone gets {limit} numbers today, those that it took or cancelled already included.",
)
_MAY_GO: Final = BothTexts(
    "{people} người đang chờ thấy nút “Giữ chỗ” trên trang sau mã của phiếu: ra ngoài {minutes} phút mà không mất chỗ, một lần.",
    "{people} people who wait are offered to keep their place on the page behind their slip's code: {minutes} minutes, once.",
)
_NOBODY_GOES: Final = BothTexts(
    "Không ai giữ chỗ được nữa; {people} người đang ra ngoài vẫn được giữ đến giờ đã hẹn.",
    "Nobody can keep a place any more; {people} people who are away keep theirs until the time they were told.",
)
_NO_CITY: Final = BothTexts(
    "Trung tâm chưa kết nối với thành phố: chưa ai xin số từ xa được.",
    "The centre is linked to no city: nobody can ask for a number from afar.",
)
_SHARE: Final = BothTexts(
    "Mỗi giờ, với các quầy đang mở: {shares}.", "Each hour, by the counters that are open now: {shares}."
)
_SHARE_OF: Final = BothTexts("{field} {numbers} số", "{field} {numbers}")
_NONE_FROM_AFAR: Final = BothTexts(
    "Ngay khi lưu, không ai xin được số từ xa; {people} người đã xin và chưa đến vẫn giữ số.",
    "As soon as this is saved, nobody gets a number from afar; {people} people who have one and are not here yet keep it.",
)
_KEPT: Final = BothTexts(
    "Số xin từ bây giờ được giữ chỗ {minutes} phút khi đến lượt; {people} số đã xin vẫn theo giờ đã báo.",
    "The place of numbers asked for from now on is kept for {minutes} minutes; {people} that are out keep the time they were told.",
)


def of_phone(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Whether phones take numbers, the hall's digits, and places that are kept."""
    after = wanted.as_centre()
    told = [*_numbers(context, after.phone, shown=after.phone.enabled or after.remote.share > 0)]
    if after.phone.keep_place_minutes != context.centre.phone.keep_place_minutes:
        told.append(_places(context, after.phone.keep_place_minutes))
    return tuple(told)


def _numbers(context: Context, after: PhoneRules, *, shown: bool) -> Iterator[FilledTexts]:
    before = context.centre.phone
    turned = before.enabled != after.enabled
    if turned:
        yield _ON.filled() if after.enabled else _OFF.filled(people=_taken_on_phones(context))
    digits = before.presence_minutes != after.presence_minutes
    limit = before.per_phone_per_day != after.per_phone_per_day
    if (digits or limit) and not shown and not turned:
        yield _UNSEEN.filled()
    if shown and (digits or (turned and after.enabled)):
        minutes = after.presence_minutes
        yield _CODE.filled(minutes=minutes) if minutes else _NO_CODE.filled()
    if after.enabled and limit:
        yield _LIMIT.filled(limit=after.per_phone_per_day)


def _taken_on_phones(context: Context) -> int:
    with context.store.read() as connection:
        day = today(context, connection)[2]
        return sum(each.channel is Channel.PHONE for each in here(context, connection, day))


def _places(context: Context, minutes: int) -> FilledTexts:
    with context.store.read() as connection:
        day = today(context, connection)[2]
        if not minutes:
            return _NOBODY_GOES.filled(people=sum(tickets.away(connection, day).values()))
        may = [each for each in here(context, connection, day) if each.away_until is None]
        return _MAY_GO.filled(people=len(may), minutes=minutes)


def of_remote(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """How many numbers each field gives from afar, and for how long their places are kept."""
    before, after = context.centre.remote, wanted.remote
    with context.store.read() as connection:
        expected = len(afar.expected(connection, today(context, connection)[2]))
    told = []
    if before.share != after.share:
        told.append(_shares(context, after.share) if after.share else _NONE_FROM_AFAR.filled(people=expected))
    if before.keep_minutes != after.keep_minutes:
        told.append(_KEPT.filled(minutes=after.keep_minutes, people=expected))
    if told and tie(context) is None:
        told.append(_NO_CITY.filled())
    return tuple(told)


def _shares(context: Context, percent: int) -> FilledTexts:
    serving = context.serving()
    shares = tuple(
        _SHARE_OF.filled(
            field=field.names,
            numbers=share_of(percent, len(serving.get(line_of(code, MAIN), ())), field.service_s),
        )
        for code, field in context.centre.layout.fields.items()
        if not field.helper_only and not field.card_only
    )
    return _SHARE.filled(shares=shares)
