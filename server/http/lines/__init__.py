"""Live lines as transport: how many there may be, for how long, how a message is framed, and how a line ends."""
