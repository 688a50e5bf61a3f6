"""Messages to people's own phones."""
