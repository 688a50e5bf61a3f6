"""The rules for storing a procedure, or information about what is done elsewhere; each rule has its words."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from server.core.procedures.elsewhere import Elsewhere, key_of
from server.core.procedures.procedure import Procedure
from server.core.refusal import Refusal
from server.core.texts import BothTexts, FilledTexts

_CODE: Final = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
LONGEST: Final = {
    "name": 2000,
    "short_name": 200,
    "english_name": 300,
    "national_field": 200,
    "level": 200,
    "audience": 1000,
}
LONGEST_ITEM: Final = 300
MOST_ITEMS: Final = 40
LISTS: Final = ("said", "papers", "papers_en")
_CALLED: Final = {
    "name": BothTexts("tên thủ tục", "name"),
    "short_name": BothTexts("tên ngắn", "short name"),
    "english_name": BothTexts("tên tiếng Anh", "English name"),
    "national_field": BothTexts("lĩnh vực quốc gia", "national field"),
    "level": BothTexts("cấp thực hiện", "level"),
    "audience": BothTexts("đối tượng", "audience"),
    "said": BothTexts("cách người dân gọi", "plain words"),
    "papers": BothTexts("giấy tờ cần mang", "papers"),
    "papers_en": BothTexts("giấy tờ tiếng Anh", "papers in English"),
}
_WRONG_CODE: Final = BothTexts(
    "Mã “{code}” chưa đúng: dùng chữ không dấu, chữ số và . _ -, có ít nhất một chữ số, dài nhất 40 ký tự",
    "Code “{code}”: use letters without marks, digits and . _ -, at least one digit, at most 40 in all",
)
_NO_NAME: Final = BothTexts("Tên còn trống", "The name is empty")
_NO_FIELD: Final = BothTexts("Trung tâm không có lĩnh vực “{field}”", "This centre has no field “{field}”")
_TOO_LONG: Final = BothTexts("Mục {what} dài quá {most} ký tự", "{what}: longer than {most} characters")
_TOO_MANY: Final = BothTexts("Mục {what} có quá {most} dòng", "{what}: more than {most} lines")
_ITEM: Final = BothTexts(
    "Mục {what}: mỗi dòng phải có chữ, không có dấu chấm phẩy, dài nhất {most} ký tự",
    "{what}: each line has letters, no semicolon, and at most {most} characters",
)
_STRANGE: Final = BothTexts(
    "Có ký tự điều khiển không in được", "There are characters that cannot be printed"
)
_NO_PLACE: Final = BothTexts(
    "Cần đủ tên và nơi thực hiện, bằng cả tiếng Việt và tiếng Anh, mỗi mục dài nhất {most} ký tự",
    "Name and place are needed in Vietnamese and English, each at most {most} characters",
)


def clean(text: str) -> str:
    """A text as it is kept: composed, on one line, without spaces at its ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def check(procedure: Procedure, fields: Collection[str]) -> None:
    """Raise `not_valid` unless the centre can keep this procedure."""
    if wrong := tuple(faults(procedure, fields)):
        raise Refusal("not_valid", reason=wrong)


def faults(procedure: Procedure, fields: Collection[str]) -> Iterator[FilledTexts]:
    """Everything that is wrong with a procedure."""
    if not _CODE.fullmatch(procedure.code):
        yield _WRONG_CODE.filled(code=procedure.code[:60])
    if not procedure.name:
        yield _NO_NAME.filled()
    if procedure.field not in fields:
        yield _NO_FIELD.filled(field=procedure.field[:60])
    for what, most in LONGEST.items():
        if len(getattr(procedure, what)) > most:
            yield _TOO_LONG.filled(what=_CALLED[what], most=most)
    for what in LISTS:
        yield from _faults_of(getattr(procedure, what), _CALLED[what])
    if _strange([procedure.code, *(getattr(procedure, what) for what in LONGEST)]):
        yield _STRANGE.filled()


def check_elsewhere(thing: Elsewhere) -> None:
    """Raise `not_valid` unless the centre can keep this."""
    texts = (thing.vi, thing.en, thing.where_vi, thing.where_en)
    wrong = list(_faults_of(thing.said, _CALLED["said"]))
    if not key_of(thing.vi) or not all(0 < len(text) <= LONGEST_ITEM for text in texts):
        wrong.append(_NO_PLACE.filled(most=LONGEST_ITEM))
    if _strange(texts):
        wrong.append(_STRANGE.filled())
    if wrong:
        raise Refusal("not_valid", reason=tuple(wrong))


def _faults_of(items: tuple[str, ...], what: BothTexts) -> Iterator[FilledTexts]:
    if len(items) > MOST_ITEMS:
        yield _TOO_MANY.filled(what=what, most=MOST_ITEMS)
    if any(not item or ";" in item or len(item) > LONGEST_ITEM for item in items):
        yield _ITEM.filled(what=what, most=LONGEST_ITEM)
    if _strange(items):
        yield _STRANGE.filled()


def _strange(texts: Iterable[str]) -> bool:
    """Whether there are characters that are neither seen nor spaces, or halves of such as are."""
    return any(unicodedata.category(letter) in {"Cc", "Cs"} for text in texts for letter in text)
