"""What an officer does at a counter, and a manager beside them, over the API."""
