"""A second box that keeps one row behind: what it is sent of the database, and how it follows."""
