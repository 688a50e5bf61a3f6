"""All of `goiso city …`."""

from typing import Final

import click

from server.command.city import city as group
from server.command.city.demo import demo
from server.command.city.running import migrate, serve

for command in (demo, migrate, serve):
    group.add_command(command)
city: Final[click.Group] = group
