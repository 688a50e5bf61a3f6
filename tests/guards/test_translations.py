"""Every text that people see exists in Vietnamese and in English."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.util import pathmatch

from tests.guards.tree import ROOT, files, name

PO = ROOT / "server" / "http" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "both": None}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
VIETNAMESE = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def marked() -> Iterator[tuple[str, str]]:
    """(file, text) of everything marked for translation, by the project's own mapping."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, _ = parse_mapping_cfg(mapping)
    for path in files(".py", ".html"):
        for pattern, method in methods:
            if pathmatch(pattern, name(path)):
                texts = extract_from_file(method, path, keywords=KEYWORDS, options={"encoding": "utf-8"})
                yield from ((name(path), str(text)) for _, text, _, _ in texts)


MARKED = list(marked())


def test_texts_are_found() -> None:
    assert len({text for _, text in MARKED}) > 100


def test_every_text_is_translated(english: Catalog) -> None:
    missing = [(file, text) for file, text in MARKED if text not in english or not english[text].string]
    assert missing == []


def test_no_translation_is_a_guess(english: Catalog) -> None:
    assert [message.id for message in english if message.id and message.fuzzy] == []


def test_no_translation_is_left_over(english: Catalog) -> None:
    assert {message.id for message in english if message.id} - {text for _, text in MARKED} == set()


def test_translations_keep_every_placeholder(english: Catalog) -> None:
    changed = [
        message.id
        for message in english
        if message.id
        and sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(str(message.string)))
    ]
    assert changed == []


def test_translations_are_english(english: Catalog) -> None:
    names = {"Gọi Số", "Tiếng Việt"}
    odd = [m.string for m in english if m.id and m.string not in names and VIETNAMESE.search(str(m.string))]
    assert odd == []
