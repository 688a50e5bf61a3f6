"""What a page's script imports comes with it, until somebody changes a module."""

import hashlib
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.http.scripts import gathered

KIOSK, PART = "/kiosk/static/kiosk.js", "kiosk/static/flow.js"


@pytest.mark.parametrize("address", [KIOSK, "/display/static/hall.js", "/static/counter/counter.js"])
def test_a_pages_script_has_all_in_it_but_what_comes_from_npm(client: FlaskClient, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    asked = [part for part in answer.text.replace('"', "'").split("from'")[1:] if part[0] in "./"]
    assert [part.split("'")[0] for part in asked] == ["/static/vendor/socket.io.esm.min.js"]


def test_a_module_alone_is_there_as_it_is_written(client: FlaskClient) -> None:
    assert client.get(f"/{PART}").text == Path(PART).read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """One page of two modules, gathered."""
    whole = tmp_path / "server/static/vendor/whole"
    written = {name: tmp_path / name for name in (KIOSK[1:], PART)}
    for path in (*written.values(), whole / KIOSK[1:]):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1", encoding="utf-8")
    made_of = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in written.items()}
    (whole / "made-of.json").write_text(json.dumps(made_of), encoding="utf-8")
    return tmp_path


def test_it_is_served_whole_while_every_module_is_what_was_gathered(tree: Path) -> None:
    assert gathered(tree) == (KIOSK,)


@pytest.mark.parametrize("change", ["written", "gone", "come", "not built"])
def test_after_any_change_browsers_follow_the_imports_themselves(tree: Path, change: str) -> None:
    if change == "written":
        (tree / PART).write_text("2", encoding="utf-8")
    elif change == "gone":
        (tree / PART).unlink()
    elif change == "come":
        (tree / "display/static").mkdir(parents=True)
        (tree / "display/static/new.js").write_text("1", encoding="utf-8")
    else:
        (tree / "server/static/vendor/whole/made-of.json").unlink()

    assert gathered(tree) == ()
