"""How large everything on the slip is, in dots, for either width of paper."""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes (em) and distances of one width of paper; 8 dots are a millimetre."""

    width: int
    margin: int
    gap: int
    logo: int
    centre: int
    ward: int
    label: int
    number: int
    field: int
    counter: int
    body: int
    procedure_lines: int
    figure: int
    second: int
    qr: int


WIDE = Sizes(
    width=576,
    margin=16,
    gap=14,
    logo=112,
    centre=30,
    ward=27,
    label=34,
    number=208,
    field=44,
    counter=38,
    body=26,
    procedure_lines=3,
    figure=42,
    second=22,
    qr=208,
)

NARROW = Sizes(
    width=384,
    margin=6,
    gap=10,
    logo=84,
    centre=25,
    ward=23,
    label=28,
    number=150,
    field=34,
    counter=31,
    body=22,
    procedure_lines=4,
    figure=30,
    second=19,
    qr=168,
)

SIZES = {sizes.width: sizes for sizes in (WIDE, NARROW)}
_LINES = frozenset({"procedure_lines"})


def sizes_of(width: int) -> Sizes:
    """The sizes for paper so many dots wide: those of the nearest of the two usual rolls, in proportion."""
    base = WIDE if width > (WIDE.width + NARROW.width) // 2 else NARROW
    scaled = {
        each.name: getattr(base, each.name) * width // base.width
        for each in fields(base)
        if each.name not in _LINES
    }
    return replace(base, **scaled)
