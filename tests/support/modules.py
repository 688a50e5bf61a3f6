"""The browser's modules, run as they are by Node: without a page, or beside as much of one as they need."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.guards.tree import ROOT
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


def on_a_stub(script: str, texts: dict[str, dict[str, str]] | None = None) -> Any:
    """What a module answers that is run beside `page_stub.mjs`: the value of its `answer`. It imports as pages do."""
    stub = (Path(__file__).parent / "page_stub.mjs").as_uri()
    body = f"""
        import {{ textOf }} from "{stub}";
        const load = (address) => import(address);
        {script}
        process.stdout.write(JSON.stringify(answer));
    """
    command = [str(NODE), "--no-warnings", "--input-type=module", "--eval", body]
    env = os.environ | {"TEXTS": json.dumps(texts or {})}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=env, timeout=60)
    return json.loads(done.stdout)
