"""What the tests of a kiosk's own box share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.app import Server
from tests.support.boxes import BoxClock, Kiosk
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens


@pytest.fixture
def kiosk(server: Server, tokens: Tokens, tmp_path: Path, clock: SetClock) -> Iterator[Kiosk]:
    """A kiosk that has met its server."""
    made = Kiosk(server.app, tmp_path / "box", tokens.kiosk, BoxClock(clock))
    made.look()
    yield made
    made.agent.close()
