"""What is written beside one setting on the manager's pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from server.core.texts import BothTexts


@dataclass(frozen=True, slots=True)
class Words:
    """The label of a setting, a hint below it, its unit, and the names of its choices by their values.

    `zero` is what 0 means, where it is no number. `wrong` says what such a value must be, where it broke a rule that is
    no bound. `widget` is named where the type alone does not say how it is asked for: `one` or `several` of the entries of
    the list `of`, `combination` of the values in `choices`, in that order, `rows` of a few times, `lines` of a few lines of
    text, `colour` a colour, `picture` a picture, `languages` those that this server has.
    """

    label: BothTexts
    hint: BothTexts | None = None
    wrong: BothTexts | None = None
    unit: BothTexts | None = None
    choices: Mapping[str, BothTexts] = field(default_factory=dict)
    widget: str = ""
    of: str = ""
    none: BothTexts | None = None
    zero: BothTexts | None = None


@dataclass(frozen=True, slots=True)
class PartWords:
    """The title of a part and what it is about, with the words of each setting by its name.

    `entry` names one entry of a part that is a list, `without` is said while the list is empty.
    """

    title: BothTexts
    about: BothTexts
    icon: str
    settings: Mapping[str, Words]
    entry: BothTexts | None = None
    without: BothTexts | None = None


MINUTES = BothTexts("phút", "minutes")
SECONDS = BothTexts("giây", "seconds")
YEARS = BothTexts("tuổi", "years")
NUMBERS = BothTexts("số", "numbers")
NO_LIMIT = BothTexts("không giới hạn", "no limit")
VI_NAME = BothTexts("Tên tiếng Việt", "Name in Vietnamese")
MAIN_POINT = BothTexts("Trụ sở chính", "Main office")
EN_NAME = BothTexts("Tên tiếng Anh", "Name in English")
