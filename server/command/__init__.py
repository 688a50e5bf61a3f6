"""The command `goiso` and what each of its subcommands does."""
