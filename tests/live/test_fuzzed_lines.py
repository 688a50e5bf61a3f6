"""Whatever is sent over a live line, by whom ever: nobody who may not is let in, nothing fails, and the centre goes on."""

from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.app import Server
from server.http.access import LISTENERS
from tests.support.enrolled import Tokens

KEYS: Final = st.sampled_from(
    ("token", "hall", "counter", "now", "sound", "spoke", "seq", "layout", "version")
) | st.text(max_size=5)
LEAVES: Final = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
PAYLOADS: Final = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)
EVENTS: Final = st.sampled_from(("sound", "health", "connect", "disconnect", "hello", "snapshot")) | st.text(
    max_size=9
)
TALK: Final = st.lists(st.tuples(EVENTS, st.lists(PAYLOADS, max_size=2)), max_size=5)


CALLERS: Final = st.sampled_from(("kiosk", "display", "officer", "nobody"))
SAID: Final = st.dictionaries(KEYS, PAYLOADS, max_size=5) | PAYLOADS
VISITS: Final = st.tuples(CALLERS, st.sampled_from(sorted(LISTENERS)), SAID, TALK)


def goes_on(server: Server, tokens: Tokens, visit: tuple[str, str, Any, list[Any]]) -> None:
    """Somebody opens a line with a payload that holds their own token, and says all that."""
    who, namespace, said, talk = visit
    token = getattr(tokens, who, None)
    auth = {**said, "token": token} if token and isinstance(said, dict) else said
    line = server.socketio.test_client(server.app, namespace=namespace, auth=auth)
    for event, arguments in talk:
        if line.is_connected(namespace):
            line.emit(event, *arguments, namespace=namespace)
    if line.is_connected(namespace):
        assert token, "somebody came in without a token"
        line.disconnect(namespace)
    assert server.app.test_client().get("/api/v1/centre").status_code == 200


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(VISITS)
def test_whatever_is_sent(server: Server, tokens: Tokens, visit: tuple[str, str, Any, list[Any]]) -> None:
    goes_on(server, tokens, visit)


@pytest.mark.parametrize("event", ["sound", "health", "connect", "disconnect"])
def test_whoever_says_more_than_is_asked_for_breaks_nothing(
    server: Server, tokens: Tokens, event: str
) -> None:
    """Found here: a second argument ended in an error, and a trace in the log for each."""
    goes_on(server, tokens, ("display", "/board", {}, [(event, [None, None, {}])]))


@pytest.mark.torture
@settings(max_examples=20_000, derandomize=False, suppress_health_check=list(HealthCheck))
@given(VISITS)
def test_whatever_is_sent_twenty_thousand_times(
    server: Server, tokens: Tokens, visit: tuple[str, str, Any, list[Any]]
) -> None:
    goes_on(server, tokens, visit)
