"""Bounds that tell a scanner's keys from a person's stand in one module, used by the kiosk and by pages of staff."""

import re

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
