"""Every way to say no is worded, used, and answered with a status of its kind."""

import re

import pytest

from server.core.errors import CATALOGUE, Words
from tests.guards.tree import ROOT, files

CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in files(".py")
    if path != ROOT / "server" / "core" / "errors.py"
)
STATUSES = {400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503, 507}


@pytest.mark.parametrize("code", CATALOGUE)
def test_it_is_worded_in_both_languages(code: str) -> None:
    kind = CATALOGUE[code]
    words: list[Words] = [kind.title, kind.detail, kind.action]
    assert all(text.strip() for said in words for text in (said.vi, said.en))


@pytest.mark.parametrize("code", CATALOGUE)
def test_it_is_used(code: str) -> None:
    assert f'"{code}"' in CODE


def test_nothing_else_is_raised() -> None:
    raised = set(re.findall(r'Refusal\(\s*"(\w+)"', CODE))
    assert raised <= set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_its_status_says_whose_fault_it_is(code: str) -> None:
    status = CATALOGUE[code].status
    assert status in STATUSES
    ours = code == "internal" or code.startswith("storage_") or code == "too_many_screens"
    assert (status >= 500) == ours
    assert (status == 404) == (code.startswith("unknown_") or code in ("not_found", "queue_empty"))
