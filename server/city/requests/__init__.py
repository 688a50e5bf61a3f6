"""Numbers from afar: people's phones ask, the centre answers with its next request; the city never makes a number."""
