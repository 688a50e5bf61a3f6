"""What the city needs is an extra: a centre's package installs none of it, and a centre's server imports none of it."""

import subprocess
import sys
from importlib.metadata import requires

from packaging.requirements import Requirement

from installer import debian, image
from tests.support.our_files import ROOT

CITY = {"alembic", "psycopg", "redis"}


def test_a_centre_needs_none_of_it() -> None:
    said = [Requirement(each) for each in requires("goiso") or ()]
    plain = {each.name for each in said if each.marker is None or each.marker.evaluate({"extra": ""})}
    with_city = {each.name for each in said if each.marker is None or each.marker.evaluate({"extra": "city"})}
    assert with_city - plain == CITY


def test_neither_the_package_nor_the_image_asks_for_it() -> None:
    for module in (debian, image):
        text = (ROOT / "installer" / f"{module.__name__.rpartition('.')[2]}.py").read_text(encoding="utf-8")
        assert "[city]" not in text


def test_a_centres_server_imports_none_of_it() -> None:
    program = "import sys, server.app, server.command.main; print('\\n'.join(sys.modules))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in said.stdout.split()}
    assert not loaded & (CITY | {"sqlalchemy", "psycopg_pool", "psycopg_binary"})
    assert not [name for name in said.stdout.split() if name.startswith("server.city")]
