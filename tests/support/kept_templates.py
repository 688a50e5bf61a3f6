"""Pages' templates that are compiled once: every server that is started compiled them anew, a fifth of a second for the kiosk's page.

The processes of one test run share a folder of them, which the first of them takes away when it ends.
"""

import atexit
import os
import shutil
import tempfile
from types import CodeType
from typing import Final

from flask import Flask
from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_NAME: Final = "TESTS_COMPILED_TEMPLATES"


class KeptTemplates(FileSystemBytecodeCache):
    """What was compiled of a template before, in this process or in another."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self._here: dict[tuple[str, str], CodeType] = {}

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Where its code is kept: another one for each set of extensions, which it is compiled with."""
        return super().get_bucket(environment, name, f"{filename}|{sorted(environment.extensions)}", source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take over the code, if the template has not been changed since."""
        bucket.code = self._here.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that has just been compiled."""
        super().dump_bytecode(bucket)
        self._keep(bucket)

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._here[bucket.key, bucket.checksum] = bucket.code


def keep_templates() -> None:
    """From now on, for every app that this process or one forked from it makes."""
    Flask.jinja_options = {"bytecode_cache": KeptTemplates(_folder())}


def _folder() -> str:
    """The run's folder; the process that had none makes it."""
    if _NAME not in os.environ:
        os.environ[_NAME] = tempfile.mkdtemp(prefix="goiso-templates-")
        atexit.register(shutil.rmtree, os.environ[_NAME], ignore_errors=True)
    return os.environ[_NAME]
