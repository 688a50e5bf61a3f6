"""Routes of backups."""
