"""The officer's card has the keys that the console has, the technician's tables what the doctor and the server can say."""

from pathlib import Path

import pytest

from tests.reader_pages import PARTS, ROOT, WHAT, bindings, place, shown

EITHER = {"pause": "star", "priority": "star", "help-done": "help"}
"""Buttons that share a key of the keypad with another."""


@pytest.mark.parametrize(("page", "name"), [(page, name) for page, parts in PARTS.items() for name in parts])
def test_it_is_as_the_product_has_it(page: Path, name: str) -> None:
    found = place(name).search(page.read_text(encoding="utf-8"))
    assert found, f"{page.name} has no place for the {name}"
    assert found[0] == PARTS[page][name](), "run python -m tests.reader_pages"


def test_every_key_of_the_console_is_on_the_card_and_no_other() -> None:
    assert set(bindings()) == set(WHAT)


def test_the_keys_on_the_buttons_are_those_that_work() -> None:
    known = bindings()
    for action, (text, letter, pad) in shown().items():
        letters = known.get(action) or known[EITHER[action]]
        assert letter in letters, text
        assert pad in known[EITHER.get(action, action)], text


@pytest.mark.parametrize(
    "name", ["first-day", "officers-card", "manager", "technician", "what-the-law-wants"]
)
def test_each_readers_page_is_short_and_found_from_the_readme(name: str) -> None:
    lines = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if not line.startswith("|")]
    assert len(written) <= 90
    assert f"docs/{name}.md" in (ROOT / "README.md").read_text(encoding="utf-8")
