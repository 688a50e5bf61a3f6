"""Errors in the settings as sentences for their author: Vietnamese, then English."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from server.config.part import UNUSABLE, WrongSetting

_NUMBER: Final = ("phải là số nguyên", "must be a whole number")
_DECIMAL: Final = ("phải là số", "must be a number")
_TEXT: Final = ("phải là chữ, trong dấu ngoặc kép", "must be text, in quotation marks")
_YES_NO: Final = ("phải là true hoặc false", "must be true or false")
_LIST: Final = ("phải là danh sách, trong ngoặc vuông", "must be a list, in square brackets")
_TABLE: Final = ("phải là một bảng", "must be a table")
_DAY: Final = (
    f"{UNUSABLE}: phải là một ngày có thật, như 2027-02-17",
    "must be a day that there is, like 2027-02-17",
)
_TIME: Final = ('phải là giờ, như "07:00"', 'must be a time of day, like "07:00"')

_SENTENCES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("phải có", "required"),
    "extra_forbidden": ("không có cài đặt nào tên như vậy", "there is no such setting"),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "float_parsing": _DECIMAL,
    "float_type": _DECIMAL,
    "finite_number": _DECIMAL,
    "string_type": _TEXT,
    "path_type": _TEXT,
    "string_unicode": ("có ký tự không phải chữ", "has signs that are no letters"),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "bool_parsing": _YES_NO,
    "bool_type": _YES_NO,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "model_type": _TABLE,
    "dict_type": _TABLE,
    "time_parsing": _TIME,
    "time_type": _TIME,
    "greater_than_equal": ("ít nhất {ge}", "at least {ge}"),
    "less_than_equal": ("nhiều nhất {le}", "at most {le}"),
    "greater_than": ("phải lớn hơn {gt}", "must be more than {gt}"),
    "less_than": ("phải nhỏ hơn {lt}", "must be less than {lt}"),
    "multiple_of": ("phải là bội số của {multiple_of}", "must be a multiple of {multiple_of}"),
    "string_too_short": ("ít nhất {min_length} ký tự", "at least {min_length} characters"),
    "string_too_long": ("nhiều nhất {max_length} ký tự", "at most {max_length} characters"),
    "too_short": ("ít nhất {min_length} mục", "at least {min_length} entries"),
    "too_long": ("nhiều nhất {max_length} mục", "at most {max_length} entries"),
    "string_pattern_mismatch": ("không đúng dạng {pattern}", "not of the form {pattern}"),
    "literal_error": ("phải là {expected}", "must be {expected}"),
    "enum": ("phải là {expected}", "must be {expected}"),
    "value_error": (UNUSABLE, "{error}"),
}


def sentences(error: ValidationError) -> str:
    """One line for each wrong setting: its dotted name, and what it should be."""
    return "\n".join(_sentence(dict(each)) for each in error.errors(include_url=False))


def _sentence(found: Mapping[str, Any]) -> str:
    name = ".".join(map(str, found["loc"])) or "settings"
    vi, en = _SENTENCES.get(found["type"], (None, None))
    if vi is None or en is None:
        return f"{name}: {UNUSABLE} · {found['msg']}"
    facts = dict(found.get("ctx", {}))
    if isinstance(
        wrong := facts.get("error"), WrongSetting
    ):  # whole sentences, which may name places in braces
        return f"{name}: {wrong.vi} · {wrong}"
    in_vietnamese = {what: str(fact).replace(" or ", " hoặc ") for what, fact in facts.items()}
    return f"{name}: {vi.format(**in_vietnamese)} · {en.format(**facts)}"
