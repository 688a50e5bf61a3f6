"""The doctor over the API."""
