"""The centre's colour: contrast as WCAG measures it, and a family in its hue that everybody can read."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from server.core.colours import (
    DEFAULT,
    FAMILY,
    LEAST_CONTRAST,
    accent_contrast,
    contrast,
    luminance,
    palette,
)

KNOWN = [
    ("#000000", "#ffffff", 21.0),
    ("#ffffff", "#ffffff", 1.0),
    ("#777777", "#ffffff", 4.48),
    ("#767676", "#ffffff", 4.54),
    ("#ff0000", "#ffffff", 4.00),
    ("#0000ff", "#ffffff", 8.59),
    ("#00ff00", "#000000", 15.30),
]
"""Pairs whose contrast WebAIM's contrast checker tells."""
PAIRS = [
    ("ink-900", "#ffffff", 4.5),
    ("ink-900", "teal-100", 4.5),
    ("ink-900", "#7fd39a", 4.5),
    ("ink-800", "#ffffff", 4.5),
    ("ink-800", "teal-100", 4.5),
    ("ink-950", "#faf8f3", 4.5),
    ("ink-950", "teal-100", 4.5),
    ("ink-950", "#e3b04b", 4.5),
    ("ink-950", "teal-300", 4.5),
    ("ink-900", "teal-300", 4.5),
    ("teal-600", "#faf8f3", 4.5),
    ("teal-100", "#1b211f", 4.5),
    ("teal-50", "#45473f", 4.5),
]
"""What stands on what, in the light and in the dark."""
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(("one", "other", "wanted"), KNOWN)
def test_contrast_is_as_others_measure_it(one: str, other: str, wanted: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(wanted, abs=0.01)


def test_the_first_accent_leaves_every_colour_as_it_is() -> None:
    assert palette(DEFAULT) == FAMILY


@given(COLOURS)
def test_an_accent_is_used_as_it_is_and_what_derives_from_it_keeps_its_luminance(accent: str) -> None:
    assume(accent != DEFAULT)
    found = palette(accent)
    assert found.pop("teal-700") == accent
    for name, colour in found.items():
        assert luminance(colour) == pytest.approx(luminance(FAMILY[name]), abs=0.012)


@given(COLOURS)
def test_whatever_the_accent_all_that_stands_on_each_other_can_be_read(accent: str) -> None:
    found = palette(accent)
    for one, other, least in PAIRS:
        assert contrast(found[one], found.get(other, other)) >= least, (one, other)


@given(COLOURS)
def test_an_accent_that_is_allowed_can_be_read_on_its_own_soft_ground(accent: str) -> None:
    assume(accent_contrast(accent) >= LEAST_CONTRAST)
    found = palette(accent)
    assert contrast(accent, found["teal-100"]) >= LEAST_CONTRAST
    assert contrast(accent, "#ffffff") >= LEAST_CONTRAST
