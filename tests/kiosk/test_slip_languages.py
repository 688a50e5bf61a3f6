"""A slip in a further language: what is translated and can be written, else English; Vietnamese beside it."""

from collections.abc import Sequence
from typing import Any

import pytest

from kiosk.drawing import render
from kiosk.filling import SlipFiller
from kiosk.paper.sheet import Sheet
from kiosk.paper.typeset import writable
from kiosk.texts import in_both, joined
from server.core.forecast.wait_words import wait_words
from tests.kiosk.test_filling import CENTRE, TICKET
from tests.support.golden import differing_dots

FRENCH = {
    "SỐ THỨ TỰ": "VOTRE NUMÉRO",
    "Chứng thực": "Légalisation",
    "Quầy {numbers}": "Guichet {numbers}",
    "{count} người": "{count} pers.",
    "Ưu tiên": "Priorité",
    "Người cao tuổi": "Personne âgée",
}
CHINESE = {"SỐ THỨ TỰ": "您的号码", "Chứng thực": "认证公证", "Người cao tuổi": "老年人"}
KNOWN = {"fr": FRENCH, "zh": CHINESE}


def translations(language: str) -> dict[str, str]:
    return KNOWN.get(language, {})


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line that is set, from top to bottom."""
    found: list[str] = []
    lines = Sheet.lines

    def heard(sheet: Sheet, texts: Sequence[str], *given: Any, **named: Any) -> None:
        found.extend(texts)
        lines(sheet, texts, *given, **named)

    monkeypatch.setattr(Sheet, "lines", heard)
    return found


@pytest.fixture
def fill() -> SlipFiller:
    known = {"2.000815": "Chứng thực bản sao"}.get
    return SlipFiller(lambda _: CENTRE, known, lambda: "http://10.0.0.5:8000/", wait_words, translations)


def test_its_own_language_goes_first_and_vietnamese_beside_it(fill: SlipFiller, drawn: list[str]) -> None:
    render(fill({**TICKET, "language": "fr"}, "vi"), 576)
    for first, second in [
        ("VOTRE NUMÉRO", "SỐ THỨ TỰ"),
        ("Légalisation", "Chứng thực"),
        ("Guichet 1, 2", "Quầy 1, 2"),
    ]:
        assert drawn.index(second) == drawn.index(first) + 1
    assert "3 pers." in drawn
    assert "Priorité: Personne âgée" in drawn


def test_what_is_not_translated_is_in_english(fill: SlipFiller, drawn: list[str]) -> None:
    render(fill({**TICKET, "language": "fr"}, "vi"), 576)
    assert drawn.index("Trước ông/bà") > drawn.index("Ahead of you")


def test_what_the_font_cannot_write_is_in_english(fill: SlipFiller) -> None:
    chinese = fill({**TICKET, "language": "zh"}, "vi")
    english = fill(TICKET, "en")
    assert (chinese.language, chinese.priority) == ("zh", "Elderly person")
    assert differing_dots(render(chinese, 576), render(english, 576)) == 0


def test_a_ticket_whose_language_nobody_translated_keeps_the_touchs(fill: SlipFiller) -> None:
    assert fill({**TICKET, "language": "ko"}, "en").language == "en"


def test_a_number_given_alone_is_in_its_persons_language_too(fill: SlipFiller, drawn: list[str]) -> None:
    slip = fill.offline({**TICKET, "language": "fr"}, "vi")
    assert (slip.offline, slip.language) == (True, "fr")
    render(slip, 384)
    assert "VOTRE NUMÉRO" in drawn


@pytest.mark.parametrize("text", ["取号", "A 取", "ภาษา", "日本", "한국어"])
def test_other_letters_cannot(text: str) -> None:
    assert not writable(text)


def test_sentences_are_joined_in_the_languages_that_all_have() -> None:
    cause, advice = {"vi": "Một.", "en": "One.", "fr": "Un."}, in_both({"vi": "Hai.", "en": "Two."})
    assert joined(cause, advice) == {"vi": "Một. Hai.", "en": "One. Two."}
    assert joined(cause, cause)["fr"] == "Un. Un."
