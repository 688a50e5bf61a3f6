"""The calling order as a centre sets it: what is impossible stops the start with the setting's name."""

from pathlib import Path

import pytest

from server.config import DEFAULT_FILE, BadSettings, load
from server.core.queue.policy import Policy

SMALL = """
[centre]
name = "Trung tâm"
ward = "Phường Thử"

[[fields]]
code = "CT"
prefix = "A"
vi = "Chứng thực"
en = "Certification"
{field}

[[counters]]
n = 1
fields = ["CT"]
{counter}

[[priority_classes]]
code = "elderly"
vi = "Người cao tuổi"
en = "Elderly person"
{priority}

[calling]
{calling}
"""


def read(tmp_path: Path, **lines: str) -> Policy:
    file = tmp_path / "centre.toml"
    parts = dict.fromkeys(("field", "counter", "priority", "calling"), "") | lines
    file.write_text(SMALL.format(**parts), encoding="utf-8")
    return load(file, {}).as_policy()


OTHERWISE = """
most_priority_in_a_row = 3
longest_wait_minutes = 60
help_after_minutes = 20
recalls_before_no_show = 2
call_back_minutes = 10
"""


def test_the_calling_order_is_set_in_minutes(tmp_path: Path) -> None:
    assert read(tmp_path, calling=OTHERWISE, priority="weight_minutes = 25") == Policy(
        {"elderly": 1500}, 3, 3600, 1200, 2, 600
    )


def test_without_a_calling_table_the_defaults_hold_which_are_those_of_the_core(tmp_path: Path) -> None:
    assert read(tmp_path) == Policy({"elderly": 1800})


@pytest.mark.parametrize(
    ("table", "line", "named"),
    [
        ("calling", "most_priority_in_a_row = 0", "calling.most_priority_in_a_row"),
        ("calling", "most_priority_in_a_row = 21", "calling.most_priority_in_a_row"),
        ("calling", "most_priority_in_a_row = 1.5", "calling.most_priority_in_a_row"),
        ("calling", "longest_wait_minutes = 4", "calling.longest_wait_minutes"),
        ("calling", "longest_wait_minutes = 481", "calling.longest_wait_minutes"),
        ("calling", 'longest_wait_minutes = "ba mươi"', "calling.longest_wait_minutes"),
        ("calling", "help_after_minutes = -1", "calling.help_after_minutes"),
        ("calling", "help_after_minutes = 46", "help_after_minutes 46"),
        ("calling", "longest_wait_minutes = 10", "help_after_minutes 15"),
        ("calling", "recalls_before_no_show = 11", "calling.recalls_before_no_show"),
        ("calling", "call_back_minutes = -1", "calling.call_back_minutes"),
        ("calling", "moon = 1", "calling.moon"),
        ("priority", "weight_minutes = -1", "priority_classes.0.weight_minutes"),
        ("priority", "weight_minutes = 241", "priority_classes.0.weight_minutes"),
        ("counter", 'helps = ["ZZ"]', "counter 1 serves unknown fields ['ZZ']"),
        ("counter", 'helps = "CT"', "counters.0.helps"),
        ("field", 'usual_outcome = "happy"', "fields.0.usual_outcome"),
        ("field", "wait_limit_minutes = 0", "fields.0.wait_limit_minutes"),
        ("field", "wait_limit_minutes = 481", "fields.0.wait_limit_minutes"),
    ],
)
def test_an_impossible_value_is_refused_by_its_name(
    tmp_path: Path, table: str, line: str, named: str
) -> None:
    with pytest.raises(BadSettings) as bad:
        read(tmp_path, **{table: line})
    assert named in str(bad.value)


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as bad:
        read(tmp_path, calling="most_priority_in_a_row = 0\ncall_back_minutes = -1")
    assert "most_priority_in_a_row" in str(bad.value)
    assert "call_back_minutes" in str(bad.value)


def test_a_field_says_what_its_visits_usually_end_with_and_how_long_is_too_long(tmp_path: Path) -> None:
    file = tmp_path / "centre.toml"
    lines = {"field": 'usual_outcome = "returned"\nwait_limit_minutes = 20'}
    parts = dict.fromkeys(("counter", "priority", "calling"), "")
    file.write_text(SMALL.format(**parts, **lines), encoding="utf-8")
    field = load(file, {}).as_centre().layout.fields["CT"]
    assert (field.usual_outcome, field.wait_limit_s) == ("returned", 1200)


def test_the_default_centre_helps_out_and_weighs_every_class() -> None:
    settings = load(DEFAULT_FILE, {})
    assert any(counter.helps for counter in settings.counters)
    assert all(part.weight_minutes > 0 for part in settings.priority_classes)
