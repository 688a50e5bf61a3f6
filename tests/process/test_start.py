"""What a started server holds in memory: nothing that only reports, exports, certificates or the API's description need."""

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from server.process import tuning

ROOT: Final = Path(__file__).parents[2]
LATE: Final = frozenset(
    {
        "PIL",
        "cryptography",
        "escpos",
        "holidays",
        "psycopg",
        "redis",
        "reportlab",
        "rich",
        "segno",
        "serial",
        "server.city",
        "server.link.begin",
        "usb",
        "xlsxwriter",
    }
)
STARTED: Final = """
import json, sys
from pathlib import Path
import server.command.main, server.process.run
from server import config
from server.process import tuning
from server.process.centre import a_server
tuning.before_the_worker()
tuning.in_the_worker()
with tuning.loading():
    started = a_server(config.load(None, {}, server__data=Path(sys.argv[1])))
from server.http.shapes import Shape
def below(shape):
    return {shape}.union(*map(below, shape.__subclasses__()))
told = {
    "modules": [name for name, module in sys.modules.items() if module is not None],
    "shapes": len(below(Shape)),
    "made": [str(shape) for shape in below(Shape) if shape.__pydantic_complete__],
}
started.close()
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("centre")
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_a_started_server_has_not_loaded_what_few_ever_ask_for(started: Any) -> None:
    assert "server.api.queue.tickets" in started["modules"]
    assert LATE & set(started["modules"]) == set()


def test_no_shape_is_made_ready_before_somebody_asks(started: Any) -> None:
    assert started["shapes"] > 200
    assert len(started["made"]) <= 1, "one is what another has by default"


def test_while_a_server_loads_the_collector_rests_and_afterwards_works() -> None:
    with tuning.loading():
        resting = not gc.isenabled()
    kept = gc.get_freeze_count()
    gc.unfreeze()
    assert resting
    assert gc.isenabled()
    assert kept > 0
