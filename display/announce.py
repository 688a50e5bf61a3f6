"""What is said when a number is called: a sentence in each language, made of words that are recorded once.

Pure. "Mời công dân có số A, không, một, hai, đến quầy số ba", twice, then in English where that is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from display.vocabulary import WORDS, counter_keys, number_keys

LANGUAGES: Final = ("vi", "en")
_TO: Final = {"vi": "đến", "en": "please go to"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One spoken sentence. `text` is for a synthesiser; `keys` are the recorded words, none for a free text.

    `groups` are the same keys in groups: between two groups a speaker takes a breath.
    """

    language: str
    text: str
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The recorded words in order."""
        return tuple(key for group in self.groups for key in group)


def calling(language: str, number: str, counter: int, counter_name: str | None = None) -> Sentence:
    """The sentence that calls `number` to `counter`, which people may know by another name than its number.

    Such a name is not recorded: a synthesiser says it. Raises `KeyError` for an invalid counter or number.
    """
    signs = number_keys(language, number)
    groups = ((f"{language}-invite", signs[0]), *((sign,) for sign in signs[1:]))
    if counter_name is not None:
        return Sentence(language, f"{_read(groups)}, {_TO[language]} {counter_name}.")
    groups = (*groups, (f"{language}-to-counter", *counter_keys(language, counter)))
    return Sentence(language, f"{_read(groups)}.", groups)


def _read(groups: tuple[tuple[str, ...], ...]) -> str:
    return ", ".join(" ".join(WORDS[key] for key in group) for group in groups)


def announcement(
    number: str,
    counter: int,
    languages: tuple[str, ...],
    *,
    twice: bool = True,
    counter_name: str | None = None,
) -> tuple[Sentence, ...]:
    """All that is said for a call: the first language twice (once when not `twice`), then each other once."""
    first, *others = languages
    said = calling(first, number, counter, counter_name)
    also = tuple(calling(other, number, counter, counter_name) for other in others)
    return (said,) * (2 if twice else 1) + also


def message(texts: Mapping[str, str]) -> tuple[Sentence, ...]:
    """A free text in its languages, Vietnamese first; languages without a text are left out."""
    return tuple(Sentence(language, texts[language]) for language in LANGUAGES if texts.get(language))
