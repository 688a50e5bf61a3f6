"""The command `goiso` and what each of its subcommands does."""

from server.operations import log
from server.process import tuning

tuning.before_imports()
log.keep_safe()
