"""Paths of the version before, which answer for one more version as those that took their place."""

from collections.abc import Mapping
from typing import Final

from flask import Flask

FORMER_PATHS: Final[Mapping[str, str]] = {"/api/v1/tickets/emergency": "/api/v1/tickets/offline"}


def keep_former_paths(app: Flask) -> None:
    """Keep each former path working like the present one, for the same callers, but without a description."""
    for rule in [*app.url_map.iter_rules()]:
        for former, present in FORMER_PATHS.items():
            if rule.rule == present:
                app.add_url_rule(
                    former, rule.endpoint, app.view_functions[rule.endpoint], methods=rule.methods
                )
