"""A call in the person's own language, if that is neither Vietnamese nor English."""

from typing import Final

from display.announce import Sentence
from kiosk.speech import is_read
from server.core.texts import LANGUAGES, BothTexts, Languages
from server.hall.espeak import EspeakNg

TO_COUNTER: Final = BothTexts(
    "Mời công dân có số {number}, đến quầy số {counter}.", "Number {number}, please go to counter {counter}."
)
TO_PLACE: Final = BothTexts(
    "Mời công dân có số {number}, đến {place}.", "Number {number}, please go to {place}."
)


class OwnLanguage:
    """Words a call in those of `languages` that have a translation and that `program` can speak."""

    def __init__(self, languages: Languages, program: EspeakNg) -> None:
        self._languages, self._program = languages, program

    def calling(self, tag: str | None, number: str, counter: int, name: str | None) -> Sentence | None:
        """The sentence that calls `number`, character by character, to a counter by its number or name; `None` if it cannot be said."""
        text = TO_COUNTER if name is None else TO_PLACE
        if tag is None or tag in LANGUAGES or tag not in self._languages.tags or not is_read(tag):
            return None
        language = self._languages.of(tag)
        if not language.knows(text) or not self._program.has(tag):
            return None
        said = language.say(text, number=", ".join(number), counter=counter, place=name)
        return Sentence(tag, said)
