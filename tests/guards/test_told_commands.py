"""Every command of the product that a document tells people to type is one, with the options that it is told with."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from server.command.main import main
from tests.guards.tree import ROOT, name

PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
_CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
_ANOTHERS = re.compile(r"(?:-u|--name|exec) goiso\b|/var/lib/goiso (?:goiso|--restart)\b")
"""Where the word is the name of a user, a container or a folder."""
_COMMAND = re.compile(r"(?<![\w.:=-])(?:\S*/)?goiso +((?:[a-z]|--)[^|;&#)\n]*)")
_EVERYWHERE = {"--help", "--version"}


def commands(page: str) -> Iterator[list[str]]:
    """The words after `goiso` of each command in the code of a page."""
    for fenced, span in _CODE.findall(page):
        code = _ANOTHERS.sub("", (fenced or span).replace("\\\n", " "))
        yield from (found.split() for found in _COMMAND.findall(code))


def wrong(words: list[str]) -> str | None:
    """What of it is not there."""
    at: click.Command = main
    while isinstance(at, click.Group) and words and re.fullmatch("[a-z][a-z-]*", words[0]):
        if (found := at.commands.get(words[0])) is None:
            return words[0]
        at, words = found, words[1:]
    known = _EVERYWHERE.union(*((*each.opts, *each.secondary_opts) for each in at.params))
    told = (word.strip("[]…").partition("=")[0] for word in words if word.strip("[").startswith("--"))
    return next((option for option in told if option not in known), None)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_what_people_are_told_to_type_is_there(page: Path) -> None:
    found = {" ".join(words): lacks for words in commands(page.read_text("utf-8")) if (lacks := wrong(words))}
    assert found == {}


def test_it_reads_many_and_sees_what_is_not_there() -> None:
    assert sum(len([*commands(page.read_text("utf-8"))]) for page in PAGES) > 140
    assert wrong(["serve", "--data", "x"]) is None
    assert wrong(["serve", "--dato=x"]) == "--dato"
    assert wrong(["city", "promot"]) == "promot"
    assert [*commands("`sudo -u goiso goiso backup --to /mnt`")] == [["backup", "--to", "/mnt"]]
    assert [*commands("```sh\ngoiso city install \\\n  --boards 2 && x\n```")] == [
        ["city", "install", "--boards", "2"]
    ]
