"""Every text that people see exists in Vietnamese and in English, and can be translated into further languages."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.guards.tree import ROOT, files, name, parsed
from tests.messages import ENGLISH, TRANSLATIONS, all_updated, for_further, marked, pairs, pairs_of

PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
OTHER_WORDS = re.compile(
    "Tạm giữ|Nơi tiếp(?! nhận)|khe in|Mã có mặt|Người có công(?! với cách mạng)|Chỉ nơi khác|Hướng dẫn nơi khác|"
    "Nhận tạm|Tiếp nhận tạm|Số lần gọi lại|Giao người khác|^Vào$|^Bỏ qua$|^Gọi lại$|^Gọi lại số(?! vắng)",
    re.IGNORECASE,
)
"""What an official's ear stumbles over; design and glossary have the word for each."""
THE_LAWS_OWN = re.compile("người có công")
"""How names of procedures speak of those people; the class of priority is a name, with a capital letter."""
NOT_SHOWN = {"national_field", "synonyms", "said"}
"""Columns of what ships: where a procedure stands in the national list, and how people ask for it."""
SHIPPED = ROOT / "server" / "config" / "data"
PO_FILES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


@pytest.fixture(scope="module")
def english() -> Catalog:
    return read(ENGLISH)


def test_texts_are_found() -> None:
    assert len({text for _, text in marked()}) > 100


def test_every_text_is_translated(english: Catalog) -> None:
    missing = [(file, text) for file, text in marked() if text not in english or not english[text].string]
    assert missing == []


def test_a_thing_has_the_word_that_officials_use() -> None:
    found = [(file, text) for file, text, *_ in [*marked(), *pairs()] if OTHER_WORDS.search(text)]
    assert found == []


def test_what_ships_has_the_word_that_officials_use() -> None:
    found = [(file, text) for file, text in shipped() if OTHER_WORDS.search(THE_LAWS_OWN.sub("", text))]
    assert found == []


def shipped() -> Iterator[tuple[str, str]]:
    """Every text that people see in the settings, procedures and words that the product brings."""
    for path in sorted(SHIPPED.glob("*.toml")):
        yield from ((path.name, text) for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))))
    for path in sorted(SHIPPED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield from ((path.name, text) for key, text in row.items() if key not in NOT_SHOWN)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for each in value.values() for text in _texts(each))
        case list():
            yield from (text for each in value for text in _texts(each))


def test_texts_that_ship_are_found() -> None:
    found = {file for file, text in shipped() if VIETNAMESE.search(text)}
    assert found == {"centre.toml", "procedures.csv", "plain_words.csv", "elsewhere.csv"}


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("Vào", True),
        ("Vào xem", False),
        ("Bỏ qua", True),
        ("Gọi lại", True),
        ("Gọi lại số {number}", True),
        ("Gọi lại số vắng {number}", False),
        ("Nhắc lại", False),
    ],
)
def test_a_buttons_other_word_would_be_found(text: str, odd: bool) -> None:
    assert bool(OTHER_WORDS.search(text)) is odd


def test_a_number_in_hand_is_repeated_and_a_missed_one_called_again() -> None:
    """Two things are two words at the counter."""
    console = (ROOT / "templates" / "counter" / "counter.html").read_text(encoding="utf-8")
    assert re.findall(r'further\("recall", _\("([^"]+)"\)', console) == ["Nhắc lại"]
    assert re.findall(r'data-call-again>\{\{ _\("(Gọi lại[^"]*)"\)', console) == ["Gọi lại số vắng"]


def test_no_translation_is_a_guess(english: Catalog) -> None:
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_no_translation_is_left_over(english: Catalog) -> None:
    """Nor is one there whose English stands in Python."""
    assert {message.id for message in english if message.id} - {text for _, text in marked()} == set()


@pytest.mark.parametrize("file", PO_FILES, ids=name)
def test_translations_keep_every_placeholder(file: Path) -> None:
    changed = [
        message.id
        for message in read(file)
        if message.id
        and message.string
        and sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(str(message.string)))
    ]
    assert changed == []


def test_translations_are_english(english: Catalog) -> None:
    names = {"Gọi Số", "Tiếng Việt"}
    odd = [m.string for m in english if m.id and m.string not in names and VIETNAMESE.search(str(m.string))]
    assert odd == []


@pytest.mark.parametrize("file", PO_FILES, ids=name)
def test_a_translator_sees_in_which_files_a_text_stands(file: Path) -> None:
    found = marked() if file == ENGLISH else for_further(marked(), pairs())
    places: dict[str, set[str]] = {}
    for place, text in found:
        places.setdefault(text, set()).add(place)
    told = {m.id: {place for place, _ in m.locations} for m in read(file) if m.id and not m.user_comments}
    assert told == {text: where for text, where in places.items() if text in told}
    assert set(places) - set(told) <= {m.id for m in read(file) if m.user_comments}, "run make messages"


@pytest.mark.parametrize("file", PO_FILES, ids=name)
def test_texts_are_in_the_order_of_the_vietnamese(file: Path) -> None:
    order = [message.id for message in read(file) if message.id]
    assert order == sorted(order)


def test_gathering_the_texts_again_changes_nothing() -> None:
    changed = [name(file) for file, content in all_updated() if file.read_bytes() != content]
    assert changed == [], "run make messages"


@pytest.mark.parametrize(
    "text",
    [
        "Quầy {counter} đang đóng.",  # an error
        "Số này được dành cho quầy này.",  # an explanation
        "SỐ THỨ TỰ",  # the slip
        "{count} người",  # the slip, by number
        "Máy in hết giấy. Hãy thay cuộn giấy mới.",  # the printer
        "Phiếu chưa được in. Số của ông/bà vẫn có giá trị: xin ghi nhớ số hoặc quét mã trên màn hình.",
    ],
)
def test_texts_in_python_reach_further_languages(text: str) -> None:
    for file in PO_FILES:
        assert (text in read(file)) == (file != ENGLISH)


def test_a_pair_is_found_in_each_of_its_forms() -> None:
    source = """
A = BothTexts("một", "one")
B = refuse(Kind(404, BothTexts("hai " "ba", "two three")))
C: Text = {"vi": "bốn", "en": "four"}
D = {"vi": "{n} năm", "en": "{n} year" if n == 1 else "{n} years"}
E = {"vi": name, "en": other}
F = {"en": "no", "vi": "không"}
"""
    assert sorted(pairs_of(ast.parse(source))) == [
        ("bốn", "four"),
        ("hai ba", "two three"),
        ("một", "one"),
        ("{n} năm", ""),
    ]


def test_a_pair_that_is_put_together_as_it_runs_is_refused() -> None:
    with pytest.raises(ValueError, match="written out"):
        list(pairs_of(ast.parse('A = BothTexts(f"quầy {n}", f"counter {n}")')))


def test_pairs_in_python_keep_every_placeholder() -> None:
    odd = [
        (vi, en)
        for _, vi, en in pairs()
        if en and set(PLACEHOLDER.findall(vi)) != set(PLACEHOLDER.findall(en))
    ]
    assert odd == []


def test_every_text_of_the_kiosk_room_is_in_both() -> None:
    alone = [
        name(path)
        for path in files(".py")
        if path.is_relative_to(ROOT / "kiosk")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Dict) and len({"vi", "en"} & keys_of(node)) == 1
    ]
    assert alone == []


def keys_of(node: ast.Dict) -> set[object]:
    return {key.value for key in node.keys if isinstance(key, ast.Constant)}
