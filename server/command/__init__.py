"""The command `goiso` and what each of its subcommands does."""

from server.process import tuning

tuning.before_imports()
