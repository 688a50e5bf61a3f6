"""Whatever cannot be set is refused with a sentence in each language, whichever setting it is: generated from the schema."""

import json
import math
from collections.abc import Iterator
from typing import Any, Final

import pytest
from pydantic import ValidationError

from server.app import Server
from server.config import CentreSettings, load
from server.config.complaints import sentences
from server.web.manage.settings.forms import model_of
from tests.support.api import Api
from tests.support.enrolled import Tokens

NO_LETTERS: Final = "\ud800"
WRONG: Final = (
    *(None, "", "x", "2026-13-40", "25:00", "x" * 400, "\0", NO_LETTERS),
    *(-1, 10**30, 1.5, math.inf, math.nan),
    *([], {}, ["x"], [None], [{}], [["07:00"]], [["09:00", "08:00"]], ["x", "x"]),
)
ENTRY: Final = {"code": "x", "vi": "x", "en": "x", "n": 1, "date": "2090-02-17", "prefix": "Y"}


def refused(part: str) -> Iterator[str]:
    """Each sentence that is said when some setting of a part is something that it cannot be."""
    whole = load(None, {}).of_centre().as_json()
    model, is_list = model_of(part)
    names = [field.alias or name for name, field in model.model_fields.items()]
    some = {name: value for name, value in ENTRY.items() if name in names}
    was = (whole[part] or [some])[0] if is_list else whole[part]
    for name in names:
        for wrong in WRONG:
            now = was | {name: wrong}
            try:
                CentreSettings.model_validate(whole | {part: [now] if is_list else now})
            except ValidationError as error:
                yield from sentences(error).split("\n")
            except UnicodeEncodeError:  # no request brings such a text
                assert wrong is NO_LETTERS


@pytest.mark.parametrize("part", sorted(CentreSettings.model_fields))
def test_what_is_wrong_is_said_in_both_languages(part: str) -> None:
    said = {line.split(": ", 1)[1] for line in refused(part)}
    assert said
    halves = [each.split(" · ") for each in said]
    assert [each for each in halves if len(each) != 2 or each[0] in {"không dùng được", each[1]}] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("centre.timezone", "x" * 5000),
        ("centre.guidance_field", NO_LETTERS),
        ("voice.clips", "/" + "x" * 5000),
        ("voice.clips", "/" + NO_LETTERS),
        ("backup.folder", "/" + NO_LETTERS),
        ("backup.folder", "/usb\0"),
        ("backup.recipient", NO_LETTERS),
        ("printer.url", NO_LETTERS),
    ],
)
def test_a_name_that_nothing_can_have_is_refused_and_nothing_is_changed(
    api: Api, server: Server, tokens: Tokens, path: str, value: str
) -> None:
    part, name = path.split(".")
    before = api.admin.get("/settings").json
    wanted: dict[str, Any] = before[part] | {name: value}
    page = server.app.test_client()
    answer = page.put(
        f"/api/v1/settings/{part}",
        data=json.dumps(wanted),
        content_type="application/json",
        headers={"Authorization": f"Bearer {tokens.admin}"},
    )
    assert answer.status_code in {400, 422}, answer.text
    assert api.admin.get("/settings").json == before
