"""Setting a new centre up in the browser: its first administrator, and its first steps."""
