"""How a kiosk's box takes a newer version from the server at night, tries it, and goes back when it does not work."""
