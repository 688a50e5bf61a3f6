"""All of `goiso city …`."""

from typing import Final

import click

from server.command.city import city as group
from server.command.city.demo import demo
from server.command.city.keeping import backup, promote, restore
from server.command.city.running import migrate, serve
from server.command.city.units import install

for command in (backup, demo, install, migrate, promote, restore, serve):
    group.add_command(command)
city: Final[click.Group] = group
