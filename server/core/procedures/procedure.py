"""One procedure of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from server.core.procedures.search import Names


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure of the catalogue; `field` is the code of the centre's field it belongs to.

    `said` is what people call it; `papers` what to bring, in Vietnamese and English; `place` its place among
    the procedures that a ward sees every day, from 1; 0 for all others. One that is not `active` is out of use:
    it is not found, and history keeps its name.
    """

    code: str
    name: str
    field: str
    national_field: str
    level: str
    audience: str
    short_name: str = ""
    english_name: str = ""
    said: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    papers_en: tuple[str, ...] = ()
    place: int = 0
    active: bool = True

    @property
    def facts(self) -> dict[str, Any]:
        """All of it but its code and whether it is in use: what the journal keeps."""
        return {name: getattr(self, name) for name in FACTS}

    @property
    def short(self) -> str:
        """The plain name, or the official one cut short."""
        return self.short_name or shortened(self.name)

    @property
    def names(self) -> Names:
        """What it is called, for searching."""
        return Names(self.code, self.short, self.name, self.english_name, self.said, self.place > 0)


def shortened(name: str, longest: int = 80) -> str:
    """An official name cut at its first aside, or at a word when that is still too long."""
    first = name.split(" (", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    if len(first) <= longest:
        return first
    cut = first[:longest].rsplit(" ", 1)[0].rstrip(" ,;-")
    return f"{cut}…"


FACTS: Final = tuple(f.name for f in fields(Procedure) if f.name not in {"code", "active"})
_NEEDED: Final = ("name", "field", "national_field", "level", "audience")


def procedure_of(code: str, facts: Mapping[str, Any], *, active: bool = True) -> Procedure:
    """The procedure of these facts; those that this version does not know are passed over."""
    known = dict.fromkeys(_NEEDED, "") | {name: facts[name] for name in FACTS if name in facts}
    return Procedure(code, **known, active=active)
