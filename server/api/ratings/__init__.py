"""Routes of ratings."""
