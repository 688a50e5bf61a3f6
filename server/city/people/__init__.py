"""The people who work at the city, their permissions, and their acts."""
