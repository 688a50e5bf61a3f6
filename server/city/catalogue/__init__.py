"""The catalogue of procedures, rolled out to the centres."""
