"""Why a ticket was called: its stored reason as sentences that anybody can check."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from server.core.queue.lines import field_of
from server.core.queue.policy import Head, Policy, Seen
from server.core.texts import BothTexts, Language, named
from server.core.units import MINUTE_MS

RULES: Final[Mapping[str, BothTexts]] = {
    "next": BothTexts(
        "Đến trước nhất trong các hàng của quầy.", "First to come of the lines at this counter."
    ),
    "own": BothTexts(
        "Đến trước nhất trong các lĩnh vực chính của quầy; lĩnh vực hỗ trợ thêm chưa ai chờ đủ {help} phút.",
        "First to come of the counter's own fields; where it helps out, nobody had waited {help} minutes yet.",
    ),
    "kept": BothTexts("Số này được dành cho quầy này.", "This ticket was kept for this counter."),
    "priority": BothTexts(
        "Diện ưu tiên: được tính như đến sớm hơn {weight} phút.",
        "Priority class: counted as having come {weight} minutes earlier.",
    ),
    "ordinary_turn": BothTexts(
        "Đã gọi {in_a_row} số ưu tiên liên tiếp, nên đến lượt người không thuộc diện ưu tiên.",
        "{in_a_row} priority tickets were called in a row, so it is an ordinary person's turn.",
    ),
    "longest": BothTexts(
        "Đã chờ từ {longest} phút trở lên: những người này được gọi theo thứ tự đến, không xét diện ưu tiên.",
        "Had waited {longest} minutes or more: such people are called as they came, whatever anybody's class.",
    ),
    "helping": BothTexts(
        "Quầy giúp lĩnh vực khác: lĩnh vực chính không còn ai chờ, hoặc người này đã chờ từ {help} phút trở lên.",
        "The counter helped out: nobody waited for its own fields, or this person had waited {help} minutes"
        " or more.",
    ),
    "chosen": BothTexts("Công chức tự chọn số này.", "The officer chose this ticket."),
}
_BASIS: Final = BothTexts("Căn cứ: {basis}.", "Its basis: {basis}.")
_REASON: Final = BothTexts("Lý do: {reason}.", "Reason: {reason}.")
_SEEN: Final = BothTexts(
    "Lúc gọi, đứng đầu các hàng: {heads}.", "At the head of the lines when it was called: {heads}."
)
_HEAD: Final = BothTexts("{field} chờ {minutes} phút", "{field} for {minutes} minutes")
_HEAD_OF_CLASS: Final = BothTexts(
    "{field} ({priority}) chờ {minutes} phút", "{field} ({priority}) for {minutes} minutes"
)


def explain(  # noqa: PLR0913, PLR0917 - what was stored with the call, and for whom
    rule: str,
    why: Mapping[str, Any],
    reason: str | None,
    ticket: int,
    names: Mapping[str, Mapping[str, str]],
    language: Language,
    bases: Mapping[str, str] | None = None,
) -> list[str]:
    """Sentences in `language` from the facts stored with the call alone.

    `names` gives the names, by language, of fields and priority classes by their codes, `bases` by what law or rule a class
    goes first.
    """
    seen = Seen.from_facts(why)
    told = [language.say(RULES[rule], **_figures(seen, ticket))]
    if rule == "priority" and (basis := (bases or {}).get(_class_of(seen, ticket))):
        told.append(language.say(_BASIS, basis=basis.rstrip(".")))
    if reason:
        told.append(language.say(_REASON, reason=reason))
    if seen.heads:
        told.append(language.say(_SEEN, heads="; ".join(_heads(seen, names, language))))
    return told


def _figures(seen: Seen, ticket: int) -> dict[str, object]:
    policy: Policy = seen.policy
    return {
        "weight": policy.weights_s.get(_class_of(seen, ticket), 0) // 60,
        "in_a_row": seen.in_a_row,
        "longest": policy.longest_s // 60,
        "help": policy.help_after_s // 60,
    }


def _class_of(seen: Seen, ticket: int) -> str:
    return next((head.priority or "" for head in seen.heads if head.ticket == ticket), "")


def _heads(seen: Seen, names: Mapping[str, Mapping[str, str]], language: Language) -> Iterator[str]:
    for head in sorted(seen.heads, key=lambda h: (h.issued_at, h.ticket)):
        yield language.say(
            _head(head),
            field=_name(names, field_of(head.line), language),
            priority=_name(names, head.priority, language),
            minutes=max(0, seen.now - head.issued_at) // MINUTE_MS,
        )


def _head(head: Head) -> BothTexts:
    return _HEAD if head.priority is None else _HEAD_OF_CLASS


def _name(names: Mapping[str, Mapping[str, str]], code: str | None, language: Language) -> str:
    if not (known := names.get(code or "")):
        return code or ""
    return language.texts.get(known["vi"]) or named(known, language.tag)
