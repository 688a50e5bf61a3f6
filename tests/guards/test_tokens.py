"""Colours have one house: raw values stand in tokens.css alone, and everything else uses their meanings."""

import re
from pathlib import Path

import pytest

from server.core.colours import FAMILY, GROUNDS, MEANINGS
from tests.guards.tree import ROOT, code, files, name

TOKENS = ROOT / "server" / "static" / "tokens.css"
_DISPLAY = ROOT / "display" / "static"
PLAIN = [_DISPLAY / "plain.css", _DISPLAY / "plain_board.css"]  # for televisions that know no variables
HEX = r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![\w-])"
FUNCTION = r"(?<![\w-])(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
RAW = re.compile(f"{HEX}|{FUNCTION}", re.IGNORECASE)
NO_COLOUR = re.compile(r"""href="#[^"]*"|&#\d+;""")
WORD = re.compile(
    r"(?<![\w-])(?:black|blue|brown|crimson|cyan|fuchsia|gold|gr[ae]y|green|indigo|ivory|lime|magenta|maroon|navy"
    r"|olive|orange|pink|purple|red|silver|teal|tomato|violet|white|yellow)(?![\w-])",
    re.IGNORECASE,
)
VALUE = re.compile(r":[^:;{}]+;")


def raw_colours(text: str) -> list[str]:
    """Colours said by their numbers."""
    return RAW.findall(NO_COLOUR.sub("", text))


def colour_words(text: str) -> list[str]:
    """Colours said by their names, in the values of a style sheet."""
    return [word for value in VALUE.findall(text) for word in WORD.findall(value)]


def first_layer() -> set[str]:
    """The names of raw values."""
    raw, _, _ = TOKENS.read_text(encoding="utf-8").partition("/* Layer 2")
    return set(re.findall(r"^\s*(--[\w-]+):", raw, re.MULTILINE))


def asked_for(text: str) -> set[str]:
    """The names of the tokens that it uses."""
    return set(re.findall(r"--[a-z][\w-]*", text))


def values() -> dict[str, str]:
    """What each token is in the light, raw: `--color-link` is what teal-700 is."""
    light = code(TOKENS).partition(".theme-dark")[0]
    found = dict(re.findall(r"^\s*--([\w-]+): ([^;]+);", light, re.MULTILINE))
    return {name: raw(found, value) for name, value in found.items()}


def raw(found: dict[str, str], value: str) -> str:
    means = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return raw(found, found[means[1]]) if means else value


SHEETS = [path for path in files(".css") if path != TOKENS]
OTHERS = [*SHEETS, *files(".html", ".js")]


def test_no_raw_value_stands_outside_the_tokens() -> None:
    raw_names = first_layer()
    assert raw_names
    for path in OTHERS:
        if path not in PLAIN:
            text = code(path)
            assert asked_for(text) & raw_names == set(), name(path)
            assert raw_colours(text) == [], name(path)


def test_the_family_of_the_accent_is_every_ink_and_teal_that_there_is() -> None:
    found = {name: value for name, value in values().items() if name.startswith(("ink-", "teal-"))}
    assert found == FAMILY


def test_the_accent_is_looked_at_on_every_light_ground() -> None:
    """Whoever makes another ground for what stands on pages adds it there."""
    found = values()
    own = set(FAMILY.values())
    grounds = {found[f"color-{name}"] for name in ("page", "card", "sunken", "on-action", "on-brand")}
    soft = {value for name, value in found.items() if re.fullmatch(r"color-(?!on-)\w+-soft", name)}
    assert (grounds | soft) - own == set(GROUNDS)


def test_what_is_shown_of_another_accent_is_what_the_tokens_mean() -> None:
    found = values()
    assert {name: found[f"color-{name}"] for name in MEANINGS} == {
        name: FAMILY[token] for name, token in MEANINGS.items()
    }


def test_alarms_and_high_contrast_do_not_follow_the_accent() -> None:
    text = code(TOKENS)
    contrast = re.findall(r"\[data-contrast\] \{(.*?)\}", text, re.DOTALL)[0]
    others = re.findall(r"--color-(?:emergency|on-emergency|danger)[\w-]*: ([^;]+);", text)
    assert others
    assert not re.search("--(?:ink|teal)", contrast + " ".join(others))


def test_no_colour_is_called_by_its_name() -> None:
    assert {name(path): colour_words(code(path)) for path in SHEETS if colour_words(code(path))} == {}


@pytest.mark.parametrize("path", PLAIN, ids=name)
def test_a_television_without_variables_shows_the_same_colours(path: Path) -> None:
    tokens = {colour.lower() for colour in raw_colours(code(TOKENS))}
    assert {colour.lower() for colour in raw_colours(code(path))} - tokens == set()


def test_every_variable_that_is_used_is_set_somewhere() -> None:
    texts = [code(path) for path in [TOKENS, *OTHERS]]
    known = {found for text in texts for found in re.findall(r"""(--[\w-]+)["'`]?\s*[:,]""", text)}
    assert {used for text in texts for used in re.findall(r"var\((--[\w-]+)\)", text)} - known == set()


def test_every_meaning_is_used_by_somebody() -> None:
    _, _, meanings = code(TOKENS).partition("}")
    used = set(re.findall(r"var\((--[\w-]+)", "".join(code(path) for path in [TOKENS, *SHEETS])))
    assert set(re.findall(r"^\s*(--[\w-]+):", meanings, re.MULTILINE)) - used == set()


@pytest.mark.parametrize(
    "text",
    [
        "color: #0a2e2c;",
        'content="#fff"',
        "style.color = '#0A2E2CFF'",
        "fill: rgb(0 0 0 / 8%)",
        "x = `hsl(1 2% 3%)`",
    ],
)
def test_a_raw_colour_would_be_found(text: str) -> None:
    assert raw_colours(text)


def test_a_raw_value_and_a_colours_name_would_be_found() -> None:
    assert asked_for("border-color: var(--gold-400)") & first_layer() == {"--gold-400"}
    assert colour_words("a { border: 1px solid White; white-space: nowrap; }") == ["White"]


def test_what_is_no_colour_is_left_alone() -> None:
    assert raw_colours('<a href="#add">&#169;</a> color-scheme: dark; url(#clip-path)') == []
    assert colour_words("a { color: CanvasText; background: currentcolor; }") == []
