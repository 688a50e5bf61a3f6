"""Further languages of the kiosk: one file each, and no code."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.http.languages import further_languages
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server

FRENCH = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Lấy số"
msgstr "Prendre un numéro"

msgid "Đang chờ: {count}"
msgstr "En attente"

#, fuzzy
msgid "Quay lại"
msgstr "Peut-être"

msgid "Xong"
msgstr ""

msgid "Thuế"
msgstr "Impôts"
"""


@pytest.fixture
def drop(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "data" / "translations"
    folder.mkdir(parents=True)

    def write(name: str = "fr.po", text: str = FRENCH) -> Path:
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


def texts(folder: Path) -> dict[str, dict[str, str]]:
    return {known.tag: dict(known.texts) for known in further_languages(folder)}


def test_chinese_is_there_in_part(tmp_path: Path) -> None:
    chinese = texts(tmp_path)["zh"]
    assert chinese["Lấy số"] == "取号"
    assert "Thử lại" in chinese
    assert chinese["Giờ làm việc: {sessions}."] == "办公时间：{sessions}。"
    assert "Mã máy" not in chinese  # a word for those who set machines up


def test_a_language_is_called_as_it_calls_itself(drop: Callable[..., Path]) -> None:
    own = 'msgid "Ngôn ngữ này"\nmsgstr "Français"\n'
    called = {known.tag: known.name for known in further_languages(drop("fr.po", FRENCH + own))}
    assert called == {"zh": "中文", "fr": "Français"}


def test_a_dropped_file_brings_what_is_surely_translated(drop: Callable[..., Path]) -> None:
    assert texts(drop())["fr"] == {"Lấy số": "Prendre un numéro", "Thuế": "Impôts"}


def test_a_dropped_file_goes_before_what_is_shipped(drop: Callable[..., Path]) -> None:
    found = texts(drop("zh.po", FRENCH))["zh"]
    assert (found["Lấy số"], found["Quay lại"]) == ("Prendre un numéro", "返回")


@pytest.mark.parametrize(
    ("name", "text"),
    [("tieng-phap.po", FRENCH), ("de.po", 'msgid "Lấy số\nmsgstr'), ("en.po", FRENCH), ("fr.txt", FRENCH)],
    ids=["no language", "no translation", "built in", "another kind of file"],
)
def test_what_is_no_further_language_is_left_out(name: str, text: str, drop: Callable[..., Path]) -> None:
    assert set(texts(drop(name, text))) == {"zh"}


def block(page: str, marker: str) -> dict[str, Any]:
    """The page's JSON block that holds `marker`."""
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)
    found: dict[str, Any] = json.loads(next(block for block in blocks if marker in block))
    return found


def test_the_kiosk_offers_every_language_and_says_what_stands_in(
    tmp_path: Path, drop: Callable[..., Path], clock: SetClock
) -> None:
    drop()
    server = quick_server(default_settings(tmp_path / "data"), clock)
    try:
        page = server.app.test_client().get("/kiosk").text
    finally:
        server.close()
    assert re.findall(r'data-language="([\w-]+)" lang="\1"', page) == ["vi", "en", "zh", "fr"]
    words = block(page, '"take"')
    assert words["take"] == {"vi": "Lấy số", "en": "Take a number", "zh": "取号", "fr": "Prendre un numéro"}
    assert "fr" not in words["back"]
    fields = block(page, '"guidance"')["fields"]
    assert next(field["names"]["fr"] for field in fields if field["code"] == "TH") == "Impôts"
