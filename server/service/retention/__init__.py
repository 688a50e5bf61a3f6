"""How long the centre keeps what it need not keep for ever."""
