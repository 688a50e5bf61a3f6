"""Settings of the slip: the centre's own lines on the paper."""

from typing import Annotated, Final

from pydantic import Field as Bounds
from pydantic import StringConstraints, ValidationInfo, field_validator

from server.config.part import Part, is_stored, unusable
from server.core.centre import SlipRules

MOST_LINES: Final = 3
LONGEST_LINE: Final = 60
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE)]
Lines = Annotated[tuple[Line, ...], Bounds(max_length=MOST_LINES)]


class SlipPart(Part):
    """`[slip]`: lines below the centre's name and at the foot; the English ones are for slips in other languages."""

    header: Lines = ()
    header_en: Lines = ()
    footer: Lines = ()
    footer_en: Lines = ()

    @field_validator("header", "header_en", "footer", "footer_en")
    @classmethod
    def _printable(cls, lines: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        """Check that the font has every letter, except in stored settings: an older centre must open anyway."""
        if lines and not is_stored(info):
            # Imported here so that a server without such lines never loads Pillow and the fonts.
            from kiosk.paper.typeset import writable  # noqa: PLC0415

            for line in lines:
                if not writable(line):
                    raise unusable(
                        f"phông chữ của phiếu không có đủ chữ cho {line!r}",
                        f"the slip's letters cannot write all of {line!r}",
                    )
        return lines

    def as_rules(self) -> SlipRules:
        """The lines as the rules read them, by language."""
        return SlipRules({"vi": self.header, "en": self.header_en}, {"vi": self.footer, "en": self.footer_en})
