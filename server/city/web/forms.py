"""Forms of the city's pages: each carries a token, so that no other site sends one in somebody's name."""

from typing import Final

from flask_wtf.csrf import CSRFProtect

csrf: Final = CSRFProtect()
