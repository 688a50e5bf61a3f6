"""Numbers asked for from afar: only a centre gives them."""
