"""All of `goiso city …`."""

from typing import Final

import click

from server.command.city import city as group
from server.command.city.centres import centre
from server.command.city.doctor import doctor
from server.command.city.following import follow, replay
from server.command.city.running import migrate, serve

for command in (migrate, serve, centre, follow, replay, doctor):
    group.add_command(command)
city: Final[click.Group] = group
