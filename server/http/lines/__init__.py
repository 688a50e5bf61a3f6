"""Live lines as transport, whoever serves them: how many, for how long, how a message is framed, and how a line ends."""
