"""The examples of docs/api.md are run as they stand there, against a real server, each after the first."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.api_page import PAGE
from tests.support.demo import Demo

TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^## (?P<section>[^\n]+)$|^```(?P<kind>python|sh)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)


def blocks(kind: str) -> dict[str, str]:
    """Every block of code of a kind, by its section and its place there."""
    found: dict[str, str] = {}
    section = ""
    for match in BLOCK.finditer(TEXT):
        section = match["section"] or section
        if match["kind"] == kind:
            place = sum(name.startswith(section) for name in found)
            found[f"{section} {place + 1}"] = match["code"]
    return found


PYTHON = blocks("python")
FIRST = "Before you begin 1"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A running centre and the token of a program there, as the page has them."""
    with Demo(tmp_path_factory.mktemp("demo")) as demo:
        headers = {"Authorization": f"Bearer {demo.credentials['admin']['token']}"}
        body = {"name": "docs/api.md", "role": "admin"}
        made = httpx.post(
            f"{demo.url}/api/v1/tokens", json=body, headers=headers, timeout=30
        ).raise_for_status()
        yield os.environ | {"GOISO_URL": demo.url, "GOISO_TOKEN": made.json()["token"]}


@pytest.mark.parametrize("name", PYTHON)
def test_the_example_runs(name: str, environment: dict[str, str]) -> None:
    program = PYTHON[FIRST] + (PYTHON[name] if name != FIRST else "")
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", blocks("sh"))
def test_the_command_runs(name: str, environment: dict[str, str]) -> None:
    command = ["sh", "-c", blocks("sh")[name]]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"items"' in done.stdout


def test_an_example_that_fails_would_be_found(environment: dict[str, str]) -> None:
    program = PYTHON[FIRST] + 'api.get("/nowhere").raise_for_status()\n'
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
