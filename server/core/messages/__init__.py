"""Messages to people's own phones: what may be sent, when, in which words, and to what number."""
