"""Every setting is carried by a file from one centre to another: generated from the schema, so that a new one is carried, too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError

from server.config import CentreSettings, load
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from server.web.manage.settings.forms import model_of
from tests.command.test_settings import exported, goiso, opened

KEYS: Final = frozenset({"code", "n", "date"})
VALUES: Final[tuple[Any, ...]] = (
    *(True, False, "“x” \\ \" 'ậ' #", "x", "HT", "a", "/usr", "virtual:", "#7b1fa2", "Asia/Tokyo"),
    *("server", "advised", "leaf", "get", "waiting", "p", "1001", '{"so": "{number}"}', "Y"),
    *("https://sms.example.vn/send?to={phone}", '{"text": "{text}"}', f"{'0a' * 32}.png"),
    "age1ds8cmacrh2mwtydhfdzv0gq5lcsr40gk8qzapwu722ew3u5z5alse8k0aw",
    *(384, 77, 4321, ["vi"], ["en", "vi"], ["x"], ["HT"], ["DD"], ["viewer"], [2, 3], [["07:00", "11:30"]]),
    *(
        [{"from": "07:00", "until": "09:00", "volume": 0.4}],
        [{"weekday": 2, "from": "07:00", "until": "11:00"}],
    ),
    *([{"at": "15:00"}], [{"key": "a", "vi": "a", "en": "b"}], [{"day": "2026-12-01", "reason_vi": "Họp"}]),
)
"""One of these is something else for any setting, one more than it is aside."""
BEGUN: Final = {
    "points": [{"code": "p", "vi": "P", "en": "P"}],
    "halls": [{"code": "a", "vi": "A", "en": "A"}],
    "exceptions": [{"date": "2090-02-17", "vi": "Tết", "sessions": []}],
}
TOGETHER: Final = {"latitude": 20.5, "longitude": 105.5}
"""What is set with another one, or not at all."""


def others(name: str, now: Any) -> Iterator[dict[str, Any]]:
    """What else a setting could be."""
    if name in TOGETHER:
        yield TOGETHER
    if isinstance(now, int | float) and not isinstance(now, bool):
        yield {name: now + 1}
    yield from ({name: value} for value in VALUES)


def changed(whole: dict[str, Any], part: str, name: str) -> dict[str, Any] | None:
    """The same with another value of this setting, of the last entry where its part is a list; `None` where none was found."""
    model, is_list = model_of(part)
    entries = whole[part] if is_list else [whole[part]]
    for other in others(name, entries[-1][name]):
        entry = entries[-1] | other
        try:
            model.model_validate(entry)  # quick: most are not even that
            value = [*entries[:-1], entry] if is_list else entry
            found = CentreSettings.model_validate(whole | {part: value}).as_json()
        except ValidationError:
            continue
        if found != whole:
            return found
    return None


def everything_changed() -> CentreSettings:
    """A centre in which no setting but the keys of entries is what a new one begins with."""
    whole = CentreSettings.model_validate(load(None, {}).of_centre().as_json() | BEGUN).as_json()
    left = []
    for part in CentreSettings.model_fields:
        for setting, field in model_of(part)[0].model_fields.items():
            name = field.alias or setting
            found = None if name in KEYS else changed(whole, part, name)
            whole = found or whole
            left += [f"{part}.{name}"] if found is None and name not in KEYS else []
    assert left == []
    return CentreSettings.model_validate(whole)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of a centre in which every setting was changed."""
    context = opened(tmp_path / "data", load(None, {}).of_centre())
    begin_settings(context)
    changes.take_all(context, everything_changed(), "admin:binh")
    context.close()
    return tmp_path / "data"


def test_a_file_carries_every_setting_to_a_new_centre(folder: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "export.toml", tmp_path / "new"
    file.write_text(exported(folder), encoding="utf-8")
    code, told = goiso("settings", "import", str(file), "--data", str(new), "--yes")
    assert code == 0, told
    assert set_in(new) == set_in(folder)


def set_in(folder: Path) -> CentreSettings:
    context = opened(folder, load(None, {}).of_centre())
    try:
        return context.settings.document
    finally:
        context.close()
