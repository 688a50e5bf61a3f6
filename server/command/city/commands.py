"""All of `goiso city …`."""

from typing import Final

import click

from server.command.city import city as group
from server.command.city.people import user
from server.command.city.running import migrate, serve

for command in (migrate, serve, user):
    group.add_command(command)
city: Final[click.Group] = group
