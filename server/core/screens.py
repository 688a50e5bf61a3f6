"""The layouts that a screen may have, by their names in its address: `/display?hall=1&layout=entrance`."""

from enum import StrEnum


class ScreenLayout(StrEnum):
    """`main` and `totem` (upright) show the whole hall, `counter` the one counter that it hangs above.

    `entrance` tells which field waits how long. `plain` is for old televisions: no script, reloads itself.
    """

    MAIN = "main"
    TOTEM = "totem"
    COUNTER = "counter"
    ENTRANCE = "entrance"
    PLAIN = "plain"
