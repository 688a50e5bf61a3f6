"""docs/calling-order.md tells the truth: its defaults are those of the default centre, its examples come out so."""

import re
import tomllib
from dataclasses import dataclass

import pytest

from server.config import DEFAULT_FILE, load
from server.core.queue.commands import RECALL_EVERY_S
from server.core.queue.policy import Choice, Head, Seen, choose_next
from server.core.queue.undo import UNDO_WITHIN_S
from tests.guards.tree import ROOT

DOCUMENT = (ROOT / "docs" / "calling-order.md").read_text(encoding="utf-8")
DEFAULTS = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
SET = {f"calling.{name}": value for name, value in DEFAULTS["calling"].items()} | {
    f"priority_classes.{part['code']}": part["weight_minutes"] for part in DEFAULTS["priority_classes"]
}
SETTINGS = load(DEFAULT_FILE, {})
NOW = 1_795_000_000_000
EXAMPLE = re.compile(
    r"^Priority tickets in a row so far: (\d+)\n\n(.*?)\n\nCalled: (\w+), by rule `(\w+)`$",
    re.MULTILINE | re.DOTALL,
)
LINES = {"own": {}, "helped": {"helping": True}, "kept": {"kept": True}}


@dataclass(frozen=True)
class Example:
    """Who waits, as a table says, and who is called."""

    in_a_row: int
    rows: tuple[tuple[str, ...], ...]
    called: str
    rule: str

    def heads(self) -> tuple[Head, ...]:
        return tuple(head_of(i, *row) for i, row in enumerate(self.rows))


def head_of(ticket: int, _: str, field: str, priority: str, waited: str, line: str) -> Head:
    issued_at = NOW - int(waited.removesuffix(" minutes")) * 60_000
    return Head(ticket, field, issued_at, priority or None, **LINES[line])


def cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line[1:-1].split("|"))


def examples() -> list[Example]:
    return [
        Example(int(in_a_row), tuple(cells(line) for line in table.splitlines()[2:]), called, rule)
        for in_a_row, table, called, rule in EXAMPLE.findall(DOCUMENT)
    ]


def section(title: str) -> str:
    found = re.search(rf"^##+ {title}[^\n]*\n(.*?)(?=^##|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def test_every_default_told_is_the_default_set_and_none_is_missing() -> None:
    told = re.findall(r"^\| `([\w.]+)` \| (\d+) \|", section("What can be set"), re.MULTILINE)
    assert {name: int(value) for name, value in told} == SET


@pytest.mark.parametrize(
    ("title", "sentence", "setting"),
    [
        ("Rule 1", "After {} priority tickets in a row, ordinary", "calling.most_priority_in_a_row"),
        ("Rule 2", "Whoever has waited {} minutes", "calling.longest_wait_minutes"),
        ("Rule 2", "after {} priority tickets in a row one", "calling.most_priority_in_a_row"),
        ("Rule 3", "has waited\n{} minutes there", "calling.help_after_minutes"),
        ("Rule 4", "came up to {} minutes earlier", "priority_classes.elderly"),
        ("By hand", "a no-show of the last {} minutes", "calling.call_back_minutes"),
        ("No-shows", "For {} minutes any counter", "calling.call_back_minutes"),
    ],
)
def test_a_figure_in_the_text_is_the_default_too(title: str, sentence: str, setting: str) -> None:
    assert sentence.format(SET[setting]) in section(title)


def test_what_cannot_be_set_is_told_as_it_is() -> None:
    assert f"recalled once in {RECALL_EVERY_S} seconds" in section("By hand")
    assert f"taken back for {UNDO_WITHIN_S} seconds" in section("Undo")


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example.rule}-{example.called}")
def test_an_example_comes_out_as_it_is_told(example: Example) -> None:
    seen = Seen(NOW, example.heads(), SETTINGS.as_policy(), example.in_a_row)
    called = [row[0] for row in example.rows].index(example.called)
    assert choose_next(seen) == Choice(called, example.rule)


@pytest.mark.parametrize("rule", ["Rule 1", "Rule 2", "Rule 3", "Rule 4", "Kept tickets"])
def test_every_rule_has_an_example(rule: str) -> None:
    assert EXAMPLE.search(section(rule))


def test_every_rule_by_which_a_ticket_is_called_comes_up() -> None:
    by_rule = {example.rule for example in examples()}
    assert by_rule == {"next", "own", "kept", "priority", "ordinary_turn", "longest", "helping"}


def test_the_fields_and_numbers_of_the_examples_are_those_of_the_default_centre() -> None:
    prefixes = {field.code: field.prefix for field in SETTINGS.fields}
    for example in examples():
        for number, field, *_ in example.rows:
            assert number[0] == prefixes[field]
