"""What the centre reports of a day until now, in the words of the press: "Tính đến 15 giờ ngày 7/7, Trung tâm tiếp nhận …"."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from server.core.refusal import Refusal
from server.core.texts import LANGUAGES, BothTexts

_HUNDRED: Final = 100
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WHOLE: Final = BothTexts("Tính đến {moment}, Trung tâm {told}.", "As of {moment}, the Centre {told}.")
_NOBODY: Final = BothTexts("chưa tiếp nhận lượt công dân nào", "had no visits yet")


@dataclass(frozen=True, slots=True)
class DayTotals:
    """A day until a moment: `visits`, dossiers `solved` (their result returned on the spot), newly `received` ones, and visits in which people were `advised`."""

    visits: int
    solved: int
    received: int
    advised: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of the sentence: for one, for more, and for none."""

    one: BothTexts
    more: BothTexts
    none: BothTexts

    def said(self, n: int, language: str, spelled: str) -> str:
        """The part for `n`, which is spelled so."""
        text = self.none if n == 0 else self.one if n == 1 else self.more
        return text.said(language, n=spelled)


_VISITS: Final = _Clause(
    BothTexts("tiếp nhận {n} lượt công dân", "received {n} visit"),
    BothTexts("tiếp nhận {n} lượt công dân", "received {n} visits"),
    _NOBODY,
)
_SOLVED: Final = _Clause(
    BothTexts("giải quyết được {n} lượt hồ sơ", "settled {n} dossier"),
    BothTexts("giải quyết được {n} lượt hồ sơ", "settled {n} dossiers"),
    BothTexts("chưa giải quyết xong lượt hồ sơ nào", "settled no dossier yet"),
)
_RECEIVED: Final = _Clause(
    BothTexts("tiếp nhận mới {n} hồ sơ", "took in {n} new dossier"),
    BothTexts("tiếp nhận mới {n} hồ sơ", "took in {n} new dossiers"),
    BothTexts("chưa tiếp nhận mới hồ sơ nào", "took in no new dossier yet"),
)
_ADVISED: Final = _Clause(
    BothTexts("tư vấn, hướng dẫn cho {n} lượt người dân", "advised {n} person"),
    BothTexts("tư vấn, hướng dẫn cho {n} lượt người dân", "advised {n} people"),
    BothTexts("chưa tư vấn, hướng dẫn lượt người dân nào", "advised nobody yet"),
)
_OVER: Final = BothTexts("hơn {n}", "over {n}")


def check_moment(at: datetime, now: datetime) -> None:
    """Raise `moment_to_come` for a moment after now."""
    if at > now:
        raise Refusal("moment_to_come", at=f"{at:%H:%M %d/%m/%Y}", now=f"{now:%H:%M %d/%m/%Y}")


def today_text(totals: DayTotals, at: datetime) -> dict[str, str]:
    """The sentence by language, for a day until the local moment `at`."""
    return {language: _said(totals, at, language) for language in LANGUAGES}


def _said(totals: DayTotals, at: datetime, language: str) -> str:
    parts = [_VISITS.said(totals.visits, language, grouped(totals.visits, language))]
    if totals.visits:
        parts += [
            _SOLVED.said(totals.solved, language, grouped(totals.solved, language)),
            _RECEIVED.said(totals.received, language, grouped(totals.received, language)),
            _ADVISED.said(totals.advised, language, about(totals.advised, language)),
        ]
    return _WHOLE.said(language, moment=_moment(at, language), told=_joined(parts, language))


def _joined(parts: list[str], language: str) -> str:
    *first, last = parts
    link = " and " if language == "en" else " và "
    return f"{', '.join(first)}{link}{last}" if first else last


def _moment(at: datetime, language: str) -> str:
    if language == "en":
        return f"{at:%H:%M} on {at.day} {_MONTHS[at.month - 1]}"
    minutes = f" {at.minute:02d}" if at.minute else ""
    return f"{at.hour} giờ{minutes} ngày {at.day}/{at.month}"


def grouped(n: int, language: str) -> str:
    """A count with its thousands set apart: 2.825, in English 2,825."""
    return f"{n:,}" if language == "en" else f"{n:,}".replace(",", ".")


def about(n: int, language: str) -> str:
    """A count rounded down to hundreds, "hơn 1.000"; exact where it is a whole hundred, or below one."""
    hundreds = n - n % _HUNDRED
    if hundreds in {0, n}:
        return grouped(n, language)
    return _OVER.said(language, n=grouped(hundreds, language))
