"""The command `goiso` and what each of its subcommands does."""

from server.process import tuning

tuning.before_imports()

from server.operations import log  # noqa: E402 - it imports structlog, which loads what is left out

log.keep_safe()
