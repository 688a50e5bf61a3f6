"""A technician who reads no English learns from `goiso --help` what each command does."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from server.command.main import main
from server.command.vietnamese import SAYS

SUNG = "ăâđêôơưáàảãạếềểễệốồổỗộờớởỡợứừửữự"


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def test_every_command_is_told_of_in_vietnamese_and_nothing_else_is() -> None:
    assert {words for words, _ in commands(main)} == SAYS.keys()
    assert all(set(said.lower()) & set(SUNG) for said in SAYS.values())


def test_a_command_says_both_the_vietnamese_first() -> None:
    for words, command in commands(main):
        assert command.help is not None
        own, _, english = command.help.partition("\n\n")
        assert own == SAYS[words]
        assert english
        assert not any(line.startswith(" ") for line in english.splitlines())
        assert (command.short_help or "").startswith(own)


@pytest.mark.parametrize(
    "words", [(), ("backup",), ("city", "centre"), ("standby", "takeover")], ids=" ".join
)
def test_the_help_of_a_command_shows_it(words: tuple[str, ...]) -> None:
    said = " ".join(CliRunner().invoke(main, [*words, "--help"]).output.split())
    shown = [each for each in SAYS if each == " ".join(words) or each.rpartition(" ")[0] == " ".join(words)]
    assert shown
    assert all(SAYS[each] in said for each in shown)
