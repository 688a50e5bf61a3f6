"""Texts said in a language: translated where it is known, English where it is not."""

from server.core.refusal import Refusal
from server.core.texts import ENGLISH, VIETNAMESE, BothTexts, Language, Languages, named

TEXT = BothTexts("số {number}, {state}", "{number} is {state}")
STATE = BothTexts("đang chờ", "waiting")
FRENCH = Language("fr", "Français", {TEXT.vi: "{number} : {state}", STATE.vi: "en attente", "Thuế": "Impôts"})
KOREAN = Language("ko", "한국어", {STATE.vi: "대기 중"})


def test_each_language_says_it() -> None:
    said = [known.say(TEXT, number="A1", state=STATE) for known in (VIETNAMESE, ENGLISH, FRENCH)]
    assert said == ["số A1, đang chờ", "A1 is waiting", "A1 : en attente"]


def test_what_is_not_translated_is_english_but_what_is_within_it_may_be_translated() -> None:
    assert KOREAN.say(TEXT, number="A1", state=STATE) == "A1 is 대기 중"


def test_a_filled_text_within_a_text_is_said_in_the_same_language() -> None:
    outer = BothTexts("Đã có thay đổi: {what}.", "Since then: {what}.")
    inner = TEXT.filled(number="A1", state=STATE)
    assert FRENCH.say(outer, what=inner) == "Since then: A1 : en attente."
    assert VIETNAMESE.say(outer, what=inner) == "Đã có thay đổi: số A1, đang chờ."
    assert inner.said("en") == "A1 is waiting"


def test_a_language_knows_what_it_need_not_say_in_english() -> None:
    assert FRENCH.knows(TEXT, STATE)
    assert not KOREAN.knows(TEXT, STATE)
    assert VIETNAMESE.knows(TEXT)
    assert ENGLISH.knows(TEXT)


def test_a_refusal_is_told_in_the_languages_that_it_is_translated_into() -> None:
    refusal = Refusal("not_allowed")
    kind = refusal.kind
    whole = Language("fr", "Français", {kind.detail.vi: "Interdit.", kind.action.vi: "Demandez."})
    half = Language("ko", "한국어", {kind.detail.vi: "안 됩니다."})
    told = refusal.texts(Languages([whole, half]).all)
    assert told == refusal.texts() | {"fr": "Interdit. Demandez."}


def test_a_centres_languages_are_found_by_their_tags() -> None:
    known = Languages([FRENCH])
    assert known.tags == ("vi", "en", "fr")
    assert (known.of("fr"), known.of("xx")) == (FRENCH, VIETNAMESE)
    assert known.everywhere({"vi": "Thuế", "en": "Tax"}) == {"vi": "Thuế", "en": "Tax", "fr": "Impôts"}


def test_a_name_is_english_for_a_further_language() -> None:
    names = {"vi": "Thuế", "en": "Tax"}
    assert [named(names, tag) for tag in ("vi", "en", "fr")] == ["Thuế", "Tax", "Tax"]
    assert named({"vi": "Thuế"}, "en") == "Thuế"
