"""The log of the city's processes."""

import json
import subprocess
import sys

SAYS = """
import structlog
from server.city.log import speak_json
before = structlog.get_logger()
speak_json(role="ingest")
before.warning("ward_refused", centre="W0001", name="Phường Láng", odd=object)
try:
    password = "very-secret"
    raise ValueError(password)
except ValueError:
    structlog.get_logger().exception("failed")
structlog.get_logger().debug("unheard")
"""


def lines(program: str) -> list[dict]:
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_each_line_is_an_object_with_when_how_grave_and_who():
    refused, failed = lines(SAYS)
    assert (refused["event"], refused["level"], refused["role"]) == ("ward_refused", "warning", "ingest")
    assert refused["at"].endswith("Z")
    assert refused["name"] == "Phường Láng"
    assert failed["error"] == "ValueError"
    assert "very-secret" not in json.dumps(failed)


def test_a_line_that_cannot_be_written_is_lost_and_nothing_raised():
    program = f"{SAYS}\nimport os, sys\nos.close(1)\nstructlog.get_logger().error('gone')\nprint('on', file=sys.stderr)\nos._exit(0)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert said.returncode == 0
    assert "on" in said.stderr
