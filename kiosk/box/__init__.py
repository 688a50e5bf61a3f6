"""The kiosk's own box: what it remembers, how it reaches the server, how it goes on alone."""
