"""The kiosk alone: what its box remembers, how it reaches the server, how it goes on alone."""
