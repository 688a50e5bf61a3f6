"""What other rules for ratings would bring with them: which tablets ask, who can still rate, which words go."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from server.config import CentreSettings
from server.core.ratings.rules import RatingRules, too_late
from server.core.reports.days import day_text
from server.core.texts import BothTexts, FilledTexts
from server.service.context import Context
from server.service.last_day import last_sure_day
from server.service.settings.foretold.beside import Beside, machines
from server.service.today import today
from server.store.ratings import table, written_words

_TABLETS: Final = BothTexts(
    "Máy đánh giá sẽ hỏi sau mỗi lượt ở: {counters}.",
    "Rating tablets will ask after each visit at: {counters}.",
)
_NO_TABLETS: Final = BothTexts(
    "Chưa có máy đánh giá nào ở quầy: người dân đánh giá bằng mã trên phiếu.",
    "No rating tablet stands at a counter yet: people rate by the code on their slips.",
)
_OFF: Final = BothTexts(
    "Ngay khi lưu, không hỏi ai nữa, kể cả ở {tablets} máy đánh giá; những gì đã đánh giá vẫn ở trong báo cáo.",
    "As soon as this is saved nobody is asked, nor at the {tablets} rating tablets; what was said stays in the report.",
)
_UNSEEN: Final = BothTexts(
    "Chưa hỏi đánh giá: thay đổi này chưa thấy ở đâu cho đến khi bật.",
    "Nobody is asked to rate yet: nothing of this is seen until that is switched on.",
)
_CAN_RATE: Final = BothTexts(
    "{visits} lượt đã xong hôm nay còn đánh giá được bằng mã trên phiếu.",
    "{visits} visits that ended today can still be rated by their slips' codes.",
)
_NEW_REASON: Final = BothTexts(
    "Ai chưa hài lòng chọn được thêm: “{reason}”.", "Whoever is not satisfied can choose, too: “{reason}”."
)
_RENAMED: Final = BothTexts(
    "“{before}” sẽ được ghi là “{after}”, cả trong báo cáo những ngày trước.",
    "“{before}” will be written “{after}”, also in reports of the days before.",
)
_NO_REASON: Final = BothTexts(
    "“{reason}”: không chọn được nữa; những lần đã chọn vẫn được đếm, báo cáo ghi là “{key}”.",
    "“{reason}” can be chosen no more; those who chose it stay counted, the report calls it “{key}”.",
)
_WORDS: Final = BothTexts("Người dân viết được vài lời.", "People can write a few words.")
_NO_WORDS: Final = BothTexts(
    "Không ai viết được nữa; lời đã viết được giữ đủ {days} ngày.",
    "Nobody can write any more; what was written is kept for its {days} days.",
)
_WORDS_GO: Final = BothTexts(
    "{words} lời đã cũ hơn {days} ngày: bị xóa khi sang ngày mới, không lấy lại được.",
    "{words} of what people wrote is older than {days} days: it is deleted when the next day begins, for good.",
)
_WORDS_STAY: Final = BothTexts(
    "Chưa có lời nào cũ hơn {days} ngày: chưa xóa gì.",
    "Nothing that people wrote is older than {days} days: nothing goes yet.",
)
_ASKS: Final = BothTexts(
    "{tablets} máy đánh giá hỏi {seconds} giây sau mỗi lượt, hoặc đến khi quầy gọi số sau.",
    "{tablets} rating tablets ask for {seconds} seconds after each visit, or until their counter calls the next number.",
)


def of_ratings(context: Context, wanted: CentreSettings, _beside: Beside) -> tuple[FilledTexts, ...]:
    """Of whatever would be another one."""
    before, after = context.centre.ratings, wanted.ratings.as_rules()
    told = [*_asked(context, before, after), *_reasons(before, after), *_written(context, before, after)]
    if before.tablet_s != after.tablet_s:
        told.append(_ASKS.filled(tablets=len(_tablets(context)), seconds=after.tablet_s))
    unseen = told and not after.enabled and before.enabled == after.enabled
    return (_UNSEEN.filled(), *told) if unseen else tuple(told)


def _asked(context: Context, before: RatingRules, after: RatingRules) -> Iterator[FilledTexts]:
    turned = before.enabled != after.enabled
    if turned and not after.enabled:
        yield _OFF.filled(tablets=len(_tablets(context)))
        return
    if turned:
        at = _tablets(context)
        yield _TABLETS.filled(counters=", ".join(at)) if at else _NO_TABLETS.filled()
    if turned or before.late_minutes != after.late_minutes:
        yield _CAN_RATE.filled(visits=_can_rate(context, after))


def _tablets(context: Context) -> list[str]:
    """The counters at which a tablet stands."""
    places = context.centre.layout.counters
    with context.store.read() as connection:
        at = {each.counter for each in machines(connection, "rating")}
    return [place.name for n, place in places.items() if n in at]


def _can_rate(context: Context, rules: RatingRules) -> int:
    with context.store.read() as connection:
        _, now, day = today(context, connection)
        return sum(not too_late(rules, ended, now) for ended in table.not_rated(connection, day))


def _reasons(before: RatingRules, after: RatingRules) -> Iterator[FilledTexts]:
    for key, names in before.reasons.items():
        if key not in after.reasons:
            yield _NO_REASON.filled(reason=names, key=key)
        elif after.reasons[key] != names:
            yield _RENAMED.filled(before=names, after=after.reasons[key])
    for key, names in after.reasons.items():
        if key not in before.reasons:
            yield _NEW_REASON.filled(reason=names)


def _written(context: Context, before: RatingRules, after: RatingRules) -> Iterator[FilledTexts]:
    if before.words != after.words:
        yield _WORDS.filled() if after.words else _NO_WORDS.filled(days=after.words_days)
    if before.words_days != after.words_days:
        with context.store.read() as connection:
            last = last_sure_day(context, connection, today(context, connection)[2])
            limit = None if last is None else day_text(last - timedelta(days=after.words_days))
            old = 0 if limit is None else written_words.older(connection, limit)
        yield (_WORDS_GO if old else _WORDS_STAY).filled(words=old, days=after.words_days)
