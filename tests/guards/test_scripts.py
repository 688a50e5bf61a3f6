"""Scripts that stand on one page beside each other are gathered each for itself: none relies on the other's state."""

import re
from pathlib import Path

import pytest

from tests.guards.test_modules import asked_for, served
from tests.guards.tree import ROOT, files

NAMED = re.compile(r'<script type="module" src="(/[^"]+\.js)">')
INCLUDED = re.compile(r"""\{%-?\s*(?:include|extends|from|import)\s+"([^"]+\.html)\"""")
KEEPS = re.compile(r"^let |^(?:export )?const \w+ = new (?:Map|Set|WeakMap|WeakSet)\(\)", re.MULTILINE)
"""What a module remembers from one call to the next."""
READ_ALONE = {"texts.js"}
"""It reads its table from the page, and whoever follows a change of language is the page's main script."""


def parts(address: str, found: set[str] | None = None) -> set[str]:
    """A script and all that it imports."""
    found = set() if found is None else found
    if address not in found and not address.startswith("/static/vendor/"):
        found.add(address)
        for other in asked_for(served(address)):
            parts(other, found)
    return found


def named(page: str, seen: set[str] | None = None) -> set[str]:
    """The scripts of a page and of what it is put together from."""
    seen = set() if seen is None else seen
    if page in seen:
        return set()
    seen.add(page)
    text = (ROOT / "templates" / page).read_text(encoding="utf-8")
    return set(NAMED.findall(text)).union(*(named(other, seen) for other in INCLUDED.findall(text)))


def remembering(address: str) -> set[str]:
    """The names of a script's modules that keep something."""
    return {
        Path(part).name for part in parts(address) if KEEPS.search(served(part).read_text(encoding="utf-8"))
    }


PAGES = {
    page: sorted(named(page))
    for page in (str(path.relative_to(ROOT / "templates")) for path in files(".html"))
    if len(named(page)) > 1
}


@pytest.mark.parametrize("page", PAGES)
def test_no_module_that_remembers_stands_in_two_scripts_of_a_page(page: str) -> None:
    scripts = PAGES[page]
    shared = {
        name
        for n, script in enumerate(scripts)
        for other in scripts[n + 1 :]
        for name in remembering(script) & remembering(other)
    }
    assert shared <= READ_ALONE


def test_pages_with_several_scripts_are_found() -> None:
    assert {"track/ticket.html", "manage/notices.html", "kiosk/kiosk.html"} <= set(PAGES)
    assert "steps.js" in remembering("/kiosk/static/kiosk.js")


def test_a_second_script_follows_no_language_that_the_page_changes() -> None:
    """The kiosk and the rating tablet change theirs; what else stands there is one script with them."""
    changing = [s for scripts in PAGES.values() for s in scripts if "setLanguage(" in _whole(s)]
    assert set(changing) == {"/kiosk/static/kiosk.js"}
    assert parts("/kiosk/static/open.js") == {"/kiosk/static/open.js"}


def _whole(script: str) -> str:
    return "".join(
        served(part).read_text(encoding="utf-8") for part in parts(script) - {"/static/js/texts.js"}
    )
