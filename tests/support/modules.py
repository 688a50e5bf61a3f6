"""The browser's modules that need no page, called as they are by Node."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.support.javascript import NODE

_CALL = """
const [address, name, calls] = JSON.parse(process.argv[1]);
const { [name]: called } = await import(address);
process.stdout.write(JSON.stringify(calls.map((each) => called(...each))));
"""


def called(module: Path, name: str, *calls: list[Any]) -> list[Any]:
    """What a module's function answers to each of these calls."""
    asked = json.dumps([module.as_uri(), name, calls])
    command = [str(NODE), "--no-warnings", "--input-type=module", "--eval", _CALL, asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answers: list[Any] = json.loads(done.stdout)
    return answers
