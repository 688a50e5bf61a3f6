"""Checking in by a machine in the hall: it says that somebody is there who took their number from afar, and nothing else."""

from dataclasses import replace

import pytest

from server.app import Server
from server.core.centre import RemoteRules
from server.service.queue import afar
from server.service.queue.afar import AfarRequest
from tests.support.api import Api


@pytest.fixture
def expected(server: Server, api: Api) -> dict[str, object]:
    context = server.context
    context.settings.centre = replace(context.centre, remote=RemoteRules(share=30))
    given = afar.ask(context, AfarRequest("one", "CT", 60))
    return api.nobody.get(f"/track/{given.track}").json


def test_the_code_says_that_its_person_is_expected_and_a_kiosk_checks_them_in(
    api: Api, expected: dict[str, object]
) -> None:
    assert (expected["state"], expected["expected"]) == ("parked", True)
    path = f"/tickets/{expected['id']}/resume"
    first = api.kiosk.post(path, {}, key="first")
    assert (first.status_code, first.json["state"]) == (200, "waiting")
    api.officer.post("/counters/1/open", {"fields": ["CT"]})
    assert api.kiosk.post(path, {}, key="first").json == first.json
    assert api.kiosk.post(path, {}, key="second").json["state"] == "waiting"
    assert "expected" not in api.nobody.get(f"/track/{expected['track']}").json


def test_a_kiosk_brings_nobody_else_back(api: Api) -> None:
    refused = api.kiosk.post(f"/tickets/{api.take()['id']}/resume", {})
    assert (refused.status_code, refused.json["code"]) == (409, "not_from_afar")
