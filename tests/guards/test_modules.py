"""What a page or a module asks for is there, and comes from this server alone."""

import posixpath
import re
from pathlib import Path

import pytest

from tests.guards.tree import ROOT, code, files, name

PLACES = {
    "/static/": ROOT / "server" / "static",
    "/kiosk/static/": ROOT / "kiosk" / "static",
    "/display/static/": ROOT / "display" / "static",
}
BUILT = "/static/vendor/"
ADDRESS = re.compile(r"""(?:src|href)="(/(?:kiosk/|display/)?static/[^"{]+)\"""")
IMPORT = re.compile(
    r"""(?:^|\s)(?:import|export)\b[^"';]*?from\s*"([^"]+)"|(?:import|serviceWorker\.register)\(?\s*"([^"]+)"\)?""",
    re.MULTILINE,
)
CSS = re.compile(r"""url\("?([^")]+)"?\)|@import\s+"([^"]+)\"""")
ELSEWHERE = re.compile(r"""(?:https?:)?//[\w.-]+\.[a-z]{2,}""")
NAMESPACES = ("http://www.w3.org/",)


def served(address: str) -> Path:
    """The file behind an address of a static folder."""
    place = next(p for p in sorted(PLACES, key=len, reverse=True) if address.startswith(p))
    return PLACES[place] / address.removeprefix(place)


def address_of(path: Path) -> str:
    """Where a static file is served."""
    place, folder = next((p, f) for p, f in PLACES.items() if f in path.parents)
    return place + str(path.relative_to(folder))


def asked_for(path: Path) -> set[str]:
    """Addresses that a template, module or style asks for."""
    if path.suffix == ".html":
        return set(ADDRESS.findall(path.read_text(encoding="utf-8")))
    pattern = IMPORT if path.suffix == ".js" else CSS
    found = {first or second for first, second in pattern.findall(code(path))}
    here = posixpath.dirname(address_of(path))
    return {posixpath.normpath(posixpath.join(here, f)) for f in found if not f.startswith(("data:", "#"))}


STATIC = [path for path in files(".js", ".css") if any(folder in path.parents for folder in PLACES.values())]
ASKING = [path for path in [*files(".html"), *STATIC] if asked_for(path)]


def missing(*, built: bool) -> set[tuple[str, str]]:
    """Who asks for what that is not there, of what the build brings or of what is written here."""
    asked = {(name(path), address) for path in ASKING for address in asked_for(path)}
    return {
        (file, address)
        for file, address in asked
        if address.startswith(BUILT) == built and not served(address).is_file()
    }


def test_what_they_ask_for_is_there() -> None:
    assert missing(built=False) == set()


def test_what_they_ask_of_libraries_is_built_here() -> None:
    assert missing(built=True) == set()


def test_every_module_and_style_is_asked_for_by_somebody() -> None:
    wanted = {address for path in ASKING for address in asked_for(path)}
    assert {address_of(path) for path in STATIC} - wanted == set()


def test_nothing_comes_from_elsewhere() -> None:
    for path in files(".html", ".css", ".js", ".svg"):
        text = code(path)
        for namespace in NAMESPACES:
            text = text.replace(namespace, "")
        assert ELSEWHERE.findall(text) == [], name(path)


@pytest.mark.parametrize(
    "text", ["https://cdn.example.com/x.js", 'src="//fonts.example.com/a.woff2"', "http://1.2.3.example"]
)
def test_something_from_elsewhere_would_be_found(text: str) -> None:
    assert ELSEWHERE.search(text)
