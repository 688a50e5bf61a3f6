"""Bounds that tell a scanner's keys from a person's stand in one module, used by the kiosk and by pages of staff."""

import re
from pathlib import Path

from tests.guards.tree import ROOT, files, name

SHARED = "server/static/js/burst.js"
BOUNDS = ("AFTER_SCAN_MS", "MANY_KEYS", "FASTER_THAN_FINGERS_MS", "MANY_COMMANDS", "QUICK_LETTERS_MS")
USERS = {"kiosk/static/reading.js", "kiosk/static/keys.js", "server/static/js/by_hand.js"}


def test_each_bound_stands_in_the_shared_module_alone() -> None:
    for bound in BOUNDS:
        found = [
            name(path) for path in files(".js") if re.search(rf"const {bound}\b", path.read_text("utf-8"))
        ]
        assert found == [SHARED]


def test_kiosk_and_staff_use_it() -> None:
    imports = re.compile(r'from "(?:/static/js|\.)/burst\.js"')
    assert {name(p) for p in files(".js") if imports.search(p.read_text("utf-8"))} == USERS
    assert not (ROOT / "kiosk" / "static" / "burst.js").exists()


def test_every_page_of_staff_who_have_signed_in_takes_no_scan_for_keys() -> None:
    missing = [
        name(page) for page in _staff_pages() if '{% include "components/scanned.html" %}' not in _whole(page)
    ]
    assert missing == []


def _staff_pages() -> list[Path]:
    """Templates of pages that show who has signed in, or belong to the manager."""
    shown = re.compile(r"{% extends .*manage/|staff_(?:end|out)\(")
    found = [page for page in (ROOT / "templates").rglob("*.html") if shown.search(_told(page))]
    return [page for page in found if "{% block main %}" in _told(page)]


def _whole(page: Path) -> str:
    """A page with the frames that it extends."""
    extended = re.search(r'{% extends "(.+?)" %}', text := _told(page))
    return text + (_whole(ROOT / "templates" / extended[1]) if extended else "")


def _told(page: Path) -> str:
    return page.read_text(encoding="utf-8")
