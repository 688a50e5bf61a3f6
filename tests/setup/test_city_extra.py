"""What the city needs is an extra: a centre's package installs none of it, and a centre's server imports none of it."""

import subprocess
import sys
import tomllib

from packaging.requirements import Requirement

from installer import debian, image
from tests.support.our_files import ROOT

CITY = {"alembic", "psycopg", "redis"}


def test_a_centre_needs_none_of_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    plain = {Requirement(each).name for each in project["dependencies"]}
    assert {Requirement(each).name for each in project["optional-dependencies"]["city"]} == CITY
    assert not plain & CITY


def test_neither_the_package_nor_the_image_asks_for_it() -> None:
    for module in (debian, image):
        text = (ROOT / "installer" / f"{module.__name__.rpartition('.')[2]}.py").read_text(encoding="utf-8")
        assert "[city]" not in text


def test_a_centres_server_imports_none_of_it() -> None:
    program = "import sys, server.app, server.command.main; print('\\n'.join(sys.modules))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in said.stdout.split()}
    assert not loaded & {
        "psycopg",
        "psycopg_pool",
        "alembic",
        "sqlalchemy",
    }  # socketio looks for redis by itself
    assert not [name for name in said.stdout.split() if name.startswith("server.city")]
