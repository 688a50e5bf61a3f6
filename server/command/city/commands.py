"""All of `goiso city …`."""

from typing import Final

import click

from server.command.city import city as group
from server.command.city.centres import centre
from server.command.city.running import migrate, serve

for command in (migrate, serve, centre):
    group.add_command(command)
city: Final[click.Group] = group
