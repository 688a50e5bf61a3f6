"""Who works at the city, what they may, and what they did."""
