"""What was changed of an entry of a list, told in a sentence: with a capital, and no word twice."""

from typing import Any

import pytest

from tests.support.modules import on_a_stub

TEXTS = {"counter_n": {"vi": "Quầy {n}"}, "not_there": {"vi": "chưa có"}, "added": {"vi": "thêm mới"}}


def label(kind: str, entry: dict[str, Any]) -> str:
    told = on_a_stub(
        f"""
        const {{ changeLines }} = await load("/static/manage/settings/words.js");
        const form = {{ list: true, entry: {{ vi: {kind!r} }}, controls: [] }};
        const answer = changeLines(form, {{ key: "x", before: null, after: {entry!r} }}, {{}});
        """.replace("'", '"'),
        TEXTS,
    )
    assert told[0]["after"] == "thêm mới"
    found: str = told[0]["label"]
    return found


@pytest.mark.parametrize(
    ("kind", "entry", "told"),
    [
        ("quầy", {"n": 3}, "Quầy 3"),
        ("quầy", {"n": 3, "name": "Bàn Một cửa"}, "Quầy Bàn Một cửa"),
        ("sảnh", {"code": "S", "vi": "Sảnh đầu tiên"}, "Sảnh đầu tiên"),
        ("lĩnh vực", {"code": "T", "vi": "Thuế"}, "Lĩnh vực Thuế"),
        ("ngày", {"date": "2027-02-17", "vi": "Tết"}, "Ngày 17/02/2027: Tết"),
    ],
)
def test_an_entry_is_named_once(kind: str, entry: dict[str, Any], told: str) -> None:
    assert label(kind, entry) == told
