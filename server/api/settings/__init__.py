"""Routes of the settings."""
