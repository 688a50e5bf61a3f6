"""Tables of people, devices and tokens."""
