"""How a step of a visit's life is worded."""

from dataclasses import replace

import pytest

from server.core.events import TicketIssued
from server.core.reports.life import LifeNames, steps
from tests.support.tickets import entry
from tests.support.wait_cases import WAIT_CASES, WaitCase

ISSUED = TicketIssued(7, "2026-11-23", "A", 7, "CT", "kiosk")


def named(code: object) -> dict[str, str]:
    return {"vi": str(code), "en": str(code)}


KNOWN = LifeNames(**dict.fromkeys(LifeNames.__dataclass_fields__, named))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", WAIT_CASES, ids=lambda case: case.vi)
def test_the_wait_that_somebody_was_told_is_worded_as_they_were_told_it(case: WaitCase) -> None:
    told = replace(ISSUED, low_s=case.rounded.low_s, high_s=case.rounded.high_s)
    (step,) = steps([entry(told, 7)], KNOWN)
    said = {language: [fact.said(language) for fact in step.facts] for language in ("vi", "en")}
    assert said == {"vi": [f"Được báo thời gian chờ: {case.vi}"], "en": [f"Was told to wait {case.en}"]}
