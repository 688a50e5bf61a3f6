"""A call in a language that was dropped in."""

import shutil

import pytest

from server.core.texts import Language, Languages
from server.hall.espeak import EspeakNg
from server.hall.own_language import TO_COUNTER, TO_PLACE, OwnLanguage

FRENCH = Language(
    "fr",
    "Français",
    {
        TO_COUNTER.vi: "Numéro {number}, guichet {counter}.",
        TO_PLACE.vi: "Numéro {number}, {place}.",
    },
)
HALF = Language("de", "Deutsch", {TO_PLACE.vi: "Nummer {number}, bitte zu {place}."})
CHINESE = Language("zh", "中文", {TO_COUNTER.vi: "请{number}号到{counter}号柜台。"})


class Has:
    """A program with a voice for every language but Klingon."""

    def has(self, language: str) -> bool:
        return language != "tlh"


@pytest.fixture
def own() -> OwnLanguage:
    klingon = Language("tlh", "tlhIngan", FRENCH.texts)
    return OwnLanguage(Languages([FRENCH, HALF, CHINESE, klingon]), Has())  # type: ignore[arg-type]


def test_the_number_is_said_sign_by_sign(own: OwnLanguage) -> None:
    said = own.calling("fr", "A012", 3, None)
    assert said is not None
    assert (said.language, said.text, said.groups) == ("fr", "Numéro A, 0, 1, 2, guichet 3.", ())


def test_a_room_is_said_by_its_name(own: OwnLanguage) -> None:
    said = own.calling("fr", "A012", 3, "Phòng 203")
    assert said is not None
    assert said.text == "Numéro A, 0, 1, 2, Phòng 203."


@pytest.mark.parametrize("tag", [None, "vi", "en", "de", "zh", "tlh", "it"])
def test_whoever_cannot_be_called_in_theirs_is_called_as_everybody(own: OwnLanguage, tag: str | None) -> None:
    assert own.calling(tag, "A012", 3, None) is None


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_program_knows_which_voices_it_has() -> None:
    program = EspeakNg()
    assert program.has("fr")
    assert not program.has("xx")
    assert not program.has("xx")


def test_a_program_that_is_not_there_has_none() -> None:
    assert not EspeakNg("no-such-program").has("fr")
