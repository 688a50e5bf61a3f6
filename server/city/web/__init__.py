"""What pages of the city share."""
